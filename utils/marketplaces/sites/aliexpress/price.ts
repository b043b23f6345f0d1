import type { Price } from '@marketsafe/contract';
import type { Found, ListingPage, PageSources } from '../../adapter.ts';
import { isCurrencyCode } from '../../currency.ts';
import { isOfType } from '../../json-ld.ts';
import { asPrice, domText, firstOf, mapped, metaText, stateSource } from '../../matchers.ts';
import { isPriceOnly, parsePriceText, plainAmount, priceRange } from '../../price-text.ts';
import { at, firstTextAt, listAt, numberAt, textAt } from '../../value-path.ts';

/** AliExpress prices: what a buyer pays now comes before the crossed-out price. */
export function aliexpressPrices(page: ListingPage): (() => Found<Price> | undefined)[] {
  return [
    () => activeOffer(page),
    () => amountsPrice(page),
    () => resultPrice(page, currencyEvidence(page)),
    () =>
      asPrice(
        domText(page, [
          '.product-price-current .product-price-value',
          '[data-pl="product-price"] [class*="price--currentPriceText"]',
          '[class*="price-default--current"]',
          '[class*="price-kr--current"]',
          '[class*="price-tr--current"]',
          '[class*="price--currentPriceText"]',
          '.pdp-comp-price-current',
          '[data-pl="product-price"] .product-price-value',
          '.uniform-banner-box-price',
          '#j-sku-discount-price',
          '#j-sku-price',
          '[class*="HazeProductPrice_SnowPrice__mainS"]',
          '[data-testid="HazeProductPrice"]',
        ]),
        currencyEvidence(page),
      ),
    () => wholePrice(page),
    () => offerPrice(page),
    () => titlePrice(page, currencyEvidence(page)),
  ];
}

/** Boxes of 2023 and 2024, where each digit is an element of its own: only one that holds nothing beside the price. */
function wholePrice(page: ListingPage): Found<Price> | undefined {
  const found = domText(page, ['.product-price-current', '[class*="price--current--"]']);
  return mapped(found, (text) =>
    isPriceOnly(text) ? parsePriceText(text, currencyEvidence(page)) : undefined,
  );
}

/** Parts of the state that hold prices as `{min…, max…}` pairs of `{value, currency}`, current price first. */
const AMOUNT_PARTS = [
  { part: 'priceModule', text: 'formatedActivityPrice', min: 'minActivityAmount', max: 'maxActivityAmount' },
  { part: 'priceModule', text: 'formatedPrice', min: 'minAmount', max: 'maxAmount' },
  {
    part: 'priceComponent.discountPrice',
    text: 'actCurrencyFormatPrice',
    min: 'minActivityAmount',
    max: 'maxActivityAmount',
  },
  { part: 'priceComponent.origPrice', text: 'multiCurrencyFormatPrice', min: 'minAmount', max: 'maxAmount' },
  { part: 'aer.price', text: 'formattedActivityPrice', min: 'minActivityAmount', max: 'maxActivityAmount' },
  { part: 'aer.price', text: 'formattedPrice', min: 'minAmount', max: 'maxAmount' },
] as const;

function amountsPrice(page: ListingPage): Found<Price> | undefined {
  for (const { part, text, min, max } of AMOUNT_PARTS) {
    const found = firstOf(page.states, [part], (record, path) => {
      const low = amount(at(record.data, `${path}.${min}`));
      const high = amount(at(record.data, `${path}.${max}`)) ?? low;
      if (!low || !high || low.currency !== high.currency || low.value > high.value) return undefined;
      return {
        value: { min: low.value, max: high.value, currency: low.currency },
        raw: textAt(record.data, `${path}.${text}`) ?? [...new Set([low.text, high.text])].join(' - '),
        source: stateSource(record, path),
      };
    });
    if (found) return found;
  }
  return undefined;
}

/** aliexpress.ru shows the price of the combination that is chosen, where the others' are known too. */
function activeOffer(page: ListingPage): Found<Price> | undefined {
  return firstOf(page.states, ['aer.skuInfo.priceList'], (record, path) => {
    const active = textAt(record.data, 'aer.activeSkuId');
    const sku = active && listAt(record.data, path).find((entry) => textAt(entry, 'skuId') === active);
    const price = sku ? (amount(at(sku, 'activityAmount')) ?? amount(at(sku, 'amount'))) : undefined;
    return (
      price && {
        value: { min: price.value, max: price.value, currency: price.currency },
        raw: price.text,
        source: stateSource(record, path),
      }
    );
  });
}

