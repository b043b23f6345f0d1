import { ADAPTER_VERSIONS } from '@marketsafe/contract/marketplaces';
import type { Adapter, FactMatchers, Found, ListingPage } from '../../adapter.ts';
import { brandValue, isBrandName } from '../../brand.ts';
import { domList, domText, mapped, metaText, stateAttribute, stateText, stateTexts } from '../../matchers.ts';
import { parseCount } from '../../text.ts';
import { alibaba1688Prices } from './price.ts';
import { alibaba1688Sellers } from './seller.ts';
import { readStates } from './states.ts';
import {
  alibaba1688MinimumOrder,
  alibaba1688Rating,
  alibaba1688StoreAge,
  alibaba1688StoreLevel,
} from './trade.ts';
import { alibaba1688Variants } from './variants.ts';

/** `window.context` (2025 on) keeps one model of everything, and a copy of parts of it for each widget. */
const MODEL = 'global.globalData.model';
const PAGE_DATA = 'data.Root.fields.dataJson';

export const alibaba1688Adapter: Adapter = {
  id: '1688',
  version: ADAPTER_VERSIONS['1688'],
  states: readStates,
  matchers: (page): FactMatchers => ({
    title: [
      () =>
        stateText(page, [
          `${MODEL}.offerDetail.subject`,
          'data.productTitle.fields.title',
          `${PAGE_DATA}.tempModel.offerTitle`,
          'data.gallery.fields.subject',
          'globalData.tempModel.offerTitle',
          'component.offer-title.title',
          'domain.offerDetail.subject',
          'domain.tempModel.offerTitle',
          'mobile.subject',
        ]),
      () => metaText(page, ['og:title']),
      () =>
        domText(page, [
          'h1.d-title',
          '.module-od-title .title-content h1',
          '[data-module="od_title"] h1',
          '.od-pc-offer-title-contain .title-text',
          '.title-first-column .title-text',
          '.title-content .title-text',
        ]),
      () => titleElement(page),
    ],
    price: alibaba1688Prices(page),
    seller: alibaba1688Sellers(page),
    images: [
      () =>
        stateTexts(
          page,
          [
            `${MODEL}.offerDetail.imageList`,
            `${PAGE_DATA}.images`,
            `${MODEL}.offerDetail.mainImageList`,
            'globalData.images',
            'domain.image.images',
          ],
          'fullPathImageURI',
        ),
      () =>
        stateTexts(
          page,
          [
            'data.gallery.fields.offerImgList',
            'data.gallery.fields.mainImage',
            'component.main-pic.offerImgList',
          ],
          '',
        ),
      () =>
        stateTexts(page, ['mobile.imageList'], 'originalImageURI') ??
        stateTexts(page, ['mobile.imageList'], 'size310x310URL'),
      () => galleryTabs(page),
      () =>
        domList(
          page,
          [
            '.od-gallery-turn-item-wrapper .od-gallery-img',
            '.od-gallery-img',
            '.detail-gallery-turn-wrapper img',
            '.detail-gallery-img',
            '#dt-tab img',
            '.mod-detail-gallery .vertical-img img',
          ],
          ['data-lazy-src', 'data-src', 'src'],
        ),
      () => mapped(metaText(page, ['og:image']), (url) => [url]),
    ],
    soldCount: [
      () =>
        mapped(
          stateText(page, [
            `${MODEL}.tradeModel.saleCount`,
            `${PAGE_DATA}.orderParamModel.orderParam.saledCount`,
            `${PAGE_DATA}.tempModel.saledCount`,
            'globalData.tempModel.saledCount',
            'globalData.orderParamModel.orderParam.saledCount',
            'domain.tradeModel.saleCount',
            'mobile.saledCount',
          ]),
          parseCount,
        ),
    ],
    location: [
      () =>
        stateText(page, [
          `${MODEL}.detailDescription.freightInfo.location`,
          'data.shippingServices.fields.location',
          'component.offer-logistics.location',
          'domain.detailDescription.freightInfo.location',
        ]),
      () => mapped(metaText(page, ['location']), metaLocation),
      () =>
        domText(page, [
          '.delivery-addr',
          '.module-od-shipping-services .location',
          '.logistics-content .logistics-city',
        ]),
    ],
    category: [
      () => stateTexts(page, ['render.categoryList'], 'name'),
      () =>
        mapped(
          stateText(page, [
            `${MODEL}.offerDetail.leafCategoryName`,
            'domain.offerDetail.leafCategoryName',
            'render.categoryName',
          ]),
          (name) => [name],
        ),
    ],
    brand: [
      () =>
        mapped(
          stateAttribute(
            page,
            [
              `${MODEL}.offerDetail.featureAttributes`,
              'component.attribute-new',
              'component.offer-attribute',
              'domain.offerDetail.featureAttributes',
              'mobile.productFeatureList',
            ],
            isBrandName,
          ),
          brandValue,
        ),
      () => domBrand(page),
    ],
    description: [() => shadowDescription(page)],
    variants: alibaba1688Variants(page),
    minimumOrder: alibaba1688MinimumOrder(page),
    rating: alibaba1688Rating(page),
    storeAge: alibaba1688StoreAge(page),
    storeLevel: alibaba1688StoreLevel(page),
  }),
};

