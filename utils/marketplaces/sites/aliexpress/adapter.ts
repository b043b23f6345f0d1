import { ADAPTER_VERSIONS } from '@marketsafe/contract/marketplaces';
import type { Adapter, FactMatchers, Found, ListingPage } from '../../adapter.ts';
import { brandValue, isBrandName } from '../../brand.ts';
import { labelledCount } from '../../labelled-count.ts';
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
import { parseCount } from '../../text.ts';
import { textAt } from '../../value-path.ts';
import { aliexpressPrices, splitTitlePrice } from './price.ts';
import { aliexpressRatings } from './rating.ts';
import { aliexpressSellers, stateLocation, storeAges, storeLevel } from './seller.ts';
import { shipFrom } from './shipping.ts';
import { readStates } from './states.ts';
import { aliexpressVariants } from './variants.ts';

export const aliexpressAdapter: Adapter = {
  id: 'aliexpress',
  version: ADAPTER_VERSIONS.aliexpress,
  states: readStates,
  matchers: (page): FactMatchers => ({
    // The heading comes before JSON-LD and the share title, which carry additions.
    title: [
      () =>
        stateText(page, [
          'titleModule.subject',
          'productInfoComponent.subject',
          'PRODUCT_TITLE.text',
          'aer.name',
        ]),
      () =>
        domText(page, [
          'h1[data-pl="product-title"]',
          'h1.product-title-text',
          'h1.product-name',
          'h1[itemprop="name"]',
          'h1[class*="ProductDescription__name"]',
          '[class*="HazeProductDescription"] h1',
        ]),
      () => mapped(productText(page, ['name']), withoutTitleExtras),
      () => mapped(metaText(page, ['og:title']), withoutTitleExtras),
      () => titleElement(page),
    ],
    price: aliexpressPrices(page),
    seller: aliexpressSellers(page),
    images: [
      () =>
        stateTexts(
          page,
          ['imageModule.imagePathList', 'imageComponent.imagePathList', 'HEADER_IMAGE_PC.imagePathList'],
          '',
        ),
      () => stateTexts(page, ['aer.gallery'], 'imageUrl', (entry) => !textAt(entry, 'videoUrl')),
      () => stateTexts(page, ['imagePathList', 'imageBigViewURL'], ''),
      () =>
        domList(
          page,
          [
            '.images-view-list img',
            '[class*="slider--img"] img',
            '#j-image-thumb-list img',
            '[class*="SnowProductGallery"] img',
          ],
          ['src', 'data-src'],
        ),
      () => productImages(page),
      () => mapped(metaText(page, ['og:image']), (url) => [url]),
    ],
    soldCount: [
      () =>
        mapped(
          stateText(page, [
            'titleModule.tradeCount',
            'titleModule.formatTradeCount',
            'tradeComponent.formatTradeCount',
            'aer.tradeInfo.tradeCount',
          ]),
          labelledCount,
        ),
      () => mapped(stateText(page, ['PC_RATING.otherText']), parseCount),
      () =>
        mapped(
          domText(page, ['.product-reviewer-sold', '[class*="reviewer--sold"]', '#j-order-num']),
          labelledCount,
        ),
    ],
    location: [() => stateLocation(page)],
    category: [
      () =>
        stateTexts(
          page,
          ['crossLinkModule.breadCrumbPathList', 'breadcrumbComponent.pathList'],
          'name',
          isCategory,
        ),
      () => breadcrumbNames(page, /\/category\//),
    ],
    brand: [
      () =>
        mapped(
          stateAttribute(
            page,
            ['specsModule.props', 'productPropComponent.props', 'PRODUCT_PROP_PC.showedProps'],
            // Attribute number 2 is the brand in every language.
            (name, entry) => textAt(entry, 'attrNameId') === '2' || isBrandName(name),
          ),
          brandValue,
        ),
      () => mapped(stateText(page, ['aer.productInfo.brand']), brandValue),
      () => mapped(productText(page, ['brand.name', 'brand']), brandValue),
      () => domBrand(page),
    ],
    description: [
      () =>
        domText(page, [
          '#product-description',
          '.product-description',
          '#nav-description .description--product-description',
        ]),
    ],
    variants: aliexpressVariants(page),
    rating: aliexpressRatings(page),
    shipFrom: [() => shipFrom(page)],
    storeAge: storeAges(page),
    storeLevel: [() => storeLevel(page)],
  }),
};

/**
 * Without what the site adds to a title: a price in front (`€97.39 40% OFF|`, in any language), the category and the site's name
 * behind (`|Screwdriver|   - AliExpress`, ` - Glasses - AliExpress`, ` - AliExpress 7`).
 */
export function withoutTitleExtras(title: string): string | undefined {
  const text = title.replace(/\s+/g, ' ').trim();
  const withoutPrice = splitTitlePrice(text).rest;
  const site = /\s*-\s*AliExpress(?:\s+\d+)?$/i.exec(withoutPrice);
  if (!site) return /aliexpress/i.test(text) ? undefined : withoutPrice || undefined;
  const named = withoutPrice.slice(0, site.index);
  const piped = named.replace(/\|[^|]*\|\s*$/, '');
  if (piped !== named) return piped.trim() || undefined;
  // A number after the site's name marks the pages of 2024 on, which add no category.
  if (/\d$/.test(site[0])) return named.trim() || undefined;
  return named.replace(/\s-\s[^-|]{1,60}$/, '').trim() || undefined;
}

function titleElement(page: ListingPage): Found<string> | undefined {
  const raw = page.title();
  if (!/-\s*AliExpress/i.test(raw)) return undefined;
  return mapped({ value: raw, raw, source: 'dom:title' }, withoutTitleExtras);
}

/** Home and "All Categories" lead the path and have no number. */
function isCategory(entry: unknown): boolean {
  const number = textAt(entry, 'cateId');
  return number !== undefined && number !== '0';
}

function domBrand(page: ListingPage): Found<string> | undefined {
  for (const row of page.dom.findAll('[class*="specification--prop"]', undefined, 100)) {
    const title = page.dom.find('[class*="--title"]', row);
    const value = page.dom.find('[class*="--desc"]', row);
    if (!title || !value || !isBrandName(page.dom.text(title, 100).trim())) continue;
    const raw = page.dom.text(value, 500);
    return mapped({ value: raw, raw, source: 'dom:[class*="specification--prop"]' }, brandValue);
  }
  return undefined;
}
