import {
  type ListedSeller,
  listedSeller,
  type MarketplaceId,
  type Seller,
  sellerIdentity,
} from '@marketsafe/contract';
import { sellerListsAnswer } from '../api/answers.ts';
import { type ApiResult, type Call, isProgramsWord } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';

/**
 * Fetches which sellers the organisation keeps on its lists, where that changed since this device last heard, and keeps it for captures without a
 * connection. A server from before there was such a route has none. `now` in Unix milliseconds.
 */
export async function refreshSellerLists(
  db: ReporterDatabase,
  call: Call,
  organisationId: string,
  now: () => number,
): Promise<ApiResult<unknown>> {
  const row = await db.reference.get('sellers');
  const kept = row?.key === 'sellers' && row.organisationId === organisationId ? row : undefined;
  const answer = await call({
    method: 'GET',
    path: `/v1/seller-lists${kept?.version ? `?known=${encodeURIComponent(kept.version)}` : ''}`,
    answer: sellerListsAnswer,
  });
  if (!answer.ok && !isProgramsWord(answer, 403, 404)) return answer;
  const { version, sellers } = answer.ok ? answer.value : { version: '', sellers: [] };
  await db.reference.put({
    key: 'sellers',
    organisationId,
    version,
    sellers: sellers === null ? (kept?.sellers ?? []) : understood(sellers),
    fetchedAt: now(),
  });
  return answer;
}

/** Of lists and marketplaces that this extension knows; those of a newer server are passed over. */
function understood(sellers: readonly unknown[]): ListedSeller[] {
  return sellers.flatMap((raw) => {
    const parsed = listedSeller.strip().safeParse(raw);
    return parsed.success ? [parsed.data] : [];
  });
}

/** Sellers on the organisation's lists by `sellerIdentity`, as this device heard last. */
export type ListedSellers = ReadonlyMap<string, ListedSeller>;

/** Reads them. */
export async function keptSellerLists(db: ReporterDatabase): Promise<ListedSellers> {
  const row = await db.reference.get('sellers');
  const sellers = row?.key === 'sellers' ? row.sellers : [];
  return new Map(
    sellers.flatMap((seller): [string, ListedSeller][] => {
      const { id, name } = seller;
      const is = sellerIdentity(seller.marketplace, {
        ...(id !== null && { id }),
        ...(name !== null && { name }),
      });
      return is === undefined ? [] : [[is, seller]];
    }),
  );
}

/** The list that a seller is on; null where they are on none, or the page did not say who they are. */
export function listedAmong(
  lists: ListedSellers,
  marketplace: MarketplaceId,
  seller: Pick<Seller, 'id' | 'name'> | undefined,
): ListedSeller | null {
  const is = sellerIdentity(marketplace, seller);
  return (is === undefined ? undefined : lists.get(is)) ?? null;
}