function titleElement(page: ListingPage): Found<string> | undefined {
  const raw = page.title();
  const title = raw.replace(/\s*-\s*(?:阿里巴巴|1688(?:\.com)?)\s*$/, '').trim();
  // Until 2020 the element began with a search word and an underscore.
  return title && title !== raw.trim() && !title.includes('_')
    ? { value: title, raw, source: 'dom:title' }
    : undefined;
}

/** The old gallery keeps each picture's addresses as JSON in an attribute. */
function galleryTabs(page: ListingPage): Found<string[]> | undefined {
  const selector = '.tab-trigger[data-imgs]';
  const value = page.dom
    .findAll(selector, undefined, 100)
    .flatMap(
      (element) => /"original"\s*:\s*"([^"]+)"/.exec(page.dom.attribute(element, 'data-imgs'))?.[1] ?? [],
    );
  return value.length > 0 ? { value, raw: value.join(' | '), source: `dom:${selector}` } : undefined;
}

/** `province=广东省;city=汕头市` */
function metaLocation(text: string): string | undefined {
  const parts = [...text.matchAll(/(?:province|city)\s*=\s*([^;]+)/g)].map(([, part]) => part?.trim() ?? '');
  return parts.filter(Boolean).join(' ') || undefined;
}

function domBrand(page: ListingPage): Found<string> | undefined {
  const tables = [
    ['#mod-detail-attributes .de-feature', '#mod-detail-attributes .de-value'],
    [
      '.module-od-product-attributes .ant-descriptions-item-label',
      '.module-od-product-attributes .ant-descriptions-item-content',
    ],
    ['.offer-attr-item .offer-attr-item-name', '.offer-attr-item .offer-attr-item-value'],
  ] as const;
  for (const [nameSelector, valueSelector] of tables) {
    // Rows may hold a name without a value: what follows the name decides, not how many there are of each.
    const cells = page.dom.findAll(`${nameSelector}, ${valueSelector}`, undefined, 400);
    const values = new Set(page.dom.findAll(valueSelector, undefined, 400));
    const position = cells.findIndex(
      (cell) => !values.has(cell) && isBrandName(page.dom.text(cell, 100).trim()),
    );
    const value = position < 0 ? undefined : cells[position + 1];
    if (!value || !values.has(value)) continue;
    const raw = page.dom.text(value, 500);
    return mapped({ value: raw, raw, source: `dom:${valueSelector}` }, brandValue);
  }
  return undefined;
}

/** The description of 2025 pages is a document of its own, drawn into an open shadow root. */
function shadowDescription(page: ListingPage): Found<string> | undefined {
  const element = page.dom.find('v-detail-5');
  const raw = element ? page.dom.shadowText(element, 200_000) : '';
  return raw.trim() ? { value: raw, raw, source: 'dom:v-detail-5' } : undefined;
}
