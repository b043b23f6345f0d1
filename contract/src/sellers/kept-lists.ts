import { z } from 'zod';
import { classified } from '../confidentiality.ts';
import type { Seller } from '../facts.ts';
import { utcTime } from '../identifiers.ts';
import { MARKETPLACE_IDS, type MarketplaceId } from '../marketplaces/types.ts';
import { SELLER_LISTS } from './codes.ts';

/**
 * What tells one seller of a marketplace from the others: the marketplace's own id of them, or, where the page shows none, their name whatever its
 * case; undefined where it shows neither. The same as `app.seller_id` in the database.
 */
export function sellerIdentity(
  marketplace: MarketplaceId,
  seller: Pick<Seller, 'id' | 'name'> | undefined,
): string | undefined {
  if (seller?.id !== undefined) return `${marketplace}/id/${seller.id}`;
  return seller?.name === undefined ? undefined : `${marketplace}/name/${seller.name.toLowerCase()}`;
}

/** A seller on a list of the caller's own organisation. Whom it keeps on one, and why, is class C. */
export const listedSeller = z.strictObject({
  marketplace: z.enum(MARKETPLACE_IDS),
  id: classified(z.string(), 'C').nullable(),
  name: classified(z.string(), 'C').nullable(),
  list: classified(z.enum(SELLER_LISTS), 'C'),
  why: classified(z.string(), 'C'),
  since: classified(utcTime, 'C'),
});
export type ListedSeller = z.infer<typeof listedSeller>;

/** Most sellers on lists that devices are told of: those that were listed last. */
export const MOST_LISTED_SELLERS = 5_000;

/**
 * `GET /v1/seller-lists?known=`: sellers on the lists of the caller's organisation, as its devices keep them to warn who captures a listing of
 * theirs; null where what is `known` still holds.
 */
export const sellerLists = z.strictObject({
  version: z.string(),
  sellers: z.array(listedSeller).nullable(),
});
export type SellerLists = z.infer<typeof sellerLists>;
