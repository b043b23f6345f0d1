import type { Price } from '@marketsafe/contract';
import type { CardParts, Found, ListingPage } from '../../adapter.ts';
import { currencyOfText, isCurrencyCode } from '../../currency.ts';
import { shownPrices } from '../../dom-price.ts';
import { isOfType } from '../../json-ld.ts';
import { firstOf, stateSource } from '../../matchers.ts';
import { type ParsedPrice, parsePriceText, priceRange } from '../../price-text.ts';
import { at, listAt, numberAt, textAt } from '../../value-path.ts';

/** The site shows US dollars as a bare `$` and writes every other dollar with letters (`C$`, `A$`). */
const BARE_SIGN = ['USD'];

/** Alibaba.com prices: the quantity ladder, a range or a single price, as the page shows it. */
export function alibabaPrices(page: ListingPage): (() => Found<Price> | undefined)[] {
  return [
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
  ];
}

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

/** A price text of a card, as state or document show it. */
export function cardPrice(raw: string | undefined): CardParts['price'] {
  const value = raw && parsePriceText(raw, BARE_SIGN);
  return value && raw ? { value, raw } : undefined;
}
