import type { Price } from '@marketsafe/contract';
import type { CardParts, Found, ListingPage } from '../../adapter.ts';
import { shownPrices } from '../../dom-price.ts';
import { asPrice, domText, firstOf, mapped, metaText, stateSource } from '../../matchers.ts';
import { parsePriceText, plainAmount } from '../../price-text.ts';
import { at, listAt, numberAt, textAt } from '../../value-path.ts';

/** 1688 trades in yuan only: its pages print `¥` or no sign at all. */
const YUAN = ['CNY'];

const MODEL = 'global.globalData.model';
const PAGE_DATA = 'data.Root.fields.dataJson';

/** Pairs of lowest and highest price. */
const PAIRS = [
  { part: `${MODEL}.tradeModel`, min: 'minPrice', max: 'maxPrice' },
  {
    part: 'data.mainPrice.fields.finalPriceModel.tradeWithoutPromotion',
    min: 'offerMinPrice',
    max: 'offerMaxPrice',
  },
  { part: 'domain.tradeModel', min: 'minPrice', max: 'maxPrice' },
] as const;

/** Price texts such as `16.00-18.00`. */
const TEXTS = [
  `${MODEL}.tradeModel.priceDisplay`,
  `${PAGE_DATA}.skuModel.skuPriceScale`,
  'globalData.skuModel.skuPriceScale',
  'domain.tradeModel.priceDisplay',
  'mobile.priceDisplay',
] as const;

/** Quantity ladders: lists whose entries have a price each. */
const LADDERS = [
  'data.mainPrice.fields.priceModel.currentPrices',
  `${PAGE_DATA}.orderParamModel.orderParam.skuParam.skuRangePrices`,
  'globalData.orderParamModel.orderParam.skuParam.skuRangePrices',
  'component.offer-price.priceModel.currentPrices',
  'domain.tradeModel.offerPriceModel.currentPrices',
  'mobile.priceRanges',
] as const;

/** 1688 prices, current before crossed-out ones. */
export function alibaba1688Prices(page: ListingPage): (() => Found<Price> | undefined)[] {
  return [
    () => pairPrice(page),
    () =>
      firstOf(page.states, TEXTS, (record, path) => {
        const raw = textAt(record.data, path);
        const value = raw && parsePriceText(raw, YUAN);
        return value && raw && { value, raw, source: stateSource(record, path) };
      }),
    () =>
      firstOf(page.states, LADDERS, (record, path) =>
        found(
          listAt(record.data, path).map((step) => numberAt(step, 'price') ?? numberAt(step, 'convertPrice')),
          stateSource(record, path),
        ),
      ),
    () => literalPrice(page),
    () => mapped(metaText(page, ['og:product:price']), tagPrice),
    () =>
      shownPrices(
        page,
        [
          '.module-od-main-price .price-comp',
          '.mod-detail-price .price',
          '.od-pc-offer-price-contain',
          '.price-content .price-component',
        ],
        YUAN,
      ),
    () =>
      asPrice(
        domText(page, [
          '.obj-price .price-now',
          '.mod-detail-price .price .value',
          '.price-original-sku .value',
        ]),
        YUAN,
      ),
  ];
}

function pairPrice(page: ListingPage): Found<Price> | undefined {
  for (const { part, min, max } of PAIRS) {
    const price = firstOf(page.states, [part], (record, path) => {
      const trade = at(record.data, path);
      return found([numberAt(trade, min), numberAt(trade, max)], stateSource(record, path));
    });
    if (price) return price;
  }
  return undefined;
}

/** Until 2020: one current price, a ladder `[[2, 14.8], [50, 12]]`, or a price for each variant. */
function literalPrice(page: ListingPage): Found<Price> | undefined {
  return firstOf(page.states, ['detail.sku'], (record, path) => {
    const sku = at(record.data, path);
    const source = stateSource(record, path);
    const ladder = listAt(sku, 'priceRange').map((step) => numberAt(step, '1'));
    const variants = listAt(sku, 'skuMap').map(
      (variant) => numberAt(variant, 'discountPrice') ?? numberAt(variant, 'price'),
    );
    const single = textAt(sku, 'discountPrice') || textAt(sku, 'price');
    return (
      found(ladder, source) ??
      found(variants, source) ??
      asPrice(single ? { value: single, raw: single, source } : undefined, YUAN)
    );
  });
}

/** `14.80` or `12.00-14.80`. */
function tagPrice(text: string): Price | undefined {
  const amounts = text.split('-').map(plainAmount);
  const min = amounts[0];
  const max = amounts.at(-1);
  return min && max && max >= min && amounts.length <= 2 ? { min, max, currency: 'CNY' } : undefined;
}

/** Lowest to highest of several amounts; nothing when one is missing or no price. */
function found(amounts: readonly (number | undefined)[], source: string): Found<Price> | undefined {
  const numbers = amounts.filter((number): number is number => number !== undefined && number > 0);
  if (numbers.length === 0 || numbers.length !== amounts.length) return undefined;
  const min = Math.min(...numbers);
  const max = Math.max(...numbers);
  return { value: { min, max, currency: 'CNY' }, raw: min === max ? String(min) : `${min}-${max}`, source };
}

/** A price of a result: `¥3.1`, or the amount alone. */
export function cardPrice(raw: string | undefined): CardParts['price'] {
  const value = raw && parsePriceText(raw, YUAN);
  return value && raw ? { value, raw } : undefined;
}
