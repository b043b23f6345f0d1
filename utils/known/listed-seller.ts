import { type ListedSeller, sellerIdentity } from '@marketsafe/contract';
import type { ReporterDatabase } from '../database/database.ts';
import { keptSellerLists } from '../reference/seller-lists.ts';

/**
 * The list of the organisation's that the seller of a listing is on, as far as a draft or a claim on it says who that is; null where they are on
 * none. Nothing is asked of a server.
 */
export async function listedSellerOf(db: ReporterDatabase, listing: string): Promise<ListedSeller | null> {
  const [lists, drafts, known] = await Promise.all([
    keptSellerLists(db),
    db.drafts.where('listingKey').equals(listing).toArray(),
    db.known.where('listingKey').equals(listing).toArray(),
  ]);
  const sellers = [
    ...drafts.map(({ target }) => sellerIdentity(target.marketplace, target.seller)),
    ...known.map(({ seller }) => seller),
  ];
  return sellers.map((seller) => lists.get(seller ?? '')).find((listed) => listed !== undefined) ?? null;
}
