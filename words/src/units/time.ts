import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { INTL_LOCALES } from './numbers.ts';

/** Milliseconds since 1970, or a time in ISO 8601. */
type Instant = number | string;

function dateOf(at: Instant): Date | null {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** Where the reader is, unless a time zone (IANA) is given; `medium` shows seconds. */
interface Reader {
  timeZone?: string;
  timeStyle?: 'short' | 'medium';
}

/** A fraction of a second in ISO 8601, of any length: a Date keeps milliseconds only. */
const FRACTION = /[.,]\d*[1-9]/;

/**
 * A time that bounds another, cut to the second so that what it says stays true: the lower bound goes down, the upper bound up.
 * What is no time is given back.
 */
export function wholeSecond(at: Instant, end: 'not-before' | 'not-after'): Instant {
  const date = dateOf(at);
  if (!date) return at;
  const second = Math.floor(date.getTime() / 1_000);
  const isCut = date.getTime() > second * 1_000 || (typeof at === 'string' && FRACTION.test(at));
  return (end === 'not-after' && isCut ? second + 1 : second) * 1_000;
}

/** A time to the second in UTC, such as `2026-11-23 11:03:12 UTC`; what is no time is shown as it is. */
export function formatUtc(at: Instant, language: Language = currentLanguage()): string {
  const date = dateOf(at);
  if (!date) return String(at);
  const time = date.toISOString().replace(/^(.+)T(.{8}).*$/, '$1 $2');
  return m.common_utc({ time }, { locale: language });
}

/** Local date and minute, or second, as people read it, such as `23 Nov 2026, 19:03`; what is no time is shown as it is. */
export function formatLocalTime(
  at: Instant,
  reader: Reader = {},
  language: Language = currentLanguage(),
): string {
  const date = dateOf(at);
  if (!date) return String(at);
  return new Intl.DateTimeFormat(INTL_LOCALES[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...reader,
  }).format(date);
}

/** Local time of day to the second, such as `19:03:12`. */
export function formatClock(
  at: Instant,
  reader: Reader = {},
  language: Language = currentLanguage(),
): string {
  const date = dateOf(at);
  if (!date) return String(at);
  return new Intl.DateTimeFormat(INTL_LOCALES[language], { timeStyle: 'medium', ...reader }).format(date);
}

/** A calendar day (`YYYY-MM-DD`) as people read it, such as `23 Nov 2026`, in no time zone; what is no day is shown as it is. */
export function formatDay(day: string, language: Language = currentLanguage()): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(day) ? dateOf(`${day}T00:00:00Z`) : null;
  if (!date) return day;
  return new Intl.DateTimeFormat(INTL_LOCALES[language], { dateStyle: 'medium', timeZone: 'UTC' }).format(
    date,
  );
}

/** A month, which is given as `YYYY-MM`, with its year. */
export function formatMonth(month: string, language: Language = currentLanguage()): string {
  return new Intl.DateTimeFormat(INTL_LOCALES[language], {
    ...{ year: 'numeric', month: language === 'en' ? 'short' : 'long', timeZone: 'UTC' },
  }).format(new Date(`${month}-01T00:00:00Z`));
}

const AGES: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number, below: number][] = [
  ['minute', 60, 3_600],
  ['hour', 3_600, 86_400],
  ['day', 86_400, 45 * 86_400],
  ['month', 30 * 86_400, 365 * 86_400],
  ['year', 365 * 86_400, Number.POSITIVE_INFINITY],
];

/** Everything nearer than this is now: a device's clock and the reader do not care about seconds. */
const NOW_SECONDS = 45;

function relative(seconds: number, language: Language): string {
  const size = Math.abs(seconds);
  const [unit, length] = AGES.find(([, , below]) => size < below) ?? ['year', 365 * 86_400];
  const count = Math.max(1, Math.round(size / length));
  const format = new Intl.RelativeTimeFormat(INTL_LOCALES[language], { numeric: 'always' });
  return format.format(seconds < 0 ? -count : count, unit);
}

/** Age of a time, such as `5 minutes ago`; both in Unix milliseconds. A time in the future is `just now`. */
export function formatAge(at: number, now: number, language: Language = currentLanguage()): string {
  const seconds = (at - now) / 1_000;
  return seconds > -NOW_SECONDS ? m.common_just_now({}, { locale: language }) : relative(seconds, language);
}

/** How long until a time, such as `in 5 minutes`; both in Unix milliseconds. One that is near or past is `in a moment`. */
export function formatWait(at: number, now: number, language: Language = currentLanguage()): string {
  const seconds = (at - now) / 1_000;
  return seconds < NOW_SECONDS ? m.common_soon({}, { locale: language }) : relative(seconds, language);
}

const SPANS: readonly [unit: string, length: number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
  ['millisecond', 1],
];

/**
 * A span, such as `1.2 seconds` or `3 minutes`; milliseconds, whatever the sign.
 * @param rounding `up` where the span is the most that something can be
 */
export function formatSpan(
  milliseconds: number,
  rounding: 'nearest' | 'up' = 'nearest',
  language: Language = currentLanguage(),
): string {
  const size = Math.abs(milliseconds);
  const [unit, length] = SPANS.find(([, least]) => size >= least) ?? ['millisecond', 1];
  return new Intl.NumberFormat(INTL_LOCALES[language], {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: length === 1 ? 0 : 1,
    roundingMode: rounding === 'up' ? 'ceil' : 'halfExpand',
  }).format(size / length);
}
