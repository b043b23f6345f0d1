import { ADAPTER_VERSIONS } from '@marketsafe/contract/marketplaces';
import type { Adapter, FactMatchers, Found, ListingPage } from '../../adapter.ts';
import { brandValue } from '../../brand.ts';
import { htmlText } from '../../html-text.ts';
import {
  breadcrumbNames,
  domList,
  domText,
  firstOf,
  mapped,
  metaText,
  productImages,
  productText,
  stateSource,
  stateText,
  stateTexts,
} from '../../matchers.ts';
import { at, firstTextAt, listAt, numberAt, textAt } from '../../value-path.ts';
import { lazadaPrices } from './price.ts';
import { lazadaRatings } from './rating.ts';
import { lazadaSellers, storeAge, storeLevels } from './seller.ts';
import { readStates } from './states.ts';
import { lazadaVariants } from './variants.ts';

const engine: Omit<Adapter, 'id' | 'version'> = {
  states: readStates,
  matchers: (page): FactMatchers => ({
    title: [
      () => stateText(page, ['product.title']),
      () =>
        domText(page, ['h1[class*="pdp-mod-product-badge-title"]', '[class*="pdp-mod-product-badge-title"]']),
      () => mapped(productText(page, ['name']), withoutSite),
      () => mapped(metaText(page, ['og:title']), withoutSite),
      () => titleElement(page),
    ],
    price: lazadaPrices(page),
    seller: lazadaSellers(page),
    images: [
      () => galleryImages(page),
      () => shownImages(page),
      () => productImages(page),
      () => mapped(metaText(page, ['og:image']), (url) => [url]),
    ],
    category: [
      () => stateTexts(page, ['tracking.pdt_category', 'skuInfos.0.dataLayer.pdt_category'], ''),
      () => stateTexts(page, ['Breadcrumb'], 'title', (step) => textAt(step, 'url') !== undefined),
      () => shownCategory(page),
      () => breadcrumbNames(page, /\/\/[^/]+\/(?!products\/|p\/)[^/?]+/),
      () => mapped(productText(page, ['category']), (path) => path.split(' > ')),
    ],
    brand: [
      () => mapped(stateText(page, ['product.brand.name', 'tracking.brand_name']), brandValue),
      () => mapped(domText(page, ['[class*="product-brand"] [class*="brand-link"]']), brandValue),
      () => mapped(productText(page, ['brand.name', 'brand']), brandValue),
    ],
    description: [
      () => stateDescription(page),
      () =>
        domText(page, [
          '#module_product_detail [class*="detail-content"]',
          '[class*="pdp-product-detail"] .html-content',
          '.pdp-product-desc',
        ]),
      () => mapped(productText(page, ['description']), notForSearch),
    ],
    variants: lazadaVariants(page),
    minimumOrder: [() => minimumOrder(page)],
    rating: lazadaRatings(page),
    storeAge: [() => storeAge(page)],
    storeLevel: storeLevels(page),
  }),
};

export const lazadaAdapter: Adapter = { id: 'lazada', version: ADAPTER_VERSIONS.lazada, ...engine };
export const darazAdapter: Adapter = { id: 'daraz', version: ADAPTER_VERSIONS.daraz, ...engine };
export const miraviaAdapter: Adapter = { id: 'miravia', version: ADAPTER_VERSIONS.miravia, ...engine };

/** Without the site's name behind the title: `Bottle | Lazada.sg`, `Bottle | Daraz.com.np`. */
function withoutSite(title: string): string | undefined {
  return (
    title.replace(/\s*[|｜]\s*(?:lazada|daraz|miravia|shop\.com\.mm)[^|]{0,40}$/i, '').trim() || undefined
  );
}

/** What the site writes for search engines names the site (`Buy … online at Lazada`); a seller's text has no need to. */
function notForSearch(text: string): string | undefined {
  return /\b(?:lazada|daraz|miravia|shop\.com\.mm)\b/i.test(text) ? undefined : text;
}

function titleElement(page: ListingPage): Found<string> | undefined {
  const raw = page.title();
  if (!/\S\s*\|\s*(?:lazada|daraz|miravia|shop\.com\.mm)/i.test(raw)) return undefined;
  return mapped({ value: raw, raw, source: 'dom:title' }, withoutSite);
}

/** The gallery of the combination that is shown first; videos stand among the pictures. */
function galleryImages(page: ListingPage): Found<string[]> | undefined {
  for (const record of page.states) {
    const numbers = ['primaryKey.skuId', 'primaryKey.defaultSkuId'].flatMap(
      (path) => textAt(record.data, path) ?? [],
    );
    const found = firstOf(
      [record],
      ['0', ...numbers].map((key) => `skuGalleries.${key}`),
      (_, path) => {
        const value = listAt(record.data, path)
          .filter((entry) => textAt(entry, 'type') !== 'video')
          .flatMap((entry) => firstTextAt(entry, ['src', 'poster', 'image']) ?? []);
        return value.length > 0 && { value, raw: value.join(' | '), source: stateSource(record, path) };
      },
    );
    if (found) return found;
  }
  return undefined;
}

function shownImages(page: ListingPage): Found<string[]> | undefined {
  const selector = '[class*="item-gallery"][class*="__thumbnail"]:not(img)';
  const value = page.dom
    .findAll(selector, undefined, 60)
    .filter((thumbnail) => !page.dom.find('[class*="video"], [class*="play"], video', thumbnail))
    .flatMap((thumbnail) => {
      const image = page.dom.find('img[src]', thumbnail);
      return image ? [page.dom.attribute(image, 'src')] : [];
    });
  if (value.length > 0) return { value, raw: value.join(' | '), source: `dom:${selector}` };
  return domList(
    page,
    ['.seo-gallery-hidden img', 'img[class*="gallery-preview-panel"]'],
    ['src', 'data-src'],
  );
}

function shownCategory(page: ListingPage): Found<string[]> | undefined {
  const selector = '#J_breadcrumb a.breadcrumb_item_anchor';
  const value = page.dom
    .findAll(selector, undefined, 15)
    .map((step) => page.dom.text(step, 500).trim())
    .filter(Boolean);
  return value.length > 0 ? { value, raw: value.join(' > '), source: `dom:${selector}` } : undefined;
}

/** Highlights stand above the description. */
function stateDescription(page: ListingPage): Found<string> | undefined {
  return firstOf(page.states, ['product'], (record, path) => {
    const parts = ['highlights', 'desc'].flatMap((name) => textAt(record.data, `${path}.${name}`) ?? []);
    const value = parts.map(htmlText).filter(Boolean).join(' ');
    return value && { value, raw: parts.join(' '), source: stateSource(record, path) };
  });
}

/** What is out of stock has 0 here, and nearly everything else 1, which no page says. */
function minimumOrder(page: ListingPage): Found<{ quantity: number }> | undefined {
  return firstOf(page.states, ['skuInfos.0.quantity.limit.min'], (record, path) => {
    const quantity = numberAt(record.data, path);
    return quantity !== undefined && Number.isInteger(quantity) && quantity > 1
      ? { value: { quantity }, raw: String(at(record.data, path)), source: stateSource(record, path) }
      : undefined;
  });
}
