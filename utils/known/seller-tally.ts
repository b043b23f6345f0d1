import type { ReporterDatabase } from '../database/database.ts';
import { sellerKey } from './listing-identity.ts';

/** Key of the seller of a listing, as far as a draft or a claim on it names one. */
export async function knownSeller(db: ReporterDatabase, listing: string): Promise<string | undefined> {
  const [drafts, known] = await Promise.all([
    db.drafts.where('listingKey').equals(listing).toArray(),
    db.known.where('listingKey').equals(listing).toArray(),
  ]);
  const named = drafts.map(({ target }) => sellerKey(target.marketplace, target.seller));
  return [...named, ...known.map((row) => row.sellerKey)].find((key) => key !== undefined);
}

/** What the organisation has reported of a seller: listings, each counted once. */
export interface SellerTally {
  reported: number;
  removed: number;
}

/** Counts the listings of a seller that the organisation has claims on; null where there is none. */
export async function sellerTally(db: ReporterDatabase, seller: string): Promise<SellerTally | null> {
  const reported = new Set<string>();
  const removed = new Set<string>();
  await db.known
    .where('sellerKey')
    .equals(seller)
    .each(({ listingKey, state }) => {
      if (state === 'withdrawn') return;
      reported.add(listingKey);
      if (state === 'removed') removed.add(listingKey);
    });
  return reported.size === 0 ? null : { reported: reported.size, removed: removed.size };
}
