import { letterAt, letterBefore } from './text.ts';

/** Currency signs as the marketplaces print them, and what each can mean. */

/** Signs and their ISO 4217 codes; more than one code makes the sign ambiguous: other evidence must choose among them. */
const SIGNS: readonly (readonly [sign: string, ...codes: string[]])[] = [
  ['US $', 'USD'],
  ['US$', 'USD'],
  ['U$S', 'USD'],
  ['AU $', 'AUD'],
  ['AU$', 'AUD'],
  ['A$', 'AUD'],
  ['CA $', 'CAD'],
  ['CA$', 'CAD'],
  ['C $', 'CAD'],
  ['C$', 'CAD'],
  ['HK $', 'HKD'],
  ['HK$', 'HKD'],
  ['NT$', 'TWD'],
  ['NZ $', 'NZD'],
  ['NZ$', 'NZD'],
  ['SG $', 'SGD'],
  ['SG$', 'SGD'],
  ['S$', 'SGD'],
  ['MX $', 'MXN'],
  ['MX$', 'MXN'],
  ['MXN$', 'MXN'],
  ['CLP$', 'CLP'],
  ['COP$', 'COP'],
  ['ARS$', 'ARS'],
  ['AR$', 'ARS'],
  ['R$', 'BRL'],
  ['R $', 'BRL'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₽', 'RUB'],
  ['руб.', 'RUB'],
  ['руб', 'RUB'],
  ['zł', 'PLN'],
  ['₴', 'UAH'],
  ['грн', 'UAH'],
  ['₪', 'ILS'],
  ['₩', 'KRW'],
  ['원', 'KRW'],
  ['円', 'JPY'],
  ['JP¥', 'JPY'],
  ['JP￥', 'JPY'],
  ['CN¥', 'CNY'],
  ['CN￥', 'CNY'],
  ['RMB', 'CNY'],
  ['₹', 'INR'],
  ['Rp', 'IDR'],
  ['RM', 'MYR'],
  ['₫', 'VND'],
  ['đ', 'VND'],
  ['฿', 'THB'],
  ['₺', 'TRY'],
  ['TL', 'TRY'],
  ['₦', 'NGN'],
  ['GH₵', 'GHS'],
  ['₵', 'GHS'],
  ['KSh', 'KES'],
  ['₱', 'PHP'],
  ['৳', 'BDT'],
  ['₸', 'KZT'],
  ['₼', 'AZN'],
  ['₾', 'GEL'],
  ['֏', 'AMD'],
  ['د.إ', 'AED'],
  ['ر.س', 'SAR'],
  ['Kč', 'CZK'],
  ['Ft', 'HUF'],
  ['lei', 'RON'],
  ['лв', 'BGN'],
  ['S/.', 'PEN'],
  ['S/', 'PEN'],
  ['₲', 'PYG'],
  ['₡', 'CRC'],
  ['$', 'USD', 'CAD', 'AUD', 'NZD', 'HKD', 'SGD', 'TWD', 'MXN', 'CLP', 'COP', 'ARS', 'UYU'],
  ['¥', 'CNY', 'JPY'],
  ['￥', 'CNY', 'JPY'],
  ['元', 'CNY', 'TWD'],
  ['kr', 'SEK', 'NOK', 'DKK', 'ISK'],
  ['Rs', 'PKR', 'INR', 'LKR', 'NPR', 'MUR'],
  ['₨', 'PKR', 'INR', 'LKR', 'NPR', 'MUR'],
  ['QR', 'QAR'],
];

const CODES = new Set(
  (
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY ' +
    'COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD ' +
    'IRR ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK ' +
    'MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE ' +
    'SOS SRD STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW'
  ).split(' '),
);

/** Currencies in which a point before exactly three digits groups thousands where the page is local. */
const POINT_GROUPS = new Set(
  'EUR BRL TRY IDR VND CLP COP ARS PYG CRC UYU DKK NOK SEK RON BGN RSD PLN CZK HUF ISK JPY KRW RUB UAH UZS'.split(
    ' ',
  ),
);
/** Currencies with three decimals. */
const THREE_DECIMALS = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

const CODE_PATTERN = /(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])/g;

interface Sign {
  text: string;
  codes: readonly string[];
  /** A sign that starts or ends with a letter must not stand inside a word. */
  startsWithLetter: boolean;
  endsWithLetter: boolean;
}

/** Signs by their first character, longest first, so that `US $` is not read as `$`. */
const SIGNS_BY_START = new Map<string, Sign[]>();
for (const [text, ...codes] of [...SIGNS].sort(([one], [other]) => other.length - one.length)) {
  const start = text.charAt(0);
  const sign = {
    text,
    codes,
    startsWithLetter: letterAt(text, 0),
    endsWithLetter: letterBefore(text, text.length),
  };
  SIGNS_BY_START.set(start, [...(SIGNS_BY_START.get(start) ?? []), sign]);
}

/** The signs in a text with their places. One pattern of all signs would take longer to compile than a page to read. */
function signsIn(text: string): { sign: Sign; start: number; end: number }[] {
  const found: { sign: Sign; start: number; end: number }[] = [];
  for (let start = 0; start < text.length; start++) {
    const sign = SIGNS_BY_START.get(text.charAt(start))?.find(
      (candidate) =>
        text.startsWith(candidate.text, start) &&
        !(candidate.startsWithLetter && letterBefore(text, start)) &&
        !(candidate.endsWithLetter && letterAt(text, start + candidate.text.length)),
    );
    if (!sign) continue;
    found.push({ sign, start, end: start + sign.text.length });
    start += sign.text.length - 1;
  }
  return found;
}

/** Whether a text is an ISO 4217 code of a currency in use. */
export function isCurrencyCode(text: unknown): text is string {
  return typeof text === 'string' && CODES.has(text);
}

/** How a currency's amounts are written, where one point stands before exactly three digits. */
export function pointBeforeThreeDigits(currency: string): 'groups' | 'decimal' | 'unclear' {
  if (THREE_DECIMALS.has(currency)) return 'decimal';
  return POINT_GROUPS.has(currency) ? 'groups' : 'unclear';
}

/**
 * The one currency that a price text names.
 * @param evidence codes that other evidence on the page names, in order of trust: they decide where the sign is ambiguous or missing.
 * @returns nothing when the text names two currencies, or an ambiguous one that the evidence does not decide.
 */
export function currencyOfText(text: string, evidence: readonly (string | undefined)[]): string | undefined {
  const known = evidence.filter(isCurrencyCode);
  const written = new Set((text.match(CODE_PATTERN) ?? []).filter(isCurrencyCode));
  if (written.size > 1) return undefined;
  const [code] = written;
  if (code) return code;
  const options = [...new Set(signsIn(text).map(({ sign }) => sign.codes))];
  if (options.length === 0) return known[0];
  const common = (options[0] ?? []).filter((option) => options.every((codes) => codes.includes(option)));
  if (common.length === 1) return common[0];
  return known.find((candidate) => common.includes(candidate));
}

/** Where a text's currency signs and codes stand, as `[start, end]` in order. */
export function currencySpans(text: string): [start: number, end: number][] {
  const codes = [...text.matchAll(CODE_PATTERN)].filter(([code]) => isCurrencyCode(code));
  return [
    ...codes.map((match): [number, number] => [match.index, match.index + match[0].length]),
    ...signsIn(text).map(({ start, end }): [number, number] => [start, end]),
  ].sort(([one], [other]) => one - other);
}
