/** Why staff decline a claim, in the order of the keys that choose them. */
export const DECLINE_CAUSES = [
  'not-infringing',
  'evidence-insufficient',
  'right-does-not-cover',
  'right-does-not-stand',
  'grey-market',
  'duplicate',
  'wrong-listing',
  'no-answer',
  'other',
] as const;
export type DeclineCause = (typeof DECLINE_CAUSES)[number];

/** Why staff ask, in the order of the keys that choose them. */
export const ASK_CAUSES = [
  'picture-unclear',
  'listing-changed',
  'difference-unclear',
  'mark-not-shown',
  'test-buy-incomplete',
  'right-unclear',
  'authorisation-unclear',
  'seller-unclear',
  'other',
] as const;
export type AskCause = (typeof ASK_CAUSES)[number];

/** What an answer is to hold. */
export const WANTED = ['text', 'files', 'capture'] as const;
export type Wanted = (typeof WANTED)[number];

/** What is usually wanted for a cause; whoever asks may choose otherwise. */
export const USUALLY_WANTED: Readonly<Record<AskCause, readonly Wanted[]>> = {
  'picture-unclear': ['capture'],
  'listing-changed': ['capture'],
  'difference-unclear': ['text', 'files'],
  'mark-not-shown': ['capture'],
  'test-buy-incomplete': ['files'],
  'right-unclear': ['text'],
  'authorisation-unclear': ['files'],
  'seller-unclear': ['text'],
  other: ['text'],
};

/** Why a participant takes a claim back. */
export const WITHDRAW_CAUSES = ['mistake', 'settled', 'authorised-seller', 'gone', 'other'] as const;
export type WithdrawCause = (typeof WITHDRAW_CAUSES)[number];

/** How soon a claim is to be looked at, the least first. */
export const PRIORITIES = ['normal', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Longest text that staff or participants write beside a code, in UTF-16 code units. */
export const REVIEW_TEXT_LIMIT = 3_000;
