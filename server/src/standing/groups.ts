import {
  countWithin,
  type Standing,
  type StandingGroup,
  type StandingSettings,
  trendDays,
  windowOf,
} from '@marketsafe/contract';
import type { StandingRows } from './rows.ts';

type Rows = Pick<StandingRows, 'days' | 'pending'>;
type One = Rows['days'][number] | Rows['pending'][number];

/** The rows of those packets alone that fit. */
export function only({ days, pending }: Rows, fits: (row: One) => boolean): Rows {
  return { days: days.filter(fits), pending: pending.filter(fits) };
}

/** Counts a group within the window that ends today, as it is and as it would be if all that is pending failed. */
export function groupOf({ days, pending }: Rows, today: string, settings: StandingSettings): StandingGroup {
  const window = windowOf(today);
  return {
    now: countWithin(days, window, settings.complaint),
    ifPendingFails: countWithin(days, window, settings.complaint, pending),
    pending: {
      links: pending.reduce((sum, { links }) => sum + links, 0),
      counters: pending.reduce((sum, { counters }) => sum + counters, 0),
    },
  };
}

/** Groups by what a packet is about, those with most decisions first. */
export function groupedBy<Key extends string>(
  rows: Rows,
  keyOf: (row: One) => Key,
  count: (rows: Rows) => StandingGroup,
): { key: Key; group: StandingGroup }[] {
  const keys = [...new Set([...rows.days, ...rows.pending].map(keyOf))];
  return keys
    .map((key) => ({ key, group: count(only(rows, (row) => keyOf(row) === key)) }))
    .filter(({ group }) => weightOf(group) > 0)
    .sort((one, other) => weightOf(other.group) - weightOf(one.group) || one.key.localeCompare(other.key));
}

function weightOf({ now, pending }: StandingGroup): number {
  const { removed, refused, gone, lost } = now.links;
  return removed + refused + gone + lost + pending.links + pending.counters;
}

/** The window that ends with each day of the trend. */
export function trendOf({ days }: Rows, today: string, settings: StandingSettings): Standing['trend'] {
  return trendDays(today).map((day) => ({ day, ...countWithin(days, windowOf(day), settings.complaint) }));
}
