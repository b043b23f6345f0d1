import type { Price } from '@marketsafe/contract';

/**
 * What a cell of the index says of a fact: nothing (`undefined`: the fact is not judged), that the page does not hold it (`absent`:
 * any value is wrong), or what is right. The rules of each column are those of its function.
 */
export type Truth<Right> = Right | 'absent' | undefined;

/** A price that counts as right. `max` is left out of `3.35起` ("from 3.35"), whose upper end the page leaves open. */
export interface RightPrice {
  min: number;
  max?: number;
}

const ABSENT = /^\(not in file\b/i;

/** Thrown for a cell that cannot be understood: the row's fact is not judged, and the cell is named. */
export class UnreadableCell extends Error {}

/** White space folded: how a title or name is compared, and nothing else of it changes. */
export function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A cell that is one text: title, seller. */
export function textTruth(cell: string): Truth<string> {
  if (cell === '') return undefined;
  return ABSENT.test(cell) ? 'absent' : folded(cell);
}

/** A cell that is a count: image_count. `0` says that the page holds none. */
export function countTruth(cell: string): Truth<number> {
  if (cell === '') return undefined;
  if (ABSENT.test(cell)) return 'absent';
  const digits = /^\d+/.exec(cell)?.[0];
  if (digits === undefined) throw new UnreadableCell(`no number: "${cell}"`);
  return Number(digits) || 'absent';
}

/** The code in `USD`, `GHS (GH₵)`, `MYR (text "RM114.00")`. */
export function currencyTruth(cell: string): Truth<string> {
  if (cell === '') return undefined;
  if (ABSENT.test(cell)) return 'absent';
  const code = /(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])/.exec(cell)?.[0];
  if (code === undefined) throw new UnreadableCell(`no currency code: "${cell}"`);
  return code;
}

/** Words in front of an identifier that say which one it is. */
const ID_LABEL =
  /^(?:shop|store|seller|admin|company|ali|member|user|login|merchant|owner)?[ _]?(?:id|no|nick|number)?[\s:=]+/i;

/**
 * The forms of an identifier that count: `shopId 64592671 / sellerId 134583372 / nick paipailaji`. Each form counts whole, and so do
 * its words and the first label of a host name (`zhida` of `zhida.en.alibaba.com`).
 */
export function idTruth(cell: string): Truth<ReadonlySet<string>> {
  if (cell === '') return undefined;
  if (ABSENT.test(cell)) return 'absent';
  const forms = cell
    .split(/\s+\/\s+|;/)
    .map((form) => folded(form.replace(/\s\([^)]*\)\s*$/, '').trim()))
    .map((form) => form.replace(ID_LABEL, ''))
    .filter((form) => form !== '');
  return new Set(forms.flatMap((form) => [form, ...form.split(' '), ...hostLabel(form)]));
}

function hostLabel(form: string): string[] {
  const label = /^([a-z0-9-]+)(?:\.[a-z0-9-]+){2,}$/i.exec(form)?.[1];
  return label && label !== 'www' ? [label] : [];
}

const NO_BRAND = /^(?:no ?brand|none|other|others|unbranded|n\/?a|其他|其它|无|無|无品牌)$/i;

/**
 * Brands that count, in lower case: the cell without a note in brackets, and each side of `Apple/苹果`. A filler (`其他 (=other)`,
 * `No Brand`) says that there is none.
 */
export function brandTruth(cell: string): Truth<readonly string[]> {
  if (cell === '') return undefined;
  const plain = folded(cell.replace(/\s*\([^)]*\)\s*$/, ''));
  if (ABSENT.test(cell) || NO_BRAND.test(plain)) return 'absent';
  return [folded(cell), plain, ...plain.split('/').map(folded)].map((brand) => brand.toLowerCase());
}

/** What a note in brackets says before an amount that is not the current price: a former price, or a ladder's quantities. */
const NOT_CURRENT =
  /^(?:was|org|orig|original|list|list price|before|former|formerly|old|regular|rrp|msrp|crossed|ladder|moq|min|from qty|quantit\w+|原价|划线价?|优惠前)(?![a-z])/i;

