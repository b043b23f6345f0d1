import { z } from 'zod';
import { claimSubmission } from '../claim.ts';
import { addedFile } from '../fields/added-file.ts';
import { claimNumber, uuid } from '../identifiers.ts';
import { CLAIM_STATES } from '../states.ts';
import { REVIEW_TEXT_LIMIT, WITHDRAW_CAUSES } from './codes.ts';
import { claimQuestion } from './of-claim.ts';

/** What a person writes beside a code; may be empty. */
export const reviewText = z.string().trim().max(REVIEW_TEXT_LIMIT);

/** Most files, and most captures, of one answer. */
export const MAX_ANSWER_FILES = 20;
export const MAX_ANSWER_CAPTURES = 10;

/** A question that waits for an answer, as devices keep it. */
export const openQuestion = z.strictObject({
  ...claimQuestion.pick({ questionId: true, askedAt: true, by: true, cause: true, wanted: true, text: true })
    .shape,
  claimId: uuid,
  number: claimNumber,
});
export type OpenQuestion = z.infer<typeof openQuestion>;

/** `GET /v1/questions`: the questions about claims of the organisation that wait for an answer, the oldest first. */
export const openQuestions = z.strictObject({ questions: z.array(openQuestion) });

/** `POST /v1/claims/{claimId}/answers`: needs an `Idempotency-Key`. */
export const claimAnswer = z
  .strictObject({
    questionId: uuid,
    text: reviewText,
    files: z.array(addedFile).max(MAX_ANSWER_FILES),
    evidence: z.array(claimSubmission.shape.evidence.element).max(MAX_ANSWER_CAPTURES),
  })
  .refine(
    ({ text, files, evidence }) => text !== '' || files.length + evidence.length > 0,
    'an answer says or brings something',
  );
export type ClaimAnswer = z.infer<typeof claimAnswer>;

/** `POST /v1/claims/{claimId}/withdrawal`: needs an `Idempotency-Key`. */
export const claimWithdrawal = z.strictObject({ cause: z.enum(WITHDRAW_CAUSES), text: reviewText });
export type ClaimWithdrawal = z.infer<typeof claimWithdrawal>;

/** Answer to both: how the claim stands then. */
export const claimStanding = z.strictObject({
  claimId: uuid,
  number: claimNumber,
  state: z.enum(CLAIM_STATES),
  /** Number of its last event. */
  sequence: z.int().positive(),
});
export type ClaimStanding = z.infer<typeof claimStanding>;
