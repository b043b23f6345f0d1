/** Cleaning text that people wrote or that a page escaped once too often. */

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  yen: '¥',
  euro: '€',
  pound: '£',
  middot: '·',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  times: '×',
  reg: '®',
  copy: '©',
  trade: '™',
};
const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi;

/**
 * Text as a person reads it: entities that a state string still carries are decoded (twice, because shop names occur as
 * `&amp;amp;`), control characters are dropped, runs of white space become one space. Direction marks stay: they belong to RTL text.
 * @param limit UTF-16 units of the result; no surrogate pair is cut in half.
 */
export function cleanText(text: string, limit: number): string {
  // Twelve units a character is the longest entity; the rest of a huge text is never looked at.
  const bounded = text.length > limit * 12 ? text.slice(0, limit * 12) : text;
  const decoded = bounded.includes('&') ? decodeEntities(decodeEntities(bounded)) : bounded;
  // White space among the control characters (tab, line feed, U+0085) is left to the next line.
  const plain = decoded.replace(/\ufeff|(?![\s\u0085])\p{Cc}/gu, '');
  return cut(plain.replace(/\s+/g, ' ').trim(), limit).trim();
}

function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? whole;
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/** The first `limit` UTF-16 units, one fewer where that would split a surrogate pair. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}

const MULTIPLIERS: Readonly<Record<string, number>> = {
  k: 1e3,
  m: 1e6,
  千: 1e3,
  万: 1e4,
  萬: 1e4,
  만: 1e4,
  亿: 1e8,
};

/**
 * A count as pages show it: `557 orders`, `1,000+ sold`, `5 000+ продано`, `3万+`, `10K+`. A `+` means at least, and the
 * number shown is returned. Nothing where the text states no exact number (`<10`, `1,2 mil`).
 */
export function parseCount(text: string): number | undefined {
  if (/[<＜≤]|^\s*-/.test(text)) return undefined;
  const match = /(\d{1,3}(?:[.,\s'’]\d{3})+|\d+)([.,]\d{1,2})?\s*([km千万萬만亿](?![a-z]))?/iu.exec(text);
  if (!match) return undefined;
  const [, whole = '', fraction, unit] = match;
  if (fraction && !unit) return undefined;
  const digits = whole.replace(/\D/g, '');
  const number = Number(fraction ? `${digits}.${fraction.slice(1)}` : digits);
  const count = Math.round(number * (unit ? (MULTIPLIERS[unit.toLowerCase()] ?? 1) : 1));
  return Number.isSafeInteger(count) ? count : undefined;
}