/**
 * The prices that count, of a cell that holds them as shown: `45.96-80.51 (ladder 300/1001 pairs)`, `US $0.83 - 5.33`,
 * `388 (券后/after coupon 341)`, `3.35起 (after discount 2.01起)`. What stands outside brackets counts, and so does each note in
 * brackets that is no former price and no ladder.
 * @param currency decides what a lone point before three digits means (`143.999`).
 */
export function priceTruth(cell: string, currency: string): Truth<readonly RightPrice[]> {
  if (cell === '') return undefined;
  if (ABSENT.test(cell)) return 'absent';
  const notes = [...cell.matchAll(/[(（]([^()（）]*)[)）]/g)].flatMap(([, note = '']) => note.split(/[;；]/));
  const current = notes.map((note) => note.trim()).filter((note) => !NOT_CURRENT.test(note));
  const outside = cell.replace(/[(（][^()（）]*[)）]/g, ' ');
  const prices = [...outside.split(/\s\/\s|;|\sor\s/), ...current].flatMap((text) =>
    shownPrices(text, currency),
  );
  if (prices.length === 0) throw new UnreadableCell(`no price: "${cell}"`);
  return prices;
}

/** Indian grouping, groups of three, plain. */
const AMOUNT =
  /\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d{1,3}(?:[ ,.'’]\d{3})+(?:[.,]\d{1,2})?(?![\d])|\d+(?:[.,]\d+)?/g;
const RANGE = /^[^\d/;]{0,12}(?:[-–—~～〜−至]|\bto\b)[^\d/;]{0,12}$/i;
const OPEN_END = /^\s*(?:起|\+|＋|及以上|and up|or more)/i;
const OPEN_START = /\b(?:from|starting at|ab|desde|dès)\s*\D{0,4}$/i;

/** Every amount of a text, two that a range mark joins as one range. */
function shownPrices(text: string, currency: string): RightPrice[] {
  const amounts = [...text.matchAll(AMOUNT)].map((match) => ({
    value: amountOf(match[0], currency),
    start: match.index,
    end: match.index + match[0].length,
  }));
  const prices: RightPrice[] = [];
  for (let at = 0; at < amounts.length; at++) {
    const amount = amounts[at];
    const next = amounts[at + 1];
    if (!amount) continue;
    if (next && RANGE.test(text.slice(amount.end, next.start))) {
      prices.push({ min: amount.value, max: next.value });
      at++;
    } else if (OPEN_END.test(text.slice(amount.end)) || OPEN_START.test(text.slice(0, amount.start))) {
      prices.push({ min: amount.value });
    } else prices.push({ min: amount.value, max: amount.value });
  }
  return prices;
}

/** Currencies whose amounts have no decimals, or are written with a point between groups where the page is local. */
const POINT_GROUPS = new Set('IDR VND TRY KRW JPY CLP COP PYG BRL ARS EUR'.split(' '));

/** The last of two kinds of separator is the decimal one; a lone one before one or two digits is; a comma before three groups. */
function amountOf(text: string, currency: string): number {
  const compact = text.replace(/[ '’]/g, '');
  const last = Math.max(compact.lastIndexOf('.'), compact.lastIndexOf(','));
  if (last < 0) return Number(compact);
  const separator = compact[last] ?? '';
  const isMixed = compact.includes('.') && compact.includes(',');
  const isRepeated = compact.indexOf(separator) !== last;
  const beforeThree = compact.length - last - 1 === 3;
  const groups =
    !isMixed && (isRepeated || (beforeThree && (separator === ',' || POINT_GROUPS.has(currency))));
  const whole = (groups ? compact : compact.slice(0, last)).replace(/\D/g, '');
  return Number(groups ? whole : `${whole}.${compact.slice(last + 1)}`);
}

/** Whether a price that was read is one that counts. Amounts of a page's state may carry more decimals than the page shows. */
export function isRightPrice(
  { min, max }: Pick<Price, 'min' | 'max'>,
  right: readonly RightPrice[],
): boolean {
  const same = (one: number, other: number) => Math.abs(one - other) < 0.005;
  return right.some((price) => same(min, price.min) && (price.max === undefined || same(max, price.max)));
}
