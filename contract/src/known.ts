import { z } from 'zod';
import { claimReceipt } from './api.ts';
import { claimTarget } from './claim.ts';
import { classified } from './confidentiality.ts';
import { listingScope } from './facts.ts';
import { utcTime, uuid } from './identifiers.ts';
import { ANSWER_CAUSES } from './packets/answers.ts';
import { CLAIM_STATES } from './states.ts';

/** What tells one listing from all others; see `listingKey`. */
export const listingIdentity = z.strictObject({
  marketplace: claimTarget.shape.marketplace,
  itemId: claimTarget.shape.itemId,
  scope: classified(listingScope, 'A').optional(),
});

const colleague = z.strictObject({
  userId: classified(uuid, 'C'),
  name: classified(z.string(), 'C'),
});

/**
 * One thing that the organisation has about a listing: a claim, or that somebody has a draft. For the organisation's own devices only:
 * who files what, and when, is class C.
 */
export const knownItem = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('claim'),
    claimId: classified(uuid, 'C'),
    number: classified(claimReceipt.shape.number, 'A'),
    state: classified(z.enum(CLAIM_STATES), 'C'),
    /** The open claim that a duplicate is the same as. */
    sameAs: classified(claimReceipt.shape.number, 'C').optional(),
    receivedAt: classified(utcTime, 'C'),
    /** For what the marketplace refused it, where it did and said so. */
    cause: classified(z.enum(ANSWER_CAUSES), 'C').optional(),
    /** When it went into its state. */
    stateSince: classified(utcTime, 'C'),
    by: colleague,
    listing: listingIdentity,
    /** The right of another's that it rests on: a device forgets the claim with the last mandate over it. */
    underRight: classified(uuid, 'C').optional(),
    seller: claimTarget.shape.seller,
    /** What somebody of the organisation found last where the removed listing had been. */
    lastSeen: z
      .strictObject({ seen: classified(z.enum(['live', 'gone']), 'C'), at: classified(utcTime, 'C') })
      .optional(),
  }),
  z.strictObject({
    kind: z.literal('draft'),
    draftId: classified(uuid, 'C'),
    begunAt: classified(utcTime, 'C'),
    /** It was finished, deleted, or is no longer told of. */
    ended: classified(z.literal(true), 'C').optional(),
    by: colleague,
    listing: listingIdentity,
  }),
]);
export type KnownItem = z.infer<typeof knownItem>;

/**
 * `GET /v1/known?cursor=`: what became known or changed after the cursor, each as it is now; `cursor` is what to ask with next. The
 * cursor is a place in the feed of changes, so nothing is passed over.
 */
export const knownList = z.strictObject({
  items: z.array(knownItem),
  cursor: z.int().nonnegative(),
  more: z.boolean(),
});
export type KnownList = z.infer<typeof knownList>;

/** Most drafts that are told of in one request. */
export const MAX_TOLD_DRAFTS = 500;

/** `PUT /v1/drafts`: the caller has begun drafts, or has none of them any more. What was told before is passed over. */
export const draftNotices = z.strictObject({
  begun: z
    .array(z.strictObject({ draftId: uuid, listing: listingIdentity, begunAt: utcTime }))
    .max(MAX_TOLD_DRAFTS),
  ended: z.array(uuid).max(MAX_TOLD_DRAFTS),
});
export type DraftNotices = z.infer<typeof draftNotices>;

/** Answer to `PUT /v1/drafts`: how many of them were news. */
export const draftNoticesTaken = z.strictObject({
  begun: z.int().nonnegative(),
  ended: z.int().nonnegative(),
});
