/** Local date and minute as people read it, such as `23 Nov 2026, 19:03`; the browser's time zone unless one is given. */
export function formatLocalTime(utc: string, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(new Date(utc));
}

/** Time of day to the second in the browser's time zone (or the one given), such as `19:03:12`. `at` in ms since 1970. */
export function formatClock(at: number, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeStyle: 'medium',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(at);
}

/** The same moment in UTC, to the second, such as `2026-11-23 11:03:12 UTC`. */
export function formatUtc(utc: string): string {
  return new Date(utc).toISOString().replace(/^(.{10})T(.{8}).*$/, '$1 $2 UTC');
}
