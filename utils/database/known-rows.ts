import type { AnswerCause, ClaimState, Seen } from '@marketsafe/contract';

/** What the organisation has on a listing, as the server told it: a claim, or the draft of a colleague. */
export interface KnownRow {
  /** `claim:ID` or `draft:ID`. */
  id: string;
  kind: 'claim' | 'draft';
  /** See `listingKey` of the contract. */
  listingKey: string;
  /** Marketplace and seller's number, where the listing named one. */
  sellerKey?: string;
  /** The same seller as lists of sellers know them: see `sellerIdentity` of the contract. */
  seller?: string;
  /** Of a claim that rests on a right of another's: that right. */
  underRight?: string;
  /** Of a claim. */
  number?: string;
  state?: ClaimState;
  /** For what the marketplace refused it. */
  cause?: AnswerCause;
  /** Of a duplicate: number of the open claim that it is the same as. */
  sameAs?: string;
  /** What somebody of the organisation found last where the removed listing had been; Unix milliseconds. */
  lastSeen?: { seen: Seen; at: number };
  /** Since when a claim is in its state, Unix milliseconds. */
  since?: number;
  /** When the claim was received or the draft begun, Unix milliseconds. */
  at: number;
  /** Whose; null where the person is who asks. */
  by: string | null;
}
