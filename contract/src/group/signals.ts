import { z } from 'zod';
import { utcTime } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { ANSWER_CAUSES } from '../packets/answers.ts';
import { SIGNAL_TERMS } from './terms.ts';

/** Fewest organisations that anything said about participants rests on, whoever asks. */
const FEWEST_ORGANISATIONS = 5;
/** Organisations that may put together all they know, and take it away from what is said, without coming below that. */
export const COLLUDING = 4;
/** So many have to have something for it to be said, and so many have to differ for something else to be said. */
export const SIGNAL_FEWEST = FEWEST_ORGANISATIONS + COLLUDING;

/**
 * What is said of how many organisations have something: at least so many, 0 for nothing. Between two of them lie no fewer than
 * `SIGNAL_FEWEST`: on that rests what docs/working-group.md promises.
 */
export const SIGNAL_LEVELS = [0, SIGNAL_FEWEST, 20, 40, 80, 160, 320] as const;
export type SignalLevel = (typeof SIGNAL_LEVELS)[number];
/** Fewest organisations of a cohort of which anything is said. */
export const SIGNAL_SMALLEST_COHORT = SIGNAL_FEWEST + COLLUDING + 1;

/**
 * The levels that may be said of a cohort: those that leave open of one organisation whether it is among them, also where four others are
 * known.
 * @param cohort how many organisations it has
 */
export function openLevels(cohort: number): readonly SignalLevel[] {
  return SIGNAL_LEVELS.filter((level) => level === 0 || level <= cohort - COLLUDING - 1);
}

/** Of one thing, what is kept from quarter to quarter; which organisations is read by nobody. */
export interface SignalBasis {
  /** Of how many it was true when that was last taken up, and of which. */
  level: SignalLevel;
  having: readonly string[];
  /** What is said, and since which period. */
  said: SignalLevel;
  since: string;
}

/**
 * Says of one thing, for a period that is over, how many organisations of the cohort have it, as a level. Something else than before is
 * taken up only where it became true or untrue of `SIGNAL_FEWEST` organisations.
 * @param now the period, how many organisations the cohort has, and those of them that have it
 * @param before of the period before; null where there is none
 */
export function sayAgain(
  now: { period: string; cohort: number; having: readonly string[] },
  before: SignalBasis | null,
): SignalBasis {
  const open = openLevels(now.cohort);
  const level = highest(open, now.having.length);
  const differs =
    before === null || (level !== before.level && differing(before.having, now.having) >= SIGNAL_FEWEST);
  const kept = differs ? { level, having: now.having } : { level: before.level, having: before.having };
  // A cohort that has become smaller leaves less open.
  const said = highest(open, kept.level);
  return { ...kept, said, since: before?.said === said ? before.since : now.period };
}

/** How many organisations are among these or those, and not among both. */
function differing(these: readonly string[], those: readonly string[]): number {
  const all = new Set([...these, ...those]);
  return 2 * all.size - these.length - those.length;
}

function highest(open: readonly SignalLevel[], most: number): SignalLevel {
  return open.findLast((one) => one <= most) ?? 0;
}

/** What is seen of sellers: three listings of one shop removed in the period, a claim against a shop after a removal there, a removed listing that was there again, a counter-notice. */
export const SELLER_PATTERNS = ['three-removed', 'goes-on', 'there-again', 'counter-notice'] as const;
export type SellerPattern = (typeof SELLER_PATTERNS)[number];

const level = z.int().refine((one) => SIGNAL_LEVELS.some((known) => known === one && known > 0));
const since = z.iso.date();
const marketplace = z.enum(MARKETPLACE_IDS);

/** One thing that enough organisations had: `level` of them at least, as was found for the quarter that began at `since`. */
export const groupSignal = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('refusal'), marketplace, code: z.enum(ANSWER_CAUSES), level, since }),
  z.strictObject({ kind: z.literal('seller'), marketplace, code: z.enum(SELLER_PATTERNS), level, since }),
  z.strictObject({ kind: z.literal('term'), code: z.enum(SIGNAL_TERMS), level, since }),
]);
export type GroupSignal = z.infer<typeof groupSignal>;

/** What was said for a quarter, as it was published; it is never said otherwise again. */
export const signalPublication = z.strictObject({
  /** First day of the quarter, UTC. */
  period: z.iso.date(),
  publishedAt: utcTime,
  /** Whether the cohort was large enough for anything to be said. */
  enough: z.boolean(),
  /** Of made-up organisations: the demo program's. */
  demo: z.boolean(),
  signals: z.array(groupSignal),
});
export type SignalPublication = z.infer<typeof signalPublication>;

/** `GET /v1/group/signals`: the latest quarters, the newest first. */
export const groupSignals = z.strictObject({ publications: z.array(signalPublication) });
