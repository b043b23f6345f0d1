import { type ListedSeller, MARKETPLACE_IDS, type Seller, sellerIdentity } from '@marketsafe/contract';
import type { ReporterDatabase } from '../database/database.ts';
import { keptSellerLists } from '../reference/seller-lists.ts';

/** A listing by its key, and who offers it, as far as the page that shows it says. */
interface ShownListing {
  key: string;
  seller?: Pick<Seller, 'id' | 'name'> | undefined;
}

/**
 * The lists of the organisation's that sellers of these listings are on, by listing, as far as the page, or a draft or claim on the listing
 * says who they are. Nothing is asked of a server.
 */
export async function listedSellersOf(
  db: ReporterDatabase,
  shown: readonly ShownListing[],
): Promise<Map<string, ListedSeller>> {
  const keys = shown.map(({ key }) => key);
  const [lists, drafts, known] = await Promise.all([
    keptSellerLists(db),
    db.drafts.where('listingKey').anyOf(keys).toArray(),
    db.known.where('listingKey').anyOf(keys).toArray(),
  ]);
  const found = new Map<string, ListedSeller>();
  const note = (key: string, seller: string | null | undefined) => {
    const listed = lists.get(seller ?? '');
    if (listed && !found.has(key)) found.set(key, listed);
  };
  for (const { key, seller } of shown) {
    const marketplace = MARKETPLACE_IDS.find((id) => key.startsWith(`${id}:`));
    if (marketplace) note(key, sellerIdentity(marketplace, seller));
  }
  for (const { listingKey, target } of drafts)
    note(listingKey, sellerIdentity(target.marketplace, target.seller));
  for (const { listingKey, seller } of known) note(listingKey, seller);
  return found;
}

/** The list of the organisation's that the seller of a listing is on; null where they are on none. */
export async function listedSellerOf(db: ReporterDatabase, listing: string): Promise<ListedSeller | null> {
  return (await listedSellersOf(db, [{ key: listing }])).get(listing) ?? null;
}
