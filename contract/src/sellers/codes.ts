/**
 * What an organisation has a seller on a list for. `watch`: look there again. `allow`: may sell these goods, such as an authorised seller: who
 * captures a listing of theirs is warned. `deny`: nothing of theirs is to be let pass.
 */
export const SELLER_LISTS = ['watch', 'allow', 'deny'] as const;
export type SellerList = (typeof SELLER_LISTS)[number];

/** What was done to a seller, as somebody was told. */
export const PENALTY_KINDS = [
  'store-closed',
  'store-suspended',
  'points',
  'restricted',
  'funds-held',
  'warning',
  'other',
] as const;
export type PenaltyKind = (typeof PENALTY_KINDS)[number];

/** Who told of it. */
export const PENALTY_TELLERS = ['marketplace', 'authority', 'seller', 'third-party'] as const;
export type PenaltyTeller = (typeof PENALTY_TELLERS)[number];

/** How sure it is: it was shown in writing, was said by somebody who has to know, or was heard from others. */
export const PENALTY_CERTAINTIES = ['in-writing', 'said', 'hearsay'] as const;
export type PenaltyCertainty = (typeof PENALTY_CERTAINTIES)[number];

/** What is kept of a seller. */
export const SELLER_ENTRY_KINDS = ['list', 'note', 'penalty'] as const;
export type SellerEntryKind = (typeof SELLER_ENTRY_KINDS)[number];

/** Longest note, in UTF-16 code units. */
export const SELLER_NOTE_LIMIT = 3_000;
/** Longest reason for a list, or words about a penalty, in UTF-16 code units. */
export const SELLER_TEXT_LIMIT = 1_000;
