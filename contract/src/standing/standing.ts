import { z } from 'zod';
import { utcTime, uuid } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { ANSWER_CAUSES } from '../packets/answers.ts';
import { REASON_CODES } from '../reasons.ts';
import { standingTally } from './counts.ts';
import { graduation } from './graduation.ts';
import { standingSettings } from './settings.ts';

const count = z.int().nonnegative();
const day = z.iso.date();
const organisation = z.strictObject({ organisationId: uuid, name: z.string() });

const both = z.strictObject({ links: standingTally, complaints: standingTally });

/** What of a group lies within the window: as it is, and as it would be if everything pending failed today. */
export const standingGroup = z.strictObject({
  now: both,
  ifPendingFails: both,
  /** Links that the marketplace has not decided, and removals that a counter-notice is open about. */
  pending: z.strictObject({ links: count, counters: count }),
});
export type StandingGroup = z.infer<typeof standingGroup>;

/** `GET /v1/standing?organisation=`: how what one participant filed has fared. Its own people, and staff. */
export const standing = z.strictObject({
  organisation,
  /** Whether it files for others: then `parties` are its holders; otherwise those who file for it. */
  isRepresentative: z.boolean(),
  /** Both days are within, UTC. */
  window: z.strictObject({ from: day, to: day }),
  settings: standingSettings,
  overall: standingGroup,
  reasons: z.array(z.strictObject({ reason: z.enum(REASON_CODES), group: standingGroup })),
  marketplaces: z.array(z.strictObject({ marketplace: z.enum(MARKETPLACE_IDS), group: standingGroup })),
  /**
   * For a representative: what it filed, by holder. For a holder: what each representative filed for it, which is that representative's standing
   * and no part of the holder's own.
   */
  parties: z.array(z.strictObject({ organisation, group: standingGroup })),
  /** For what links were refused in the window, the most frequent first. */
  causes: z.array(
    z.strictObject({ cause: z.enum(ANSWER_CAUSES), reason: z.enum(REASON_CODES), links: z.int().positive() }),
  ),
  /** A week apart over a year, the earliest first: the window that ends with each day. */
  trend: z.array(z.strictObject({ day, ...both.shape })),
  /** The last that was asked for or decided; null where nobody ever did. */
  graduation: graduation.nullable(),
});
export type Standing = z.infer<typeof standing>;

/** `GET /v1/standing/participants`: all of them, for staff. */
export const standingList = z.strictObject({
  window: z.strictObject({ from: day, to: day }),
  settings: standingSettings,
  participants: z.array(
    z.strictObject({
      organisation,
      isRepresentative: z.boolean(),
      overall: standingGroup,
      /** By reason, to judge by. */
      reasons: z.array(standingGroup),
      graduation: graduation.nullable(),
    }),
  ),
  /** What thresholds there have been, the newest first. */
  history: z.array(z.strictObject({ settings: standingSettings, at: utcTime, by: z.string() })),
});
export type StandingList = z.infer<typeof standingList>;

/** `GET /v1/standing`: whose; one's own where it is left out. */
export const standingQuery = z.strictObject({ organisation: uuid.optional() });
