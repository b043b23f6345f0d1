import { currencyOfText, pointBeforeThreeDigits } from './currency.ts';

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

/**
 * A price as shown: `€ 97,39 - 128,72`, `PKR1,542`, `1.542,00 zł`, `US $0.83 - 5.33`. The separators' meaning is worked out from
 * where they stand and from the currency.
 * @param evidence codes that other evidence names, for a sign that several currencies share; see `currencyOfText`.
 * @returns nothing where the amount, the currency or the separators stay unclear, and for amounts of zero.
 */
export function parsePriceText(
  text: string,
  evidence: readonly (string | undefined)[],
): ParsedPrice | undefined {
  const plain = normalise(text.slice(0, MAX_TEXT));
  const currency = currencyOfText(plain, evidence);
  if (!currency) return undefined;
  const amounts = [...plain.matchAll(AMOUNT)].filter(
    (match) => !/^\s*%/.test(plain.slice(match.index + match[0].length)),
  );
  const [first, second] = amounts;
  const min = first && parseAmount(first[0], currency);
  if (!first || !min) return undefined;
  const between = second ? plain.slice(first.index + first[0].length, second.index) : '';
  const isRange = second !== undefined && RANGE_MARK.test(withoutSigns(between));
  const max = isRange ? parseAmount(second[0], currency) : min;
  return max && max >= min ? { min, max, currency } : undefined;
}

/**
 * One amount with its separators: the last of two kinds is the decimal one; a lone one before one or two digits is decimal.
 * @returns nothing when a lone point before three digits could be either, and for zero.
 */
export function parseAmount(text: string, currency: string): number | undefined {
  const compact = text.replace(/[ '’]/g, '');
  const point = compact.lastIndexOf('.');
  const comma = compact.lastIndexOf(',');
  const last = Math.max(point, comma);
  let decimal = last;
  if (last >= 0 && (point < 0 || comma < 0)) {
    const separator = compact[last] ?? '';
    const digitsAfter = compact.length - last - 1;
    const isRepeated = compact.indexOf(separator) !== last;
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

function normalise(text: string): string {
  return text
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replace(/\s+/g, ' ')
    .trim();
}

/** A range may repeat the sign before its second amount (`$1.00 - $2.00`) or after its first (`1,00 € - 2,00 €`). */
function withoutSigns(text: string): string {
  const mark = /[-–—~～〜−]|(?<!\p{L})(?:to|до|bis)(?!\p{L})/iu.exec(text)?.[0] ?? '';
  const rest = text.replace(mark, '').trim();
  return rest.length <= 10 && !/[/(),;:|]/.test(rest) ? mark : '';
}
