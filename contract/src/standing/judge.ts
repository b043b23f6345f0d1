import type { BothCounts, StandingTally } from './counts.ts';
import type { StandingSettings } from './settings.ts';

/** What is looked at: the share taken down, the share undone by counter-notices, and how many were decided. */
export const STANDING_MEASURES = ['takedown', 'counters', 'volume'] as const;
export type StandingMeasure = (typeof STANDING_MEASURES)[number];

/** `few`: too few to tell. */
export type MeasureState = 'met' | 'missed' | 'few';

/** A share as what it is a share of; nothing is divided. */
export interface Share {
  part: number;
  of: number;
}

/** One measure read one way. */
export interface Measured {
  share: Share;
  state: MeasureState;
  /**
   * How far it is: where it is met, how many more refusals, lost counter-notices or, for the volume, decisions that fall out of the window
   * break it; where it is not, how many more removals reach it. Null where no number does.
   */
  distance: number | null;
}

/** A tenth of a thousandth: shares of thresholds are counted in these. */
const WHOLE = 10_000;

/**
 * Shares are compared by multiplying across, in whole numbers: `part / of >= share` is `part * 10000 >= share * of`. Counts below 10^9 stay
 * exact.
 */
function takedown(
  { removed, refused }: StandingTally,
  { takedown: least, fewest }: StandingSettings,
): Measured {
  const of = removed + refused;
  const isMet = removed * WHOLE >= least * of;
  const share = { part: removed, of };
  const state = of < fewest ? 'few' : isMet ? 'met' : 'missed';
  if (isMet) {
    // The most decisions that these removals carry.
    const carried = least === 0 ? null : Math.floor((removed * WHOLE) / least);
    return { share, state, distance: carried === null ? null : carried - of + 1 };
  }
  const short = least * of - removed * WHOLE;
  return { share, state, distance: least === WHOLE ? null : Math.ceil(short / (WHOLE - least)) };
}

function counters({ removed, lost }: StandingTally, { counters: most, fewest }: StandingSettings): Measured {
  const isMet = lost * WHOLE <= most * removed;
  const share = { part: lost, of: removed };
  const state = removed < fewest && lost < fewest ? 'few' : isMet ? 'met' : 'missed';
  if (isMet) return { share, state, distance: Math.floor((most * removed) / WHOLE) - lost + 1 };
  return { share, state, distance: most === 0 ? null : Math.ceil((lost * WHOLE) / most) - removed };
}

function volume({ removed, refused }: StandingTally, { volume: exceeded }: StandingSettings): Measured {
  const of = removed + refused;
  const isMet = of > exceeded;
  return {
    share: { part: of, of: exceeded },
    state: isMet ? 'met' : 'missed',
    distance: isMet ? of - exceeded : exceeded + 1 - of,
  };
}

const MEASURES: Readonly<
  Record<StandingMeasure, (tally: StandingTally, settings: StandingSettings) => Measured>
> = { takedown, counters, volume };

/** One measure by link and by complaint, and which of the two is the worse. */
export interface Judged {
  links: Measured;
  complaints: Measured;
  worse: 'links' | 'complaints';
}

/** Whether one share is smaller than another; one of nothing is larger than any. */
function isSmaller(one: Share, other: Share): boolean {
  if (one.of === 0 || other.of === 0) return other.of === 0 && one.of !== 0;
  return one.part * other.of < other.part * one.of;
}

const RANK: Readonly<Record<MeasureState, number>> = { missed: 0, few: 1, met: 2 };

function worseOf(measure: StandingMeasure, links: Measured, complaints: Measured): Judged['worse'] {
  if (links.state !== complaints.state) {
    return RANK[complaints.state] < RANK[links.state] ? 'complaints' : 'links';
  }
  if (measure === 'volume') return complaints.share.part < links.share.part ? 'complaints' : 'links';
  const [one, other] =
    measure === 'takedown' ? [complaints.share, links.share] : [links.share, complaints.share];
  return isSmaller(one, other) ? 'complaints' : 'links';
}

/** Judges one measure of a window, by the worse of both ways to read it. */
export function judgeMeasure(
  measure: StandingMeasure,
  { links, complaints }: BothCounts,
  settings: StandingSettings,
): Judged {
  const byLink = MEASURES[measure](links, settings);
  const byComplaint = MEASURES[measure](complaints, settings);
  return { links: byLink, complaints: byComplaint, worse: worseOf(measure, byLink, byComplaint) };
}

/** Of both readings the worse one. */
export function worseReading(judged: Judged): Measured {
  return judged[judged.worse];
}

/** `ready`: everything is met. `short`: something with enough decisions is not. `unclear`: there are too few to tell of something. */
export type StandingVerdict = 'ready' | 'short' | 'unclear';

/** Reasons are judged by both shares; how many there are is asked of all together. */
const OF_REASONS = ['takedown', 'counters'] as const;

/**
 * Judges a participant: all three measures overall, and both shares of every reason (IPP notice of 28 December 2021). A reason of too few decisions
 * that would fall short by what there is leaves it unclear; one that would not is no obstacle.
 */
export function judgeStanding(
  overall: BothCounts,
  reasons: readonly BothCounts[],
  settings: StandingSettings,
): StandingVerdict {
  const all = STANDING_MEASURES.map(
    (measure) => worseReading(judgeMeasure(measure, overall, settings)).state,
  );
  const each = reasons.flatMap((counts) =>
    OF_REASONS.flatMap((measure) => {
      const judged = judgeMeasure(measure, counts, settings);
      return [judged.links, judged.complaints].map((one) =>
        one.state === 'few' && fallsShort(measure, one.share, settings)
          ? 'few'
          : one.state === 'few'
            ? 'met'
            : one.state,
      );
    }),
  );
  const states = [...all, ...each];
  if (states.includes('missed')) return 'short';
  return states.includes('few') ? 'unclear' : 'ready';
}

function fallsShort(
  measure: 'takedown' | 'counters',
  { part, of }: Share,
  settings: StandingSettings,
): boolean {
  return measure === 'takedown'
    ? part * WHOLE < settings.takedown * of
    : part * WHOLE > settings.counters * of;
}
