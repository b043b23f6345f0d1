import type { Price } from '@marketsafe/contract';
import type { Found, ListingPage } from '../../adapter.ts';
import { asPrice, domText, firstOf, mapped, stateSource, stateText } from '../../matchers.ts';
import { type ParsedPrice, parsePriceText, plainAmount, priceRange } from '../../price-text.ts';
import { at, listAt, textAt } from '../../value-path.ts';

/** The sites sell in yuan only: their pages print `¥` or no sign at all. */
export const YUAN = ['CNY'];

/** Prices as texts (`499-599`, `175.5`), the whole listing's before a widget's. */
const OFFERS = ['ice.skuCore.sku2info.0.price', 'ice.componentsVO.priceVO.price', 'ice.priceVO.price'];
/** What is left after a coupon or a subsidy: conditional, so only where the page shows no other price. */
const REDUCED = [
  'ice.componentsVO.priceVO.extraPrice',
  'ice.priceVO.extraPrice',
  'ice.skuCore.sku2info.0.subPrice',
];
const TEXTS = [
  'extra.price.price.priceText',
  'app.mock.price.price.priceText',
  'shop.detail.defaultItemPrice',
];

/** A deposit or one of several payments stands where the price does. */
const NOT_THE_PRICE = /定金|订金|尾款|首付|分期|每期|运费/;

/**
 * Prices of Taobao and Tmall: what the listing costs without a condition. `current_price` of the order form is none of them: it
 * stays at the price before every promotion.
 */
export function taobaoPrices(page: ListingPage): (() => Found<Price> | undefined)[] {
  return [
    () => offerPrice(page, OFFERS),
    () => asPrice(stateText(page, TEXTS), YUAN),
    () => asPrice(domText(page, ['#J_StrPrice .tb-rmb-num', '#J_StrPriceModBox .tm-price']), YUAN),
    () => variantPrice(page),
    () => asPrice(stateText(page, ['shop.itemDO.reservePrice']), YUAN),
    () => offerPrice(page, REDUCED),
    () => shownBefore(page),
    () =>
      asPrice(
        domText(page, [
          '[class*="highlightPrice--"]',
          // Without a reduction there is no such box; the number stands beside its sign.
          '#tbpcDetail_SkuPanelBody [class*="unit--"] + [class*="text--"]',
          '#J_PromoPriceNum',
          '#J_PromoPrice .tm-price',
          '#s-price .mui-price',
          '[class*="Price--priceText--"]',
        ]),
        YUAN,
      ),
  ];
}

/** `{priceText: "175.5", priceTitle: "优惠前", priceDesc: "起", priceUnit: "￥", priceMoney: "17550"}` */
function offerPrice(page: ListingPage, paths: readonly string[]): Found<Price> | undefined {
  return firstOf(page.states, paths, (record, path) => {
    const offer = at(record.data, path);
    const text = textAt(offer, 'priceText');
    const isHidden = String(at(offer, 'hiddenPrice')) === 'true';
    if (!text || isHidden || NOT_THE_PRICE.test(textAt(offer, 'priceTitle') ?? '')) return undefined;
    const parts = ['priceTitle', 'priceUnit', 'priceText', 'priceDesc'].map((part) => textAt(offer, part));
    const value = parsePriceText(text, [foreignUnit(textAt(offer, 'priceUnit')) ?? YUAN[0]]);
    return value && { value, raw: parts.filter(Boolean).join(''), source: stateSource(record, path) };
  });
}

/** Pages for other countries may convert: a unit that is no yuan leaves the number without a currency. */
function foreignUnit(unit: string | undefined): string | undefined {
  return unit === undefined || /^\s*(?:[¥￥]|元|RMB|CNY)?\s*$/.test(unit) ? undefined : 'unknown';
}

/** The range over the prices of all variants. */
function variantPrice(page: ListingPage): Found<Price> | undefined {
  return firstOf(page.states, ['hub.valItemInfo.skuMap', 'shop.valItemInfo.skuMap'], (record, path) => {
    const amounts = listAt(record.data, path).map((entry) => plainAmount(textAt(entry, 'price') ?? ''));
    const prices: ParsedPrice[] = amounts.flatMap((amount) =>
      amount ? [{ min: amount, max: amount, currency: 'CNY' }] : [],
    );
    const value = prices.length === amounts.length ? priceRange(prices) : undefined;
    return (
      value && {
        value,
        raw: value.min === value.max ? String(value.min) : `${value.min}-${value.max}`,
        source: stateSource(record, path),
      }
    );
  });
}

/** Rendered from 2024 on, beside the reduced price: `优惠前￥388`. */
function shownBefore(page: ListingPage): Found<Price> | undefined {
  const selector = '[class*="subPrice--"]';
  for (const element of page.dom.findAll(selector, undefined, 5)) {
    const raw = page.dom.text(element, 100).trim();
    const price = raw.startsWith('优惠前')
      ? mapped({ value: raw, raw, source: `dom:${selector}` }, (text) => parsePriceText(text, YUAN))
      : undefined;
    if (price) return price;
  }
  return undefined;
}