function amount(value: unknown): { value: number; currency: string; text: string } | undefined {
  const number = numberAt(value, 'value');
  const currency = at(value, 'currency') ?? at(value, 'currencyCode');
  if (!number || number <= 0 || !isCurrencyCode(currency)) return undefined;
  return {
    value: number,
    currency,
    text: firstTextAt(value, ['formatedAmount', 'formatted']) ?? `${number} ${currency}`,
  };
}

/** The answer of the page's own data request, where a script keeps it: `salePriceLocal` is `67,39€|67|39`. */
function resultPrice(page: ListingPage, evidence: readonly (string | undefined)[]): Found<Price> | undefined {
  return firstOf(page.states, ['PRICE.targetSkuPriceInfo'], (record, path) => {
    const info = at(record.data, path);
    const raw = textAt(info, 'salePriceString') ?? textAt(info, 'salePriceLocal')?.split('|')[0];
    const codes = [
      textAt(info, 'originalPrice.currency'),
      textAt(record.data, 'GLOBAL_DATA.globalData.currencyCode'),
      ...evidence,
    ];
    const value = raw && parsePriceText(raw, codes);
    return value && raw && { value, raw, source: stateSource(record, path) };
  });
}

function offerPrice(page: ListingPage): Found<Price> | undefined {
  const node = page.jsonLd.find((candidate) => isOfType(candidate, 'Product'));
  const offer = at(node, 'offers');
  const offers = Array.isArray(offer) ? offer : offer ? [offer] : [];
  const prices = offers.flatMap((entry) => {
    const currency = at(entry, 'priceCurrency');
    if (!isCurrencyCode(currency)) return [];
    const low = plainAmount(textAt(entry, 'lowPrice') ?? textAt(entry, 'price') ?? '');
    const high = plainAmount(textAt(entry, 'highPrice') ?? '') ?? low;
    return low && high && high >= low ? [{ min: low, max: high, currency }] : [];
  });
  const value = priceRange(prices);
  return value && { value, raw: JSON.stringify(offer).slice(0, 1_000), source: 'json-ld' };
}

/** Old pages put the lowest current price in front of their share title: `€97.39 40% OFF|…`, `58.46MXN$ 74% de DESCUENTO|…`. */
function titlePrice(page: ListingPage, evidence: readonly (string | undefined)[]): Found<Price> | undefined {
  return mapped(metaText(page, ['og:title']), (title) => {
    const price = splitTitlePrice(title).price;
    return price ? parsePriceText(price, evidence) : undefined;
  });
}

/** A share title's price and the rest of it; no price where what stands before the percentage is something else. */
export function splitTitlePrice(title: string): { price?: string; rest: string } {
  const [prefix, price] = /^\s*([^|]{1,40}?)\s+\d{1,2}\s?%[^|]{0,40}\|/.exec(title) ?? [];
  return prefix && price && isPriceOnly(price)
    ? { price, rest: title.slice(prefix.length) }
    : { rest: title };
}

/** Codes that other parts of the page name, for a text whose sign several currencies share. */
function currencyEvidence(page: ListingPage): (string | undefined)[] {
  const inState = page.states.flatMap(({ data }) =>
    [
      'webEnv.currency',
      'commonModule.currencyCode',
      'currencyComponent.currencyCode',
      'GLOBAL_DATA.globalData.currencyCode',
      'PRICE.currencyCode',
    ].map((path) => textAt(data, path)),
  );
  const inJsonLd = page.jsonLd.flatMap((node) => [
    textAt(node, 'offers.priceCurrency'),
    ...listAt(node, 'offers').map((offer) => textAt(offer, 'priceCurrency')),
  ]);
  const microdata = page.dom.find('[itemprop="priceCurrency"]');
  return [
    ...inState,
    ...inJsonLd,
    microdata ? page.dom.attribute(microdata, 'content') : undefined,
    ...shownCurrencies(page),
  ];
}

/** The currency that a page's header says it shows prices in, and that of its site. */
export function shownCurrencies(page: PageSources): (string | undefined)[] {
  const inHeader = ['#switcher-info .currency', '[class*="ship-to--text"]'].map((selector) => {
    const element = page.dom.find(selector);
    return element ? /\b([A-Z]{3})\s*$/.exec(page.dom.text(element, 200))?.[1] : undefined;
  });
  const ofHost = page.host.endsWith('aliexpress.us')
    ? 'USD'
    : page.host.endsWith('aliexpress.ru')
      ? 'RUB'
      : undefined;
  return [...inHeader, ofHost];
}
