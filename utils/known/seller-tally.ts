import type { ReporterDatabase } from '../database/database.ts';

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
