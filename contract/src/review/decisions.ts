import { z } from 'zod';
import { claimNumber, utcTime, uuid } from '../identifiers.ts';
import { ASK_CAUSES, DECLINE_CAUSES, PRIORITIES, WANTED } from '../inquiry/codes.ts';
import { reviewText } from '../inquiry/questions.ts';
import { problem } from '../problems.ts';
import { CLAIM_STATES } from '../states.ts';

/** What staff decide about one claim. */
export const decision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('approve') }),
  z
    .strictObject({ kind: z.literal('decline'), cause: z.enum(DECLINE_CAUSES), text: reviewText })
    .refine(({ cause, text }) => cause !== 'other' || text !== '', 'another cause has to be said'),
  z
    .strictObject({
      kind: z.literal('ask'),
      cause: z.enum(ASK_CAUSES),
      wanted: z.array(z.enum(WANTED)).min(1).max(WANTED.length),
      text: reviewText,
    })
    .refine(({ cause, text }) => cause !== 'other' || text !== '', 'another cause has to be said'),
  /** Takes the last decision back, before it leaves the program. */
  z.strictObject({ kind: z.literal('undo') }),
]);
export type Decision = z.infer<typeof decision>;

/** Most claims of one order. */
export const MAX_DECISIONS = 100;

/** `POST /v1/review/decisions`: each claim by itself; one that cannot be decided takes none of the others along. */
export const decisionOrder = z.strictObject({
  decisions: z
    .array(
      z.strictObject({
        claimId: uuid,
        /** Number of the last event that was seen: whatever happened since is not decided over. */
        seen: z.int().positive(),
        decision,
      }),
    )
    .min(1)
    .max(MAX_DECISIONS),
});
export type DecisionOrder = z.infer<typeof decisionOrder>;

/** What became of it for one claim. */
export const decisionOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('done'),
    claimId: uuid,
    number: claimNumber,
    state: z.enum(CLAIM_STATES),
    sequence: z.int().positive(),
    /** Another person has to approve it, too. */
    waitsForSecond: z.boolean(),
  }),
  z.strictObject({ outcome: z.literal('refused'), claimId: uuid, problem }),
]);
export type DecisionOutcome = z.infer<typeof decisionOutcome>;

/** Answer to orders: an outcome for each claim, in the order's own order. */
export const decisionOutcomes = z.strictObject({ outcomes: z.array(decisionOutcome) });

/** `POST /v1/review/assignments`: who has claims from now on; `from`: who had them as far as was seen. */
export const assignmentOrder = z.strictObject({
  claims: z
    .array(z.strictObject({ claimId: uuid, from: uuid.nullable() }))
    .min(1)
    .max(MAX_DECISIONS),
  to: uuid.nullable(),
});
export type AssignmentOrder = z.infer<typeof assignmentOrder>;

/** Longest reason of a priority, in UTF-16 code units. */
export const PRIORITY_REASON_LIMIT = 300;

/** `POST /v1/review/priorities`: how soon claims are to be looked at, and why where that is not as usual. */
export const priorityOrder = z
  .strictObject({
    claimIds: z.array(uuid).min(1).max(MAX_DECISIONS),
    priority: z.enum(PRIORITIES),
    reason: z.string().trim().max(PRIORITY_REASON_LIMIT),
  })
  .refine(({ priority, reason }) => priority === 'normal' || reason !== '', 'what is urgent has a reason');
export type PriorityOrder = z.infer<typeof priorityOrder>;

/** What became of an assignment or a priority for one claim. */
export const arrangedOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('done'), claimId: uuid, number: claimNumber }),
  z.strictObject({ outcome: z.literal('refused'), claimId: uuid, problem }),
]);
export type ArrangedOutcome = z.infer<typeof arrangedOutcome>;
export const arrangedOutcomes = z.strictObject({ outcomes: z.array(arrangedOutcome) });

/** `PUT /v1/review/claims/{claimId}/presence`: the caller has it open. Answers who else has, and where it stands. */
export const reviewPresence = z.strictObject({
  others: z.array(z.strictObject({ userId: uuid, name: z.string(), since: utcTime })),
  sequence: z.int().positive(),
  assignee: z.strictObject({ userId: uuid, name: z.string() }).nullable(),
});
export type ReviewPresence = z.infer<typeof reviewPresence>;
