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
  return cut(plain.replace(/\s+/g, ' ').trim(), limit).trim().toWellFormed();
}

function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? whole;
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/** Text without the tags in which search results set the words that were searched for. */
export function withoutTags(text: string): string {
  return text.replace(/<\/?[a-z][^<>]{0,2000}>/gi, '');
}

/** The first `limit` UTF-16 units, one fewer where that would split a surrogate pair. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}

const MULTIPLIERS: Readonly<Record<string, number>> = {
  k: 1e3,
  K: 1e3,
  M: 1e6,
  千: 1e3,
  천: 1e3,
  万: 1e4,
  萬: 1e4,
  만: 1e4,
  亿: 1e8,
};

/** What may follow a count: units and words for sold, ordered and paid, in the sites' languages. Anything else makes the number unclear. */
const COUNT_WORDS = [
  'sold|orders?|pcs|pieces?|units?|items?|sales?|transactions?',
  'продано|заказ(?:ов|а)?|куплено|купили|шт|штук[аи]?|замовлен(?:ь|ня)',
  'vendid[oa]s?|pedidos?|ventas?|vendas?|unidades?|vendus?|commandes?|ventes?|pièces?',
  'verkauft[e]?|bestellung(?:en)?|stück|vendut[oie]|ordin[ei]|pezzi|verkocht|bestelling(?:en)?|stuks',
  'sprzedan(?:ych|o|e|y)|zamówie(?:ń|nia|nie)|sztuk[ai]?|szt|satıldı|satış|sipariş|adet|terjual|pesanan',
  'đã bán|lượt bán|đơn hàng|ขายแล้ว|ชิ้น|คำสั่งซื้อ|נמכרו?|הזמנות',
  'مباع[ةه]?|مبيعات?|طلبات|طلب|تم البيع|تم بيعها?|قطع[ةه]?',
  '판매됨?|주문|개|건|販売済み?|販売|注文|売れました|個|点',
  '已售出?|已成交|成交|销量|销售|付款|订单|件|笔|个|单|套|箱|台|双|条|只|包|瓶|张|把|对|人',
].join('|');
const AFTER_COUNT = new RegExp(`^(?:[\\s+＋.,:;()|·]|${COUNT_WORDS})*$`, 'iu');

/**
 * A count as pages show it: `557 orders`, `1,000+ sold`, `5 000+ продано`, `3万+`, `10K+`. A `+` means at least, and the
 * number shown is returned. Nothing where the text states no exact number (`<10`, `1,2 mil`) or something unknown follows it
 * (`30天售 500件`).
 */
export function parseCount(text: string): number | undefined {
  const plain = text.slice(0, 500).replace(/\p{Cf}/gu, '');
  if (/[<＜≤]|^\s*-/.test(plain)) return undefined;
  const match =
    /(\d{1,3}(?:[.,\s'’]\d{3})+|\d+)([.,]\d{1,2})?\s*([kKM千천万萬만亿](?![\p{Script=Latin}\p{Script=Cyrillic}克瓦]))?/u.exec(
      plain,
    );
  if (!match) return undefined;
  const [all, whole = '', fraction, unit] = match;
  if ((fraction && !unit) || !AFTER_COUNT.test(plain.slice(match.index + all.length))) return undefined;
  const digits = whole.replace(/\D/g, '');
  const number = Number(fraction ? `${digits}.${fraction.slice(1)}` : digits);
  const count = Math.round(number * (unit ? (MULTIPLIERS[unit] ?? 1) : 1));
  return Number.isSafeInteger(count) ? count : undefined;
}

/** Arabic, Persian, Devanagari, Bengali, Thai and full-width digits: each ten stand in a row. */
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\uff10-\uff19]/g;
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];

/** A text with the digits of other scripts as ASCII ones. */
export function usualDigits(text: string): string {
  return text.replace(DIGITS, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (ZEROS.find((zero) => code >= zero && code <= zero + 9) ?? code));
  });
}

const LETTER = /^\p{L}/u;

/** Whether a letter begins at this index. Patterns with `\p{L}` in several places take milliseconds to compile on a page's first run. */
export function letterAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
  return index >= 0 && LETTER.test(text.slice(index, index + 2));
}

/** Whether a letter ends right before this index. */
export function letterBefore(text: string, index: number): boolean {
  const code = text.charCodeAt(index - 1);
  return letterAt(text, code >= 0xdc00 && code <= 0xdfff ? index - 2 : index - 1);
}
