import type { Price } from '@marketsafe/contract';
import type { Found, ListingPage } from '../../adapter.ts';
import { isCurrencyCode } from '../../currency.ts';
import { isOfType } from '../../json-ld.ts';
import { asPrice, domText, firstOf, stateSource } from '../../matchers.ts';
import { parsePriceText, plainAmount } from '../../price-text.ts';
import { at, firstTextAt, listAt, numberAt, textAt } from '../../value-path.ts';
import { currencyEvidence } from './site.ts';

/**
 * What a buyer pays for the combination that the page shows. The page follows the buyer's choice, so what it shows comes before
 * its state.
 */
export function lazadaPrices(page: ListingPage): (() => Found<Price> | undefined)[] {
  return [
    () =>
      asPrice(
        domText(page, [
          '.pdp-v2-product-price-content-salePrice',
          '.pdp-product-price .pdp-price_type_normal',
          '.pdp-mod-product-price .pdp-price_type_normal',
          '#pdp_countUp',
        ]),
        currencyEvidence(page),
      ),
    () => statePrice(page),
    () => listPrice(page),
    () => offerPrice(page),
  ];
}

/** `skuInfos` holds every combination under its number, and under 0 the one that is shown first. */
function statePrice(page: ListingPage): Found<Price> | undefined {
  const evidence = currencyEvidence(page);
  for (const record of page.states) {
    const numbers = ['primaryKey.skuId', 'primaryKey.defaultSkuId'].flatMap(
      (path) => textAt(record.data, path) ?? [],
    );
    const found = firstOf(
      [record],
      ['0', ...numbers].map((key) => `skuInfos.${key}.price.salePrice`),
      (_, path) => {
        const sale = at(record.data, path);
        const raw = textAt(sale, 'text');
        // A masked text (`Rs. ?9`) must not be filled from the number beside it.
        const value = raw ? parsePriceText(raw, evidence) : plainPrice(textAt(sale, 'value'), evidence);
        return (
          value && { value, raw: raw ?? String(numberAt(sale, 'value')), source: stateSource(record, path) }
        );
      },
    );
    if (found) return found;
  }
  return undefined;
}

function plainPrice(
  amount: string | undefined,
  evidence: readonly (string | undefined)[],
): Price | undefined {
  const value = amount === undefined ? undefined : plainAmount(amount);
  const currency = evidence.find(isCurrencyCode);
  return value && currency ? { min: value, max: value, currency } : undefined;
}

/**
 * `pdt_price` is the price before any discount. It is what the page shows where the state says that there is no discount, which a
 * shortened state (`reGetDetail`) cannot know, unless nothing of the item can be bought and so none runs.
 */
function listPrice(page: ListingPage): Found<Price> | undefined {
  return firstOf(page.states, ['tracking'], (record, path) => {
    const tracking = at(record.data, path);
    const raw = textAt(tracking, 'pdt_price');
    if (!raw || textAt(tracking, 'pdt_discount') !== undefined) return undefined;
    if (isShortened(record.data) && !isSoldOut(record.data)) return undefined;
    const value = parsePriceText(raw, currencyEvidence(page));
    return value && { value, raw, source: stateSource(record, `${path}.pdt_price`) };
  });
}

function isShortened(data: unknown): boolean {
  return at(data, 'globalConfig.reGetDetail') === true;
}

function isSoldOut(data: unknown): boolean {
  const skus = listAt(data, 'skuInfos');
  return (
    skus.length > 0 && skus.every((sku) => at(sku, 'quantity.limit.max') === 0 && at(sku, 'stock') === 0)
  );
}

/** Structured data of full pages; shortened ones write 0 or the price before the discount. */
function offerPrice(page: ListingPage): Found<Price> | undefined {
  if (page.states.some(({ data }) => isShortened(data))) return undefined;
  const product = page.jsonLd.find((node) => isOfType(node, 'Product'));
  for (const offer of [at(product, 'offers'), at(product, 'offers.0')]) {
    const currency = textAt(offer, 'priceCurrency');
    const low = firstTextAt(offer, ['lowPrice', 'price']);
    const high = firstTextAt(offer, ['highPrice']) ?? low;
    const min = low === undefined ? undefined : plainAmount(low);
    const max = high === undefined ? undefined : plainAmount(high);
    if (min && max && min <= max && isCurrencyCode(currency)) {
      return {
        value: { min, max, currency },
        raw: `${[...new Set([low, high])].join(' - ')} ${currency}`,
        source: 'json-ld',
      };
    }
  }
  return undefined;
}
