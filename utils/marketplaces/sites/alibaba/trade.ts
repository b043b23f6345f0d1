import type { FactMatchers, Found, ListingPage } from '../../adapter.ts';
import { firstOf, stateSource } from '../../matchers.ts';
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
