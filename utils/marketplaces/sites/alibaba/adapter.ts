import { ADAPTER_VERSIONS } from '@marketsafe/contract/marketplaces';
import type { Adapter, FactMatchers, Found, ListingPage } from '../../adapter.ts';
import { brandValue, isBrandName } from '../../brand.ts';
import {
  breadcrumbNames,
  domList,
  domText,
  mapped,
  metaText,
  productImages,
  productText,
  stateAttribute,
  stateText,
  stateTexts,
} from '../../matchers.ts';
import { at, textAt } from '../../value-path.ts';
import { alibabaPrices } from './price.ts';
import { alibabaRating, alibabaSoldCount } from './reviews.ts';
import { alibabaSellers, alibabaStoreAge, alibabaStoreLevel } from './seller.ts';
import { alibabaMinimumOrder, alibabaShipFrom } from './trade.ts';
import { alibabaVariants } from './variants.ts';

export const alibabaAdapter: Adapter = {
  id: 'alibaba',
  version: ADAPTER_VERSIONS.alibaba,
  states: (state) =>
    state.assigned('detailData').flatMap((value) => {
      const data = at(value, 'globalData');
      const itemId = textAt(data, 'product.productId') ?? textAt(data, 'extend.detailId');
      return at(data, 'product') ? [{ name: 'detailData', itemId, data }] : [];
    }),
  matchers: (page): FactMatchers => ({
    title: [
      () => stateText(page, ['product.subject']),
      () =>
        domText(
          page,
          ['.product-title-container h1', '[data-module-name="module_title"] h1', '.module_title h1'],
          'title',
        ),
      () =>
        domText(page, [
          '.product-title-container h1',
          '[data-module-name="module_title"] h1',
          '.product-title h1',
          'h1.ma-title',
          'h1.product-title',
        ]),
      () => mapped(productText(page, ['name']), withoutSearchTail),
      () => mapped(metaText(page, ['og:title']), withoutSearchTail),
      () => mapped(pageTitle(page), withoutSearchTail),
    ],
    price: alibabaPrices(page),
    seller: alibabaSellers(page),
    images: [
      () =>
        stateTexts(
          page,
          ['product.mediaItems'],
          'imageUrl.big',
          (entry) => (textAt(entry, 'type') ?? 'image') === 'image',
        ),
      () =>
        domList(
          page,
          [
            '[data-testid="product-image-view"] [data-testid="media-image"] img',
            '[data-testid="media-image"] img',
            '[data-module-name="module_productImage"] .current-main-image img',
            '.main-image-thumb img, .main-image img',
          ],
          ['src', 'data-src'],
        ),
      () => thumbnails(page),
      () => productImages(page),
      () => mapped(metaText(page, ['og:image']), (url) => [url]),
    ],
    location: [
      () => stateText(page, ['seller.companyRegisterFullCountry', 'seller.companyRegisterCountry']),
      () => domText(page, ['[data-module-name="module_company"] .register-country', '.company-country span']),
    ],
    category: [
      () => stateTexts(page, ['seo.breadCrumb.pathList'], 'hrefObject.name'),
      () => domCategory(page),
      () => breadcrumbNames(page, /_p(?:id)?\d+/),
    ],
    brand: [
      () =>
        mapped(
          stateAttribute(
            page,
            ['product.productBasicProperties', 'product.productKeyIndustryProperties'],
            isBrandName,
          ),
          brandValue,
        ),
      () => domBrand(page),
    ],
    variants: alibabaVariants(page),
    minimumOrder: alibabaMinimumOrder(page),
    soldCount: alibabaSoldCount(page),
    rating: alibabaRating(page),
    shipFrom: alibabaShipFrom(page),
    storeAge: alibabaStoreAge(page),
    storeLevel: alibabaStoreLevel(page),
  }),
};

/** ` - Buy konjac noodles,… Product on Alibaba.com` is added for search engines; what stands before it is the title. */
export function withoutSearchTail(title: string): string | undefined {
  const text = title.replace(/\s+/g, ' ').trim();
  const cutAt = text.search(/\s-\s(?:Buy|Купить|Comprar|Acheter|Kaufen|Acquista|Koop)\s/);
  if (cutAt > 0) return text.slice(0, cutAt);
  const site = /\s*(?:-|\||on)\s*Alibaba\.com\s*$/i;
  if (site.test(text)) return text.replace(site, '') || undefined;
  return /alibaba\.com/i.test(text) ? undefined : text || undefined;
}

function pageTitle(page: ListingPage): Found<string> | undefined {
  const raw = page.title();
  return /alibaba\.com/i.test(raw) ? { value: raw, raw, source: 'dom:title' } : undefined;
}

/** Thumbnails are drawn as backgrounds. */
function thumbnails(page: ListingPage): Found<string[]> | undefined {
  const selector = '[data-testid="product-image-list"] [style*="background-image"]';
  const value = page.dom
    .findAll(selector, undefined, 100)
    .flatMap((element) => /url\(\s*["']?([^"')]+)/.exec(page.dom.attribute(element, 'style'))?.[1] ?? []);
  return value.length > 0 ? { value, raw: value.join(' | '), source: `dom:${selector}` } : undefined;
}

function domCategory(page: ListingPage): Found<string[]> | undefined {
  const selector =
    '[data-module-name="module_breadcrumbNew"] a, .detail-breadcrumb-layout a, .breadcrumb-layout a';
  const value = page.dom
    .findAll(selector, undefined, 30)
    .filter((link) => /categoryId=|_p(?:id)?\d+/.test(page.dom.attribute(link, 'href')))
    .map((link) => page.dom.text(link, 500));
  return value.length > 0
    ? { value: [...new Set(value)], raw: value.join(' > '), source: 'dom:module_breadcrumb' }
    : undefined;
}

function domBrand(page: ListingPage): Found<string> | undefined {
  const names = page.dom.findAll('[data-testid="module-attribute"] [title]', undefined, 400);
  const position = names.findIndex((element) => isBrandName(page.dom.attribute(element, 'title').trim()));
  const raw =
    position < 0 ? '' : page.dom.attribute(names[position + 1] ?? (names[position] as Element), 'title');
  return mapped(
    raw && !isBrandName(raw)
      ? { value: raw, raw, source: 'dom:[data-testid="module-attribute"]' }
      : undefined,
    brandValue,
  );
}
