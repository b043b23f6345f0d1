import type { CardParts, ListPage } from '../../adapter.ts';
import { isCurrencyCode } from '../../currency.ts';
import { isPriceOnly, parsePriceText } from '../../price-text.ts';

const CROSSED_OUT =
  'del, s, strike, [style*="line-through"], [class*="strikethrough"], [class*="line-through"], [class*="priceOld"], [class*="price-original"], [class*="original-price"], [class*="old-price"]';
const PARTS = 'div, span, p, b, strong, em';
const MAX_PARTS = 250;

/** Currencies that the page names, in order of trust, for a sign that several share. */
export type Evidence = readonly (string | undefined)[];

interface CardOfPrice {
  /** Where the card leads. */
  address: string;
  evidence: Evidence;
  /** Parts of the card that show other items. */
  foreign: ReadonlySet<Element>;
}

/**
 * The current price of a card: the first amount in it that is not crossed out. Later amounts are shipping, coupons and other items'
 * prices, so where the first cannot be read there is none.
 */
export function cardPrice(
  page: ListPage,
  card: Element,
  { selector, ...of }: CardOfPrice & { selector: string | undefined },
): CardParts['price'] {
  const [first] = amounts(page, card, selector ?? PARTS, of.foreign);
  return first === undefined ? undefined : readPrice(first, of);
}

/** The price in a link of which nothing is known but that it leads to a listing: only where it shows one amount that is not crossed out. */
export function linkedPrice(page: ListPage, link: Element, of: CardOfPrice): CardParts['price'] {
  const [only, ...others] = new Set(amounts(page, link, PARTS, of.foreign));
  return only === undefined || others.length > 0 ? undefined : readPrice(only, of);
}

/** Texts of the parts that hold one price and nothing else. */
function amounts(page: ListPage, card: Element, selector: string, foreign: ReadonlySet<Element>): string[] {
  const crossed = new Set(
    page.dom.findAll(CROSSED_OUT, card, 50).flatMap((old) => [old, ...page.dom.findAll('*', old, 50)]),
  );
  return page.dom
    .findAll(selector, card, MAX_PARTS)
    .filter((part) => !crossed.has(part) && !foreign.has(part))
    .flatMap((part) => {
      const text = page.dom.text(part, 100).trim();
      return /\d/.test(text) && isPriceOnly(text) && !page.dom.find(CROSSED_OUT, part) ? [text] : [];
    });
}

function readPrice(raw: string, { address, evidence }: CardOfPrice): CardParts['price'] {
  const offered = offeredPrice(address);
  const value = parsePriceText(raw, [offered?.currency, ...evidence]);
  return value && (!offered || offered.amount === value.min) ? { value, raw } : undefined;
}

/** Links from results say what they offer: `pdp_npi=6@dis!KRW!80376!61723!…`, the price before the discount first. */
function offeredPrice(address: string): { currency: string; amount: number } | undefined {
  const offer = /[?&]pdp_npi=([^&#]{1,600})/.exec(address)?.[1];
  if (!offer) return undefined;
  const [, currency, before, now] = offer.replace(/%21/g, '!').split('!');
  const amount = Number(now) || Number(before);
  return isCurrencyCode(currency) && amount > 0 ? { currency, amount } : undefined;
}
