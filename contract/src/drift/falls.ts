import type { FactName } from '../facts.ts';

/** How many of some captures held a fact. */
export interface FoundShare {
  found: number;
  captures: number;
}

/** What the adapter of one version found of a marketplace's listings on one day, UTC. */
export interface ReadingDay {
  /** Whole days since: 0 is today. */
  daysAgo: number;
  version: number;
  captures: number;
  /** In how many of them each fact stood; absent where in none. */
  found: Readonly<Partial<Record<FactName, number>>>;
}

/** A fact that is found much more rarely than before. */
export interface Fall {
  fact: FactName;
  /** The last so many days, today among them, are held against those before. */
  days: number;
  before: FoundShare;
  now: FoundShare;
}

/** Days that are held against those before them: a page that changed this morning shows in the first, a slow one in the last. */
const RECENT = [1, 3, 7] as const;
/** Days before those, in which a fact must have been found. */
const BEFORE = 28;
/** Days that the readings must go back for all of that. */
export const DRIFT_DAYS = 7 + BEFORE;
/** Fewest captures on either side. */
const FEWEST = 5;
/** A fall of less than this share is none, however certain it is. */
const LEAST_FALL = 0.15;
/**
 * Standard deviations of the intervals that must not touch: a share that stays as it is must seem to fall in fewer than one of 2,000
 * comparisons, which `tests/unit/contract/drift.test.ts` counts.
 */
const DEVIATIONS = 3;

/**
 * Wilson's score interval of a share (E. B. Wilson, Journal of the American Statistical Association 22, 1927, p. 209): holds for few
 * captures and for shares near none and all, where the usual one does not.
 */
function interval({ found, captures }: FoundShare): { low: number; high: number } {
  const share = found / captures;
  const z2 = DEVIATIONS ** 2;
  const middle = share + z2 / (2 * captures);
  const reach = DEVIATIONS * Math.sqrt((share * (1 - share)) / captures + z2 / (4 * captures ** 2));
  const whole = 1 + z2 / captures;
  return { low: (middle - reach) / whole, high: (middle + reach) / whole };
}

/** How often a fact was found in the days from `from` ago up to, and without, `to` ago. */
function shareOf(days: readonly ReadingDay[], fact: FactName, from: number, to: number): FoundShare {
  const within = days.filter(({ daysAgo }) => daysAgo >= from && daysAgo < to);
  return {
    captures: within.reduce((sum, day) => sum + day.captures, 0),
    found: within.reduce((sum, day) => sum + (day.found[fact] ?? 0), 0),
  };
}

function hasFallen(before: FoundShare, now: FoundShare): boolean {
  if (before.captures < FEWEST || now.captures < FEWEST) return false;
  if (before.found / before.captures - now.found / now.captures < LEAST_FALL) return false;
  return interval(now).high < interval(before).low;
}

/**
 * The facts of one marketplace that are found much more rarely in its last days than in the four weeks before: as a rule because the
 * marketplace changed its pages. Says nothing where there are fewer than five captures on either side, or where chance explains it.
 * @param days of one marketplace, of all versions, `DRIFT_DAYS` back
 * @returns each fact once, with the shortest time in which its fall shows; the deepest fall first
 */
export function fallsOf(days: readonly ReadingDay[]): Fall[] {
  const facts = new Set(days.flatMap(({ found }) => Object.keys(found) as FactName[]));
  return [...facts]
    .flatMap((fact) => {
      for (const recent of RECENT) {
        const before = shareOf(days, fact, recent, recent + BEFORE);
        const now = shareOf(days, fact, 0, recent);
        if (hasFallen(before, now)) return [{ fact, days: recent, before, now }];
      }
      return [];
    })
    .sort((one, other) => depthOf(other) - depthOf(one));
}

const depthOf = ({ before, now }: Fall) => before.found / before.captures - now.found / now.captures;

/** How often a fact was found week by week, the last seven days first. */
export function weeksOf(days: readonly ReadingDay[], fact: FactName): FoundShare[] {
  return Array.from({ length: DRIFT_DAYS / 7 }, (_, week) => shareOf(days, fact, week * 7, week * 7 + 7));
}
