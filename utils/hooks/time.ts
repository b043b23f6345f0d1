const STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number, below: number][] = [
  ['minute', 60, 3_600],
  ['hour', 3_600, 86_400],
  ['day', 86_400, 45 * 86_400],
  ['month', 30 * 86_400, 365 * 86_400],
  ['year', 365 * 86_400, Number.POSITIVE_INFINITY],
];

/** Everything nearer than this is "just now": a device's clock and the reader do not care about seconds. */
const JUST_NOW_SECONDS = 45;

function relative(seconds: number, locale: string): string {
  const size = Math.abs(seconds);
  const step = STEPS.find(([, , below]) => size < below);
  if (!step) return '';
  const [unit, length] = step;
  const count = Math.max(1, Math.round(size / length));
  return new Intl.RelativeTimeFormat(locale, { numeric: 'always' }).format(
    seconds < 0 ? -count : count,
    unit,
  );
}

/** Age of a moment in words, such as "5 minutes ago"; both in Unix milliseconds. A moment in the future is "just now". */
export function formatAge(at: number, now: number, locale = 'en'): string {
  const seconds = (at - now) / 1_000;
  return seconds > -JUST_NOW_SECONDS ? 'just now' : relative(seconds, locale);
}

/** How long until a moment, such as "in 5 minutes"; both in Unix milliseconds. A moment that is near or past is "in a moment". */
export function formatWait(at: number, now: number, locale = 'en'): string {
  const seconds = (at - now) / 1_000;
  return seconds < JUST_NOW_SECONDS ? 'in a moment' : relative(seconds, locale);
}

/** Day, month and time as the reader writes them; `at` is Unix milliseconds or an ISO 8601 moment. */
export function formatMoment(at: number | string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
}

/** A moment to the second in UTC, such as "2026-03-01 09:30:05 UTC"; `at` is an ISO 8601 moment. */
export function formatUtc(at: string): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** The reader's calendar day, `YYYY-MM-DD`, as rights compare their expiry with. `now` is Unix milliseconds. */
export function calendarDay(now: number): string {
  const date = new Date(now);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A size in bytes in words, such as "1.4 MB"; decimal units, as disks are sold. */
export function formatBytes(bytes: number, locale = 'en'): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}
