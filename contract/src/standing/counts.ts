import { z } from 'zod';

const count = z.int().nonnegative();

/**
 * What became of links, or of complaints, within a window. `removed` and `refused` are the marketplace's decisions; `gone`, the listing was not
 * there any more, is neither. `lost`: removals that a counter-notice undid.
 */
export const standingTally = z.strictObject({
  removed: count,
  refused: count,
  gone: count,
  lost: count,
});
export type StandingTally = z.infer<typeof standingTally>;

/** How a complaint of several links is read: taken down where most of its decided links were, or only where every one was. */
export const COMPLAINT_READINGS = ['most', 'every'] as const;
export type ComplaintReading = (typeof COMPLAINT_READINGS)[number];

/** What of one packet happened on one day: the smallest thing that standing is counted from. A packet is one complaint. */
export interface StandingDay extends StandingTally {
  packetId: string;
  /** Day, UTC. */
  day: string;
}

/** What of one packet the marketplace has not decided: links without a decision, and removals that a seller's counter-notice is about. */
export interface StandingPending {
  packetId: string;
  links: number;
  counters: number;
}

const NONE: StandingTally = { removed: 0, refused: 0, gone: 0, lost: 0 };

/** Counts of several days, or packets, together. */
export function sumOf(all: Iterable<StandingTally>): StandingTally {
  const sum = { ...NONE };
  for (const { removed, refused, gone, lost } of all) {
    sum.removed += removed;
    sum.refused += refused;
    sum.gone += gone;
    sum.lost += lost;
  }
  return sum;
}

/**
 * One complaint as it counts: taken down, refused, or without a decision, and whether it was lost afterwards. The tie goes against who
 * complained, both times.
 */
function complaintOf(
  { removed, refused, gone, lost }: StandingTally,
  reading: ComplaintReading,
): StandingTally {
  const decided = removed + refused;
  const isDown = decided > 0 && (reading === 'every' ? refused === 0 : removed > refused);
  // A removal that was lost may lie before the window: then the complaint counts as lost without one.
  const isLost = lost > 0 && (reading === 'every' || 2 * lost >= removed);
  return {
    removed: isDown ? 1 : 0,
    refused: decided > 0 && !isDown ? 1 : 0,
    gone: decided === 0 && gone > 0 ? 1 : 0,
    lost: isLost ? 1 : 0,
  };
}

/** The same window read by link and by complaint. */
export interface BothCounts {
  links: StandingTally;
  complaints: StandingTally;
}

/**
 * Counts what lies within a window, by link and by complaint.
 * @param days of one group, each packet any number of times
 * @param window days of UTC, both of them within
 * @param pending taken as refused and lost today, where it is asked what would be then; nothing of it is counted otherwise
 */
export function countWithin(
  days: readonly StandingDay[],
  window: { from: string; to: string },
  reading: ComplaintReading,
  pending: readonly StandingPending[] = [],
): BothCounts {
  const packets = new Map<string, StandingTally>();
  const add = (packetId: string, tally: StandingTally) => {
    packets.set(packetId, sumOf([packets.get(packetId) ?? NONE, tally]));
  };
  for (const one of days) if (one.day >= window.from && one.day <= window.to) add(one.packetId, one);
  for (const { packetId, links, counters } of pending) {
    add(packetId, { ...NONE, refused: links, lost: counters });
  }
  const all = [...packets.values()];
  return { links: sumOf(all), complaints: sumOf(all.map((tally) => complaintOf(tally, reading))) };
}
