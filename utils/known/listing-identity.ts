import type { DraftNotices, MarketplaceId, Seller } from '@marketsafe/contract';
import { listingKey, MARKETPLACE_IDS } from '@marketsafe/contract';

/** What tells one listing from all others, as the wire has it. */
type ListingIdentity = DraftNotices['begun'][number]['listing'];

/** The identity behind a key of `listingKey`; undefined where the marketplace is none that this build knows. */
export function identityOfKey(key: string): ListingIdentity | undefined {
  const [, name, itemId, scope] = /^([a-z0-9-]+):(\d{1,20})(?:@([a-z0-9-]+))?$/.exec(key) ?? [];
  const marketplace = MARKETPLACE_IDS.find((id) => id === name);
  if (!marketplace || itemId === undefined) return undefined;
  return { marketplace, itemId, ...(scope !== undefined && { scope }) };
}

/** Sites that number their items and sellers together: one number is perhaps the same thing on each of them. */
const SISTERS: readonly MarketplaceId[] = ['taobao', 'tmall', 'tmall-global'];

/** Keys under which the same number stands on sister sites. */
export function sisterKeys(key: string): string[] {
  const identity = identityOfKey(key);
  if (!identity || !SISTERS.includes(identity.marketplace)) return [];
  return SISTERS.filter((marketplace) => marketplace !== identity.marketplace).map((marketplace) =>
    listingKey({ ...identity, marketplace }),
  );
}

/** Key under which everything about one seller meets; undefined where the page shows no number of theirs. */
export function sellerKey(
  marketplace: MarketplaceId,
  seller: Pick<Seller, 'id'> | undefined,
): string | undefined {
  if (!seller?.id) return undefined;
  return `${SISTERS.includes(marketplace) ? SISTERS[0] : marketplace}:${seller.id}`;
}
