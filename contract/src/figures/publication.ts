import { z } from 'zod';
import { utcTime, uuid } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { REASON_CODES } from '../reasons.ts';

const count = z.int().nonnegative();
const day = z.iso.date();

/** What is published is never a count of fewer than this, nor of what fewer participants did than the other. */
export const LEAST_COUNT = 5;
export const LEAST_PARTICIPANTS = 3;
/** Least different outcomes among claims of the export for research that cannot be told apart otherwise. */
export const LEAST_OUTCOMES = 2;

export const PUBLICATION_KINDS = ['public-report', 'research-export'] as const;
export type PublicationKind = (typeof PUBLICATION_KINDS)[number];
export const PUBLICATION_STATES = ['prepared', 'released', 'declined', 'withdrawn'] as const;
export type PublicationState = (typeof PUBLICATION_STATES)[number];

/** What the public is told of a group; null where it would be a small count. */
export const publicGroup = z.strictObject({
  claims: count.nullable(),
  removed: count.nullable(),
  refused: count.nullable(),
  /** Days within which at least half of the removals came. */
  days: count.nullable(),
});
export type PublicGroup = z.infer<typeof publicGroup>;

/** The yearly report: counts of many, and nothing of anybody. `other` is everything that was too little by itself. */
export const publicReport = z.strictObject({
  overall: publicGroup,
  participants: count.nullable(),
  pending: count.nullable(),
  storesClosed: count.nullable(),
  marketplaces: z.array(
    z.strictObject({ marketplace: z.enum([...MARKETPLACE_IDS, 'other']), group: publicGroup }),
  ),
  reasons: z.array(
    z.strictObject({ reason: z.enum([...REASON_CODES, 'other-reasons']), group: publicGroup }),
  ),
  /** Day on which it was counted. */
  countedOn: day,
});
export type PublicReport = z.infer<typeof publicReport>;

/** What came of the check that nobody can be told from the others. */
export const researchCheck = z.strictObject({
  /** Least rows, and least participants behind them, of every combination. */
  rows: count,
  participants: count,
  /** Least different outcomes of every combination; not there in exports that were made before this was a rule. */
  outcomes: count.optional(),
  /** Smallest combination that is in it; null where nothing is. */
  smallest: count.nullable(),
  claims: count,
  /** As they were, generalised, and left out: together all claims. */
  whole: count,
  generalised: count,
  leftOut: count,
});
export type ResearchCheck = z.infer<typeof researchCheck>;

const somebody = z.strictObject({ name: z.string(), at: utcTime });

export const publication = z.strictObject({
  publicationId: uuid,
  kind: z.enum(PUBLICATION_KINDS),
  period: z.strictObject({ from: day, to: day }),
  state: z.enum(PUBLICATION_STATES),
  /** One of both, by its kind. */
  report: publicReport.nullable(),
  check: researchCheck.nullable(),
  file: z.strictObject({ bytes: count, sha256: z.string() }).nullable(),
  prepared: somebody,
  decided: somebody.nullable(),
  withdrawn: somebody.nullable(),
  may: z.strictObject({ decide: z.boolean(), withdraw: z.boolean() }),
});
export type Publication = z.infer<typeof publication>;

/** `GET /v1/publications`: the newest first. */
export const publicationList = z.strictObject({ publications: z.array(publication) });

/** `POST /v1/publications`: a year's report, which has to be over, or an export of claims that came within a period. */
export const newPublication = z.discriminatedUnion('kind', [
  z.strictObject({
    publicationId: uuid,
    kind: z.literal('public-report'),
    year: z.int().min(2000).max(2100),
  }),
  z
    .strictObject({ publicationId: uuid, kind: z.literal('research-export'), from: day, to: day })
    .refine(({ from, to }) => from <= to, { path: ['to'], message: 'not before the first day' }),
]);
export type NewPublication = z.infer<typeof newPublication>;

/** `POST /v1/publications/{publicationId}/decision` */
export const publicationDecision = z.strictObject({ decision: z.enum(['release', 'decline', 'withdraw']) });
export type PublicationDecision = z.infer<typeof publicationDecision>;
