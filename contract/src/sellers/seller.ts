import { z } from 'zod';
import { counterNotice } from '../counter-notices/counter.ts';
import { claimNumber, utcTime, uuid } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { REASON_CODES } from '../reasons.ts';
import { foundClaim, foundSeller } from '../search/result.ts';
import { CLAIM_STATES } from '../states.ts';
import {
  PENALTY_CERTAINTIES,
  PENALTY_KINDS,
  PENALTY_TELLERS,
  SELLER_LISTS,
  SELLER_NOTE_LIMIT,
  SELLER_TEXT_LIMIT,
} from './codes.ts';

/** Text that somebody typed: without signs that a screen cannot show, but for line ends. */
export const typed = (limit: number) =>
  z
    .string()
    .trim()
    .max(limit)
    .regex(/^(?:\P{Cc}|[\t\n\r])*$/u);
const line = (limit: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(limit)
    .regex(/^\P{Cc}*$/u);

/** Whose an entry is. */
const owner = z.strictObject({ organisationId: uuid, name: z.string() });

/** A seller on a list, or off all of them. */
const listSaid = z.strictObject({ list: z.enum(SELLER_LISTS).nullable(), why: typed(SELLER_TEXT_LIMIT) });

/** What somebody was told of a penalty. Nothing of it is ever inferred from what became of listings. */
export const penaltySaid = z.strictObject({
  penalty: z.enum(PENALTY_KINDS),
  /** Day on which it was told. */
  toldOn: z.iso.date(),
  /** Day since when it holds, where that was told. */
  since: z.iso.date().nullable(),
  by: z.enum(PENALTY_TELLERS),
  /** Who it was, or where it stood: a name, a mail, an address. */
  source: line(300),
  certainty: z.enum(PENALTY_CERTAINTIES),
  /** Points that the seller was given, where they were told. */
  points: z.int().min(1).max(1_000).nullable(),
  text: typed(SELLER_TEXT_LIMIT),
});
export type PenaltySaid = z.infer<typeof penaltySaid>;

const saidAs = {
  list: z.strictObject({ kind: z.literal('list'), said: listSaid }),
  note: z.strictObject({
    kind: z.literal('note'),
    said: z.strictObject({ text: typed(SELLER_NOTE_LIMIT).min(1) }),
  }),
  penalty: z.strictObject({ kind: z.literal('penalty'), said: penaltySaid }),
};

/** `POST /v1/sellers/{sellerId}/entries`: a list, a note, or a penalty that somebody was told of. */
export const newSellerEntry = z.discriminatedUnion('kind', [
  saidAs.list.extend({ entryId: uuid }),
  saidAs.note.extend({ entryId: uuid }),
  saidAs.penalty.extend({ entryId: uuid }),
]);
export type NewSellerEntry = z.infer<typeof newSellerEntry>;

const kept = {
  entryId: uuid,
  at: utcTime,
  by: z.string(),
  organisation: owner,
  /** When and by whom it was taken back; it stays to be read. */
  undone: z.strictObject({ at: utcTime, by: z.string() }).nullable(),
  /** It is of the caller's own organisation, which may take it back. */
  own: z.boolean(),
};

/** What is kept of a seller. Notes are those of the reader's own organisation only. */
export const sellerEntry = z.discriminatedUnion('kind', [
  saidAs.list.extend(kept),
  saidAs.note.extend(kept),
  saidAs.penalty.extend(kept),
]);
export type SellerEntry = z.infer<typeof sellerEntry>;

/** `POST /v1/sellers/{sellerId}/entries/{entryId}/undo` */
export const sellerUndo = z.strictObject({ undoId: uuid });

/** Answer to both: all that the caller may read of the seller, the newest first. */
export const sellerEntries = z.strictObject({ entries: z.array(sellerEntry) });

/**
 * `POST /v1/sellers`: puts a seller on a list whom no claim names yet. The marketplace's own id tells more than a name, which others may have,
 * too.
 */
export const newSeller = z
  .strictObject({
    marketplace: z.enum(MARKETPLACE_IDS),
    id: line(200).nullable(),
    name: line(300).nullable(),
    entryId: uuid,
    list: z.enum(SELLER_LISTS),
    why: typed(SELLER_TEXT_LIMIT),
  })
  .refine(({ id, name }) => id !== null || name !== null, { path: ['id'] });
export type NewSeller = z.infer<typeof newSeller>;
export const sellerMade = z.strictObject({ sellerId: uuid });

/** A list that an organisation has a seller on; whose it is, only staff are told. */
const onList = z.strictObject({ list: z.enum(SELLER_LISTS), organisation: owner.nullable() });

/** A seller in the list of them. */
export const sellerRow = z.strictObject({
  ...foundSeller.shape,
  lists: z.array(onList),
  /** Penalties that were told and not taken back. */
  penalties: z.int().nonnegative(),
});
export type SellerRow = z.infer<typeof sellerRow>;

/** `GET /v1/sellers`: those whom the caller's claims name, or their organisation entered; the newest first. */
export const sellerList = z.strictObject({ sellers: z.array(sellerRow), next: z.string().nullable() });

/** A removal that stands, or waits for what becomes of a counter-notice. */
export const sellerRemoval = z.strictObject({
  claimId: uuid,
  number: claimNumber,
  reason: z.enum(REASON_CODES),
  state: z.enum(CLAIM_STATES),
  /** When the program had the marketplace's word of it. */
  at: utcTime,
  right: z.strictObject({ rightId: uuid, mark: z.string(), holderId: uuid, holder: z.string() }),
});
export type SellerRemoval = z.infer<typeof sellerRemoval>;

/** One listing of a seller, as the newest claim on it has it. */
const sellerListing = z.strictObject({
  itemId: z.string(),
  canonicalUrl: z.string(),
  title: z.string().nullable(),
  claims: z.int().positive(),
  state: z.enum(CLAIM_STATES),
  lastAt: utcTime,
});
export type SellerListing = z.infer<typeof sellerListing>;

/** Most claims of a seller that its page counts and shows listings and removals of: the newest. */
export const MAX_SELLER_CLAIMS = 2_000;

/** `GET /v1/sellers/{sellerId}`: what the caller may read of it. A participant is told nothing of what other organisations have. */
export const sellerPage = z.strictObject({
  seller: foundSeller,
  /** What claims call it, the newest first. */
  names: z.array(z.string()),
  /** Claims by state, of the newest `MAX_SELLER_CLAIMS`. */
  states: z.partialRecord(z.enum(CLAIM_STATES), z.int().positive()),
  claims: z.array(foundClaim),
  listings: z.array(sellerListing),
  removals: z.array(sellerRemoval),
  counterNotices: z.array(
    counterNotice.pick({
      counterId: true,
      claimId: true,
      number: true,
      chance: true,
      state: true,
      receivedOn: true,
    }),
  ),
  entries: z.array(sellerEntry),
  asOf: utcTime,
});
export type SellerPage = z.infer<typeof sellerPage>;
