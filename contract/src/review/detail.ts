import { z } from 'zod';
import { claimDetail, claimSummary } from '../api.ts';
import { claimNumber, uuid } from '../identifiers.ts';
import { right } from '../right.ts';
import { rightFile } from '../rights/vault.ts';
import { CLAIM_STATES } from '../states.ts';
import { prediction } from './predictions.ts';
import { reviewStanding } from './queue.ts';

/** Another claim that whoever reviews one should know of. */
export const earlierClaim = z.strictObject({
  claimId: uuid,
  number: claimNumber,
  state: z.enum(CLAIM_STATES),
  receivedAt: claimSummary.shape.receivedAt,
  marketplace: claimSummary.shape.target.shape.marketplace,
  itemId: claimSummary.shape.target.shape.itemId,
  title: claimSummary.shape.target.shape.title,
  organisation: z.string(),
  mark: z.string(),
  /** What it has in common with this one. */
  shares: z.array(z.enum(['listing', 'seller', 'picture'])).min(1),
});
export type EarlierClaim = z.infer<typeof earlierClaim>;

/** `GET /v1/review/claims/{claimId}`: all that is looked at to decide about one claim. */
export const reviewDetail = z.strictObject({
  claim: claimDetail,
  standing: reviewStanding,
  right,
  /** Its certificate and class pages. */
  certificate: z.array(rightFile),
  predictions: z.array(prediction),
  /** The newest first, of all organisations; of more than can be looked at, the newest. */
  earlier: z.array(earlierClaim),
  /** How many there are, by what they have in common. */
  earlierCounts: z.strictObject({
    listing: z.int().nonnegative(),
    seller: z.int().nonnegative(),
    picture: z.int().nonnegative(),
  }),
  /** The caller belongs to the organisation whose claim it is, and so may not decide. */
  belongs: z.boolean(),
  /** Two people have to approve it. */
  fourEyes: z.boolean(),
});
export type ReviewDetail = z.infer<typeof reviewDetail>;
