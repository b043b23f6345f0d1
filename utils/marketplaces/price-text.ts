import { currencyOfText, currencySpans, pointBeforeThreeDigits } from './currency.ts';
import { isMultiplied } from './multipliers.ts';
import { letterAt, letterBefore, usualDigits } from './text.ts';

export interface ParsedPrice {
  min: number;
  max: number;
  currency: string;
}

/** Indian grouping, groups of three, plain. */
const AMOUNT =
  /\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d{1,3}(?:[ .,'’]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?/g;
/** What may stand between the two ends of a range, once currency signs are taken away. */
const RANGE_MARK = /^(?:-|–|—|~|～|〜|−|to|до|bis)$/i;
const MAX_TEXT = 400;
/** Marks that hide digits. */
const HIDDEN = '?？*＊';
/** What may stand between an amount and further digits that are not its own. */
const SEPARATORS = '()|/-–—~～〜−';

/**
 * A price as shown: `€ 97,39 - 128,72`, `PKR1,542`, `1.542,00 zł`, `US $0.83 - 5.33`. The separators' meaning is worked out from
 * where they stand and from the currency. Where the text has a sign or code, the amount that touches it is the price.
 * @param evidence codes that other evidence names, for a sign that several currencies share; see `currencyOfText`.
 * @returns nothing where the amount, the currency or the separators stay unclear, where several amounts could be meant, and for zero.
 */
export function parsePriceText(
  text: string,
  evidence: readonly (string | undefined)[],
): ParsedPrice | undefined {
  const plain = normalise(text.slice(0, MAX_TEXT));
  if (!/\d/.test(plain)) return undefined;
  const currency = currencyOfText(plain, evidence);
  if (!currency) return undefined;
  const spans = currencySpans(plain);
  const shown = amountGroups(plain);
  const candidates =
    spans.length === 0
      ? shown
      : shown.filter((group) => group.some((amount) => touches(plain, amount, spans)));
  const [group] = candidates;
  if (!group || candidates.length > 1 || group.length > 2 || isSaving(plain, group)) return undefined;
  if (group.some((amount) => isSpoiled(plain, amount))) return undefined;
  const amounts = group.map((amount) => parseAmount(amount.text, currency));
  const min = amounts[0];
  const max = amounts.at(-1);
  return min && max && max >= min ? { min, max, currency } : undefined;
}

/** Whether a text is one amount, or one range, with a currency and nothing else. */
export function isPriceOnly(text: string): boolean {
  if (text.length > 80) return false;
  const plain = normalise(text);
  if (!/\d/.test(plain)) return false;
  const spans = currencySpans(plain);
  const marked = spans.reduceRight(
    (rest, [start, end]) => `${rest.slice(0, start)}¤${rest.slice(end)}`,
    plain,
  );
  return (
    spans.length > 0 &&
    /^[¤\s.]*\d+(?:[.,'’]\d+|\s\d{3}(?!\d))*\.?[¤\s]*(?:[-–—~～〜−][¤\s.]*\d+(?:[.,'’]\d+|\s\d{3}(?!\d))*\.?[¤\s]*)?$/.test(
      marked,
    )
  );
}

/** An amount of structured data: digits and at most one point, as JSON-LD and meta tags should write it; nothing otherwise. */
export function plainAmount(text: string): number | undefined {
  const number = /^\d+(?:\.\d*)?$/.test(text.trim()) ? Number(text) : 0;
  return number > 0 && Number.isFinite(number) ? number : undefined;
}

interface ShownAmount {
  text: string;
  start: number;
  end: number;
}

/** A text's amounts without percentages, those that a range mark joins together. */
function amountGroups(plain: string): ShownAmount[][] {
  const groups: ShownAmount[][] = [];
  for (const match of plain.matchAll(AMOUNT)) {
    const amount = { text: match[0], start: match.index, end: match.index + match[0].length };
    if (/^\s*%/.test(plain.slice(amount.end))) continue;
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (group && before && RANGE_MARK.test(withoutSigns(plain.slice(before.end, amount.start)))) {
      group.push(amount);
    } else groups.push([amount]);
  }
  return groups;
}

function touches(plain: string, { start, end }: ShownAmount, spans: readonly [number, number][]): boolean {
  return spans.some(
    ([from, to]) =>
      (to <= start && /^\.?[\s:]{0,2}$/.test(plain.slice(to, start))) ||
      (from >= end && /^\s{0,2}$/.test(plain.slice(end, from))),
  );
}

/** Whether something makes an amount another number than it looks: hidden or further digits, four decimals, a multiplier. */
function isSpoiled(plain: string, { text, start, end }: ShownAmount): boolean {
  const after = plain.slice(end);
  return (
    isSpoiledAfter(after) ||
    isSpoiledBefore(plain.slice(0, start)) ||
    /[.,]\d{4,}$/.test(text) ||
    // Digits in no group of three, unless a percentage follows.
    (!/[.,]\d{1,2}$/.test(text) && /^ \d/.test(after) && !/^ \d+\s*%/.test(after))
  );
}

function isSpoiledAfter(after: string): boolean {
  if (after === '') return false;
  if (HIDDEN.includes(after.charAt(0)) || /^\d/.test(after) || isMultiplied(after)) return true;
  const first = String.fromCodePoint(after.codePointAt(0) ?? 0);
  return /\d/.test(after.charAt(first.length)) && isUnexpected(first);
}

/** A character that belongs to a number's digits on both sides of it, as a separator of another script does. */
function isUnexpected(character: string): boolean {
  return !(
    /\s/.test(character) ||
    SEPARATORS.includes(character) ||
    letterAt(character, 0) ||
    /\p{Sc}/u.test(character)
  );
}

function isSpoiledBefore(before: string): boolean {
  if (before === '') return false;
  const last = before.charAt(before.length - 1);
  if (HIDDEN.includes(last)) return true;
  if (last !== '.' && last !== ',') return false;
  const previous = before.charAt(before.length - 2);
  return previous === '' || (previous !== '/' && !letterBefore(before, before.length - 1));
}

/** `-US $3.00` is what a coupon takes off. */
function isSaving(plain: string, [first]: readonly ShownAmount[]): boolean {
  return first !== undefined && /^[-–−][^\d]*$/.test(plain.slice(0, first.start));
}

/**
 * One amount with its separators: the last of two kinds is the decimal one; a lone one before one or two digits is decimal.
 * @returns nothing when a lone point before three digits could be either, and for zero.
 */
function parseAmount(text: string, currency: string): number | undefined {
  const compact = text.replace(/[ '’]/g, '');
  const point = compact.lastIndexOf('.');
  const comma = compact.lastIndexOf(',');
  const last = Math.max(point, comma);
  let decimal = last;
  if (last >= 0 && (point < 0 || comma < 0)) {
    const separator = compact[last] ?? '';
    const digitsAfter = compact.length - last - 1;
    const isRepeated = compact.indexOf(separator) !== last;
    if (isRepeated && digitsAfter !== 3) return undefined;
    if (isRepeated) decimal = -1;
    else if (digitsAfter === 3 && !/^0/.test(compact)) {
      const meaning = separator === ',' ? 'groups' : pointBeforeThreeDigits(currency);
      if (meaning === 'unclear') return undefined;
      if (meaning === 'groups') decimal = -1;
    }
  }
  const whole = (decimal < 0 ? compact : compact.slice(0, decimal)).replace(/\D/g, '');
  const fraction = decimal < 0 ? '' : compact.slice(decimal + 1);
  const number = Number(fraction ? `${whole}.${fraction}` : whole);
  return Number.isFinite(number) && number > 0 ? number : undefined;
}

/** The lowest and highest of several prices, if all are of one currency; otherwise nothing. */
export function priceRange(prices: readonly ParsedPrice[]): ParsedPrice | undefined {
  const [first] = prices;
  if (!first || prices.some(({ currency }) => currency !== first.currency)) return undefined;
  return {
    min: Math.min(...prices.map(({ min }) => min)),
    max: Math.max(...prices.map(({ max }) => max)),
    currency: first.currency,
  };
}

/** Characters that `normalise` replaces, and some beside them. */
const UNUSUAL =
  /[\u00a0\u02bc\u0660-\u066c\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\u2000-\u206f\u3000\uff10-\uff19]/;

function normalise(text: string): string {
  return (UNUSUAL.test(text) ? withUsualCharacters(text) : text).replace(/\s+/g, ' ').trim();
}

function withUsualCharacters(text: string): string {
  return usualDigits(text)
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/\u066b/g, '.')
    .replace(/\u066c/g, ',')
    .replace(/[\u02bc\u2018]/g, '’');
}

/** A range may repeat the sign before its second amount (`$1.00 - $2.00`) or after its first (`1,00 € - 2,00 €`). */
function withoutSigns(text: string): string {
  const mark = rangeMark(text);
  const rest = text.replace(mark, '').trim();
  return rest.length <= 10 && !/[/(),;:|]/.test(rest) ? mark : '';
}

/** The first dash, or word for one that stands by itself. */
function rangeMark(text: string): string {
  for (const { 0: mark, index } of text.matchAll(/[-–—~～〜−]|to|до|bis/gi)) {
    const isWord = mark.length > 1;
    if (!isWord || !(letterBefore(text, index) || letterAt(text, index + mark.length))) return mark;
  }
  return '';
}
