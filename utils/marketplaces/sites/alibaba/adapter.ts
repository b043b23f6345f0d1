import type { Price } from '@marketsafe/contract';
import type { Adapter, FactMatchers, Found, ListingPage } from '../../adapter.ts';
import { brandValue, isBrandName } from '../../brand.ts';
import { currencyOfText, isCurrencyCode } from '../../currency.ts';
import { shownPrices } from '../../dom-price.ts';
import { isOfType } from '../../json-ld.ts';
import {
  breadcrumbNames,
  domList,
  domText,
  firstOf,
  mapped,
  metaText,
  productImages,
  productText,
  stateAttribute,
  stateSource,
  stateText,
  stateTexts,
} from '../../matchers.ts';
import { type ParsedPrice, parsePriceText, priceRange } from '../../price-text.ts';
import { at, listAt, numberAt, textAt } from '../../value-path.ts';

/** The site shows US dollars as a bare `$` and writes every other dollar with letters (`C$`, `A$`). */
const BARE_SIGN = ['USD'];

export const alibabaAdapter: Adapter = {
  id: 'alibaba',
  version: 1,
  cards: () => [],
  storeSeller: () => [],
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
    price: [
      () => statePrice(page),
      () =>
        shownPrices(
          page,
          [
            '[data-testid="ladder-price"]',
            '[data-testid="range-price"]',
            '[data-testid="fixed-price"]',
            '[data-testid="product-price"]',
            '[data-module-name="module_price"]',
            '.product-price .price-list',
            '.product-price .price-range',
            '.product-price',
            '.ma-price-wrap',
          ],
          BARE_SIGN,
        ),
      () => offerPrice(page),
    ],
    seller: [() => stateSeller(page), () => domSeller(page)],
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
  }),
};

function statePrice(page: ListingPage): Found<Price> | undefined {
  return firstOf(page.states, ['product.price', 'product.customPrice'], (record, path) => {
    const part = at(record.data, path);
    const found = ladderPrice(part) ?? rangePrice(part);
    return found && { ...found, source: stateSource(record, path) };
  });
}

type ShownPrice = Omit<Found<Price>, 'source'>;

/** Lowest to highest step, as shown; in dollars where the shown currency is unclear, because every step has a dollar price too. */
function ladderPrice(part: unknown): ShownPrice | undefined {
  const ladder = listAt(part, 'productLadderPrices');
  if (ladder.length === 0) return undefined;
  const codes = shownCodes(part);
  const texts = ladder.map((step) => textAt(step, 'formatPrice') ?? '');
  const shown = whole(
    ladder.map((step, index) => {
      const text = texts[index] ?? '';
      const currency = currencyOfText(text, codes);
      const price = numberAt(step, 'price');
      const read = parsePriceText(text, codes);
      // The number beside the text is finer, but where it is another number the text is what a buyer sees.
      if (!currency || !price || price <= 0 || (read && !isRounded(read, price, text))) return read;
      return { min: price, max: price, currency };
    }),
  );
  if (shown) return { value: shown, raw: textAt(part, 'formatLadderPrice') ?? texts.join(' | ') };
  const value = whole(
    ladder.map((step) => {
      const price = numberAt(step, 'dollarPrice');
      return dollars(price, price);
    }),
  );
  return value && { value, raw: `dollarPrice ${value.min} - ${value.max}` };
}

/** Whether a shown amount is a number rounded to the decimals it shows. */
function isRounded({ min, max }: ParsedPrice, number: number, text: string): boolean {
  const decimals = /[.,](\d{1,2})(?!\d)/.exec(text)?.[1]?.length ?? 0;
  return min === max && Math.abs(min - number) < 10 ** -decimals;
}

function rangePrice(part: unknown): ShownPrice | undefined {
  const range = at(part, 'productRangePrices');
  const raw =
    textAt(range, 'priceRangeText') ?? textAt(part, 'formatLadderPrice') ?? textAt(part, 'formatPrice');
  const shown = raw ? parsePriceText(raw, shownCodes(part)) : undefined;
  if (shown && raw) return { value: shown, raw };
  const value = dollars(numberAt(range, 'dollarPriceRangeLow'), numberAt(range, 'dollarPriceRangeHigh'));
  return value && { value, raw: `dollarPriceRange ${value.min} - ${value.max}` };
}

function whole(prices: readonly (ParsedPrice | undefined)[]): ParsedPrice | undefined {
  const parsed = prices.filter((price): price is ParsedPrice => price !== undefined);
  return parsed.length === prices.length ? priceRange(parsed) : undefined;
}

function dollars(low: number | undefined, high: number | undefined): ParsedPrice | undefined {
  return low && high && low > 0 && high >= low ? { min: low, max: high, currency: 'USD' } : undefined;
}

/** A bare sign is the dollar only where the page converts nothing. */
function shownCodes(part: unknown): (string | undefined)[] {
  const rate = numberAt(part, 'currencyRule.rate');
  return [textAt(part, 'currencyRule.currencyCode'), rate === undefined || rate === 1 ? 'USD' : undefined];
}

function offerPrice(page: ListingPage): Found<Price> | undefined {
  const node = page.jsonLd.find((candidate) => isOfType(candidate, 'Product'));
  const offer = at(node, 'offers');
  const entry = Array.isArray(offer) ? offer[0] : offer;
  const currency = at(entry, 'priceCurrency');
  const low = numberAt(entry, 'lowPrice') ?? numberAt(entry, 'price');
  const high = numberAt(entry, 'highPrice') ?? low;
  if (!isCurrencyCode(currency) || !low || !high || low <= 0 || high < low) return undefined;
  return {
    value: { min: low, max: high, currency },
    raw: JSON.stringify(entry).slice(0, 1_000),
    source: 'json-ld',
  };
}

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

/** The shop's host is the one number or name that every era's page holds, so it is the seller's id. */
function sellerOf(name: string | undefined, address: string | undefined) {
  const host = /^(?:https?:)?\/\/([a-z0-9-]+(?:\.m)?\.(?:[a-z]{2}|trustpass)\.alibaba\.com)(?:[/?#]|$)/i.exec(
    address ?? '',
  )?.[1];
  const id = host?.toLowerCase().replace('.m.', '.');
  return { name, id, url: id ? `https://${id}/` : undefined };
}

function stateSeller(page: ListingPage) {
  return firstOf(page.states, ['seller'], (record, path) => {
    const name = textAt(record.data, `${path}.companyName`);
    const subDomain = textAt(record.data, `${path}.subDomain`);
    const address = subDomain ? `//${subDomain}` : textAt(record.data, `${path}.homeUrl`);
    if (!name) return undefined;
    const value = sellerOf(name, address ?? textAt(record.data, `${path}.companyProfileUrl`));
    return { value, raw: [name, address].filter(Boolean).join(' | '), source: stateSource(record, path) };
  });
}

function domSeller(page: ListingPage) {
  for (const selector of [
    '[data-module-name="module_company"] .company-name a',
    '.product-company .company-name a',
    'a[data-aui="company-name"]',
    '.company-name a',
  ]) {
    const link = page.dom.find(selector);
    if (!link) continue;
    const name = page.dom.attribute(link, 'title') || page.dom.text(link, 500);
    const href = page.dom.attribute(link, 'href');
    if (name.trim())
      return { value: sellerOf(name, href), raw: `${name} | ${href}`, source: `dom:${selector}` };
  }
  return undefined;
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
