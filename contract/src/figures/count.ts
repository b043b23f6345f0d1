import type { ComplaintReading } from '../standing/counts.ts';
import { countWithin, type StandingDay, type StandingPending } from '../standing/counts.ts';
import type { FigureGroup } from './figures.ts';

/** What standing counts, with the day on which its packet was sent; null where that is not known. */
interface Sent {
  sentOn: string | null;
}
export type FigureDay = StandingDay & Sent;
export type FigurePending = StandingPending & Sent;

/** Claims that came, and how many of them ended without the marketplace. */
export interface ClaimCount {
  received: number;
  duplicate: number;
  declined: number;
  withdrawn: number;
}

const DAY = 24 * 60 * 60 * 1_000;

/**
 * The number of days within which at least half of these were over; null where there are none. Of an even number it is the lower of the two in
 * the middle, so that what it says is true.
 * @param all days, and how many took so many
 */
export function medianDays(all: Iterable<{ days: number; count: number }>): number | null {
  const sorted = [...all].filter(({ count }) => count > 0).sort((one, other) => one.days - other.days);
  const half = sorted.reduce((sum, { count }) => sum + count, 0) / 2;
  let before = 0;
  for (const { days, count } of sorted) {
    before += count;
    if (before >= half) return days;
  }
  return null;
}

/**
 * Counts a group within a period. Decisions are those of standing, and counted by it; a removal took the days from the one on which its packet was
 * sent to the one on which the program took in the answer, both in UTC. Pending is what the marketplace has not decided of packets that were
 * sent within the period; it is in no share.
 * @param period both days are within
 */
export function countFigures(
  {
    claims,
    days,
    pending,
  }: {
    claims: readonly ClaimCount[];
    days: readonly FigureDay[];
    pending: readonly FigurePending[];
  },
  period: { from: string; to: string },
  reading: ComplaintReading,
): FigureGroup {
  const isWithin = (day: string | null) => day !== null && period.from <= day && day <= period.to;
  const removals = days.flatMap(({ day, removed, sentOn }) =>
    sentOn === null || removed === 0 || !isWithin(day)
      ? []
      : [{ days: Math.max(0, Math.round((Date.parse(day) - Date.parse(sentOn)) / DAY)), count: removed }],
  );
  const open = pending.filter(({ sentOn }) => isWithin(sentOn));
  const sum = (name: keyof ClaimCount) => claims.reduce((all, one) => all + one[name], 0);
  return {
    claims: {
      received: sum('received'),
      duplicate: sum('duplicate'),
      declined: sum('declined'),
      withdrawn: sum('withdrawn'),
    },
    decided: countWithin(days, period, reading),
    pending: {
      links: open.reduce((all, { links }) => all + links, 0),
      counters: open.reduce((all, { counters }) => all + counters, 0),
    },
    removal: { days: medianDays(removals), of: removals.reduce((all, { count }) => all + count, 0) },
  };
}
