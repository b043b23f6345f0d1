import { z } from 'zod';
import { claimNumber, utcTime, uuid } from '../identifiers.ts';

/** States after which nothing more happens to a claim: only there it may be deleted. */
export const RETENTION_STATES = [
  'duplicate',
  'declined',
  'withdrawn',
  'removed',
  'platform_rejected',
  'conceded',
  'upheld',
  'overturned',
  'reinstated',
] as const;
export type RetentionState = (typeof RETENTION_STATES)[number];

/** Three years: within them an infringement may be sued over in China (Civil Code, art. 188). */
const LIMITATION = 3 * 365;

/**
 * Days for which a closed claim is kept where the program says nothing else: for what never reached the marketplace, the time within which
 * one sues; for what did, twice that, because a dispute over it may begin late and takes its time. Defaults, and not advice.
 */
export const RETENTION_DAYS: Readonly<Record<RetentionState, number>> = {
  duplicate: LIMITATION,
  declined: LIMITATION,
  withdrawn: LIMITATION,
  removed: 2 * LIMITATION,
  platform_rejected: 2 * LIMITATION,
  conceded: 2 * LIMITATION,
  upheld: 2 * LIMITATION,
  overturned: 2 * LIMITATION,
  reinstated: 2 * LIMITATION,
};

/** Fewest and most days: a month, so that nobody deletes what just came; a hundred years. */
export const RETENTION_BOUNDS = { least: 30, most: 36_500 } as const;

/** Most claims in one proposal. */
export const MOST_DELETED = 1_000;

/** `PUT /v1/retention/settings`: by those who lead the program. */
export const retentionSettings = z.strictObject({
  days: z.record(z.enum(RETENTION_STATES), z.int().min(RETENTION_BOUNDS.least).max(RETENTION_BOUNDS.most)),
});
export type RetentionSettings = z.infer<typeof retentionSettings>;

/**
 * What became of a claim of a proposal. Kept were: `held` by a legal hold; `moved`, its state is another by now; `named`, another claim rests on
 * one of its captures; `refused`, the whole proposal was.
 */
export const DELETION_OUTCOMES = ['deleted', 'held', 'moved', 'named', 'refused'] as const;
export type DeletionOutcome = (typeof DELETION_OUTCOMES)[number];

export const DELETION_STATES = ['proposed', 'approved', 'refused', 'done'] as const;
export type DeletionState = (typeof DELETION_STATES)[number];

const organisation = z.strictObject({ organisationId: uuid, name: z.string() });

/** One claim that may go, or that a proposal is about. */
const closedClaim = z.strictObject({
  claimId: uuid,
  number: claimNumber,
  state: z.enum(RETENTION_STATES),
  /** Since when it is closed. */
  since: utcTime,
});

/** `GET /v1/retention/due?organisation=`: closed claims whose time is over and that no proposal is about, the oldest first. */
export const dueList = z.strictObject({
  organisation,
  claims: z.array(z.strictObject({ ...closedClaim.shape, held: z.boolean() })),
  /** There are more than are listed. */
  more: z.boolean(),
});
export type DueList = z.infer<typeof dueList>;

/** Somebody of the program, as it was when they did it. */
const somebody = z.strictObject({ name: z.string(), at: utcTime });

export const deletionProposal = z.strictObject({
  proposalId: uuid,
  organisation,
  state: z.enum(DELETION_STATES),
  claims: z.int().positive(),
  proposed: somebody,
  decided: somebody.nullable(),
  doneAt: utcTime.nullable(),
  /** How many of its claims fared how. */
  outcomes: z.record(z.enum(DELETION_OUTCOMES), z.int().nonnegative()),
  may: z.strictObject({ approve: z.boolean(), refuse: z.boolean() }),
});
export type DeletionProposal = z.infer<typeof deletionProposal>;

/** `GET /v1/retention/proposals/{proposalId}`. */
export const deletionProposalDetail = z.strictObject({
  ...deletionProposal.shape,
  list: z.array(z.strictObject({ ...closedClaim.shape, outcome: z.enum(DELETION_OUTCOMES).nullable() })),
});
export type DeletionProposalDetail = z.infer<typeof deletionProposalDetail>;

/** `POST /v1/retention/proposals`: exactly what somebody saw. */
export const newDeletion = z.strictObject({
  proposalId: uuid,
  organisationId: uuid,
  claimIds: z.array(uuid).min(1).max(MOST_DELETED),
});
export type NewDeletion = z.infer<typeof newDeletion>;

/** `POST /v1/retention/proposals/{proposalId}/decision`. */
export const deletionDecision = z.strictObject({ decision: z.enum(['approve', 'refuse']) });
export type DeletionDecision = z.infer<typeof deletionDecision>['decision'];

/** Somebody's order that nothing is deleted: of one claim, or of a whole organisation and what was filed under its rights. */
export const legalHold = z.strictObject({
  holdId: uuid,
  organisation,
  claim: z.strictObject({ claimId: uuid, number: claimNumber }).nullable(),
  reason: z.string(),
  placed: somebody,
  released: somebody.nullable(),
});
export type LegalHold = z.infer<typeof legalHold>;

/** `POST /v1/legal-holds`: on a claim by its number, or on an organisation. */
export const newLegalHold = z.strictObject({
  holdId: uuid,
  on: z.union([z.strictObject({ number: claimNumber }), z.strictObject({ organisationId: uuid })]),
  reason: z.string().trim().min(1).max(1_000),
});
export type NewLegalHold = z.infer<typeof newLegalHold>;

/** `GET /v1/retention`: all that the screen begins with. */
export const retentionOverview = z.strictObject({
  settings: retentionSettings,
  /** Organisations with claims whose time is over. */
  due: z.array(
    z.strictObject({
      organisation,
      claims: z.int().positive(),
      /** Of those, the ones that a legal hold keeps. */
      held: z.int().nonnegative(),
      /** False where the caller belongs to it. */
      mayPropose: z.boolean(),
    }),
  ),
  /** What waits first, then the newest. */
  proposals: z.array(deletionProposal),
  /** What holds first, then the newest. */
  holds: z.array(legalHold),
});
export type RetentionOverview = z.infer<typeof retentionOverview>;
