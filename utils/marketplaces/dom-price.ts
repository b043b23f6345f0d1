import type { Price } from '@marketsafe/contract';
import type { Found, PageSources } from './adapter.ts';
import type { PageDom } from './dom.ts';
import { isPriceOnly, type ParsedPrice, parsePriceText, priceRange } from './price-text.ts';

/** Crossed-out prices and prices of something else than the item. */
const NOT_THE_PRICE =
  'del, s, strike, [class*="line-through"], [class*="original"], [class*="price-old"], [data-testid="fortifiedSample"]';
/** A price box with more elements than this is none: a ladder of ten steps has about sixty. */
const MAX_ELEMENTS = 300;

/**
 * The range over all prices shown in the first container that shows any: the steps of a quantity ladder, a range, a single price.
 * A price is an element whose text is an amount and a currency and nothing else, so quantities and labels beside it do not count.
 */
export function shownPrices(
  page: PageSources,
  containers: readonly string[],
  evidence: readonly (string | undefined)[],
): Found<Price> | undefined {
  for (const selector of containers) {
    const container = page.dom.find(selector);
    if (!container || page.dom.findAll('*', container).length > MAX_ELEMENTS) continue;
    const texts = priceTexts(page.dom, container);
    const prices = texts.map((text) => parsePriceText(text, evidence));
    const parsed = prices.filter((price): price is ParsedPrice => price !== undefined);
    // A step that cannot be read would make the range wrong.
    const value = parsed.length === prices.length ? priceRange(parsed) : undefined;
    if (value) return { value, raw: texts.join(' | '), source: `dom:${selector}` };
  }
  return undefined;
}

/** Texts of the outermost elements that hold nothing but a price. */
function priceTexts(dom: PageDom, container: Element): string[] {
  const excluded = new Set(
    dom.findAll(NOT_THE_PRICE, container).flatMap((element) => [element, ...dom.findAll('*', element)]),
  );
  const texts: string[] = [];
  for (const element of [container, ...dom.findAll('*', container)]) {
    if (excluded.has(element)) continue;
    const inner = dom.findAll('*', element);
    if (inner.some((child) => excluded.has(child))) continue;
    const text = spacedText(dom, element, inner);
    if (!isPriceOnly(text)) continue;
    texts.push(text);
    for (const child of inner) excluded.add(child);
  }
  return texts;
}

/**
 * An element's text, with the decimal point that some layouts only draw: `<span>6</span><span>98</span>` is 6.98. Digits that stand
 * one to an element (AliExpress) are left as they are.
 */
function spacedText(dom: PageDom, element: Element, inner: readonly Element[]): string {
  const text = dom.text(element, 200);
  const leaves = inner.filter((child) => dom.find('*', child) === null).map((child) => dom.text(child, 100));
  let result = '';
  let at = 0;
  let previous = '';
  for (const leaf of leaves) {
    const start = leaf ? text.indexOf(leaf, at) : -1;
    if (start < 0) continue;
    const drawsPoint = start === at && /^[\d,]*\d$/.test(previous) && /^\d\d$/.test(leaf);
    result += `${text.slice(at, start)}${drawsPoint ? '.' : ''}${leaf}`;
    at = start + leaf.length;
    previous = leaf;
  }
  return (result + text.slice(at)).trim();
}
