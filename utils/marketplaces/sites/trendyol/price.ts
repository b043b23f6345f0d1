import type { Price } from '@marketsafe/contract';
import type { Found, ListingPage } from '../../adapter.ts';
import { currencyOfText, isCurrencyCode } from '../../currency.ts';
import { asPrice, domText, stateSource } from '../../matchers.ts';
import { parsePriceText, plainAmount } from '../../price-text.ts';
import { at, numberAt, textAt } from '../../value-path.ts';
import { drawsMeantOffer, meantOffer } from './offer.ts';
import { listedProduct } from './product.ts';

/** What everybody pays now, before anything older: the price of members (`tyPlus…`) and the crossed-out one are neither. */
const CURRENT = ['discountedPrice', 'sellingPrice'];

export function trendyolPrices(page: ListingPage): (() => Found<Price> | undefined)[] {
  return [
    () => {
      const offer = meantOffer(page);
      const price = offer && statePrice(offer.price);
      return (
        offer && price && { ...price, source: stateSource(offer.record, `${offer.pricePath}.${price.key}`) }
      );
    },
    () => (drawsMeantOffer(page) ? asPrice(domText(page, DRAWN), []) : undefined),
    () => offerPrice(page),
  ];
}

/** Current price as drawn. With a members' price beside it, the one for everybody bears the name of an original price. */
const DRAWN = [
  '.price-wrapper .ty-plus-price-original-price',
  '.price-wrapper .campaign-price-content .new-price',
  '[data-testid="normal-price"] .discounted',
  '.price-wrapper .discounted',
  '.product-price-container .prc-dsc',
  '.product-price-container .prc-slg',
  '.pr-bx-nm .prc-dsc',
  '.pr-bx-nm .prc-slg',
];

interface StatePrice {
  value: Price;
  raw: string;
  key: string;
}

/**
 * A price object of the state: `{currency, discountedPrice: {value, text}, …}` on listings, `{currencyCode, discountedPrice: 449, …}`
 * in lists. Where the text shows another amount than the number, nothing is certain.
 */
export function statePrice(price: unknown, evidence?: string): StatePrice | undefined {
  for (const key of CURRENT) {
    const amount = numberAt(price, `${key}.value`) ?? numberAt(price, key);
    if (!amount || amount <= 0) continue;
    const text = textAt(price, `${key}.text`);
    const code = currencyCode(price) ?? currencyOfText(text ?? '', [evidence]);
    const shown = text ? parsePriceText(text, [code]) : undefined;
    const currency = shown?.currency ?? code;
    if (!currency || (shown && Math.abs(shown.min - amount) >= 1)) return undefined;
    return {
      value: { min: shown?.min ?? amount, max: shown?.max ?? amount, currency },
      raw: text ?? `${amount} ${currency}`,
      key,
    };
  }
  return undefined;
}

function currencyCode(price: unknown): string | undefined {
  const code = [textAt(price, 'currencyCode'), textAt(price, 'currency')].find(isCurrencyCode);
  // Lists of 2025 say `TL` too.
  return code ?? currencyOfText(textAt(price, 'currency') ?? '', []);
}

/** JSON-LD is kept for days: on a page with state its price may be an older one. */
function offerPrice(page: ListingPage): Found<Price> | undefined {
  if (page.states.length > 0 || page.scope !== undefined) return undefined;
  const offer = at(listedProduct(page), 'offers');
  const currency = textAt(offer, 'priceCurrency');
  const low = plainAmount(textAt(offer, 'lowPrice') ?? textAt(offer, 'price') ?? '');
  const high = plainAmount(textAt(offer, 'highPrice') ?? '') ?? low;
  if (!isCurrencyCode(currency) || !low || !high || high < low) return undefined;
  return {
    value: { min: low, max: high, currency },
    raw: JSON.stringify(offer).slice(0, 1_000),
    source: 'json-ld',
  };
}
