import { z } from 'zod';
import { COMPLAINT_READINGS } from './counts.ts';

/** A share in hundredths of a percent: 9000 is 90 %. Whole numbers, so that nothing is rounded over a threshold. */
const share = z.int().min(0).max(10_000);

/** `PUT /v1/standing/settings`: by those who lead the program. */
export const standingSettings = z.strictObject({
  /** Least share of decided complaints that were taken down. */
  takedown: share,
  /** Largest share of removals that counter-notices undid. */
  counters: share,
  /** Decided complaints that have to be exceeded. */
  volume: z.int().min(0).max(1_000_000),
  /** Fewest decisions from which a reason is judged. */
  fewest: z.int().min(1).max(1_000),
  /** How a complaint of several links is read. */
  complaint: z.enum(COMPLAINT_READINGS),
  /** Days within which staff may take a graduation back. */
  undoDays: z.int().min(0).max(365),
});
export type StandingSettings = z.infer<typeof standingSettings>;

/**
 * Thresholds of the good-faith mechanism: 90 % and 5 % (IPP notice of 28 December 2021), more than 100 complaints (SnapDragon, a secondary
 * source). How few are too few, how a complaint of several links is read and how long a graduation can be undone are the program's own.
 */
export const STANDING_DEFAULTS: StandingSettings = {
  takedown: 9_000,
  counters: 500,
  volume: 100,
  fewest: 10,
  complaint: 'most',
  undoDays: 30,
};
