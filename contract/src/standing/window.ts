/** Months of a window (IPP good-faith FAQ), and for which somebody who left or was put out cannot rejoin. */
export const STANDING_MONTHS = 3;

/** Points of the trend: weeks of a year, the last one today. */
export const TREND_POINTS = 53;

const DAY = 24 * 60 * 60 * 1_000;

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/**
 * A day so many calendar months before or after, in UTC. Where that month has no such day it is the month's last: three months before 31 May is
 * 28 February, or 29.
 */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return dayOf(
    new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate()))),
  );
}

/** A day so many days before or after, in UTC. */
function addDays(day: string, days: number): string {
  return dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY));
}

/** The three rolling months that end with a day: from the day after the same one three months before. Both days are within. */
export function windowOf(day: string): { from: string; to: string } {
  return { from: addDays(addMonths(day, -STANDING_MONTHS), 1), to: day };
}

/** The days that the trend has points on, the earliest first: a week apart, over a year, the last one the given day. */
export function trendDays(day: string): string[] {
  return Array.from({ length: TREND_POINTS }, (_, index) => addDays(day, (index - TREND_POINTS + 1) * 7));
}
