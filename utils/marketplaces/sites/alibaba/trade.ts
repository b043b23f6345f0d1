import type { FactMatchers, Found, ListingPage } from '../../adapter.ts';
import { firstOf, mapped, stateSource } from '../../matchers.ts';
import { parseCount } from '../../text.ts';
import { at, listAt, numberAt, textAt } from '../../value-path.ts';

type MinimumOrder = { quantity: number; unit?: string | undefined };

/** The smallest quantity sold. Minimum quantities of a customised item or of a sample are others. */
export function alibabaMinimumOrder(page: ListingPage): NonNullable<FactMatchers['minimumOrder']> {
  return [() => stateMinimum(page), () => ladderMinimum(page), () => shownMinimum(page)];
}

function stateMinimum(page: ListingPage) {
  return firstOf(page.states, ['product.moq'], (record, path) => {
    const quantity = numberAt(record.data, path);
    const price = at(record.data, 'product.price');
    // Sold by the lot, the number counts lots.
    if (!quantity || quantity <= 0 || textAt(price, 'saleType') === 'batch') return undefined;
    const one = textAt(price, 'unit');
    const unit = quantity === 1 ? one : (textAt(price, 'unitEven') ?? one);
    return {
      value: { quantity, unit },
      raw: `${quantity} ${unit ?? ''}`.trim(),
      source: stateSource(record, path),
    };
  });
}

/** The first step of the quantity ladder: `300 - 1000 pairs`. */
function ladderMinimum(page: ListingPage): Found<MinimumOrder> | undefined {
  const selector = '[data-testid="ladder-price"] .price-item';
  const steps = page.dom.findAll(selector, undefined, 20).map((step) => {
    const texts = page.dom.findAll('*', step, 20).map((element) => page.dom.text(element, 100).trim());
    return texts.find((text) => LADDER_STEP.test(text)) ?? '';
  });
  const [first] = steps;
  const match = LADDER_STEP.exec(first ?? '');
  const quantity = wholeNumber(match?.[1]);
  const isLowest = steps.every((step) => (wholeNumber(LADDER_STEP.exec(step)?.[1]) ?? 0) >= (quantity ?? 0));
  return first && quantity && isLowest
    ? { value: { quantity, unit: match?.[2] }, raw: first, source: `dom:${selector}` }
    : undefined;
}

const LADDER_STEP = /^(?:>=|≥)?\s*(\d[\d,]*)(?:\s*-\s*\d[\d,]*)?\s+(\p{L}[\p{L} .]{0,30})$/u;
const MINIMUM = /^Min(?:\.|imum) order(?: quantity)?\s*:\s*(\d[\d,]*)\s+(\p{L}[\p{L} ]{0,30})$/iu;

/** `Min. order: 1 piece` beside a range or a single price. */
function shownMinimum(page: ListingPage): Found<MinimumOrder> | undefined {
  const selector = '[data-module-name="module_price"] [data-testid="product-price"]';
  const box = page.dom.find(selector);
  const texts = box ? page.dom.findAll('*', box, 100).map((part) => page.dom.text(part, 200).trim()) : [];
  const match = texts.map((text) => MINIMUM.exec(text)).find((found) => found !== null);
  const quantity = wholeNumber(match?.[1]);
  return match && quantity
    ? { value: { quantity, unit: match[2] }, raw: match[0], source: `dom:${selector}` }
    : undefined;
}

function wholeNumber(text: string | undefined): number | undefined {
  return text && /^\d{1,3}(?:,\d{3})+$|^\d+$/.test(text) ? Number(text.replace(/,/g, '')) : undefined;
}

const COMMENT = '[data-module-name="module_comment"] .detail-product-comment';

/** Buyers' rating of the item, beside its title: `4.9 (23 reviews)`. The one further down may be the company's. */
export function alibabaRating(page: ListingPage): NonNullable<FactMatchers['rating']> {
  return [
    () => {
      const box = page.dom.find(COMMENT);
      const raw = box ? page.dom.text(box, 500).replace(/\s+/g, ' ').trim() : '';
      const match = /^([0-5](?:\.\d{1,2})?)(?:\s*\/\s*5(?:\.0)?)?\s*\((\d[\d,]*) reviews?\)/i.exec(raw);
      const count = wholeNumber(match?.[2]);
      return match && count
        ? { value: { score: Number(match[1]), best: 5, count }, raw: match[0], source: `dom:${COMMENT}` }
        : undefined;
    },
  ];
}

/** `56 sold` beside the rating. */
export function alibabaSoldCount(page: ListingPage): NonNullable<FactMatchers['soldCount']> {
  return [
    () => {
      const raw = page.dom
        .findAll(`${COMMENT} *`, undefined, 50)
        .map((element) => page.dom.text(element, 100).trim())
        .find((text) => /^\d[\d,.]*\s*\+?\s*sold$/i.test(text));
      return mapped(raw ? { value: raw, raw, source: `dom:${COMMENT}` } : undefined, parseCount);
    },
  ];
}

/** The one place the goods leave from; among several the page chooses by the viewer's country. */
export function alibabaShipFrom(page: ListingPage): NonNullable<FactMatchers['shipFrom']> {
  return [
    () =>
      firstOf(page.states, ['inventory.placeOfDispatches'], (record, path) => {
        const origins = listAt(record.data, path);
        const value = origins.length === 1 ? textAt(origins[0], 'name') : undefined;
        return value && { value, raw: value, source: stateSource(record, path) };
      }),
  ];
}
