import type { MarketplaceId, SellerList, SellerRow } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import { type FoundPosition, hits, type Reach } from '../search/find.ts';
import { sellersOf } from '../search/named.ts';

/** Most sellers of one list that are shown. */
const MOST_ON_A_LIST = 500;

/** What sellers are looked for by. */
export interface SellerFilter {
  q?: string | undefined;
  marketplace?: MarketplaceId | undefined;
  /** On whose list they are, is not asked: a participant sees only their own. */
  list?: SellerList | undefined;
}

/**
 * One page of the sellers that a transaction may see, the newest first.
 * @param after where the page before it ended
 */
export async function listSellers(
  scope: Scope,
  reach: Reach,
  filter: SellerFilter,
  after: FoundPosition | undefined,
  limit: number,
): Promise<{ sellers: SellerRow[]; next: FoundPosition | null }> {
  if (filter.list !== undefined) {
    const ids = await onList(scope, filter.list);
    const sellers = await rowsOf(scope, reach, ids);
    return { sellers: sellers.filter((seller) => fits(seller, filter)), next: null };
  }
  const { marketplace, q = null } = filter;
  const { rows } = await hits(
    reach,
    { kind: 'seller', words: q, facets: marketplace === undefined ? {} : { m: [marketplace] }, after },
    limit + 1,
  ).execute(scope);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    sellers: await rowsOf(
      scope,
      reach,
      page.map(({ id }) => id),
    ),
    next: rows.length > limit && last ? { at: last.at, id: last.id } : null,
  };
}

/** A seller's list in each organisation, as its last word that was not taken back says. */

export const LISTS_NOW = sql`select distinct on (entry.organisation_id, entry.seller_id)
    entry.organisation_id, entry.seller_id, entry.list, entry.sequence
  from app.seller_entries entry
  where entry.kind = 'list' and entry.undoes is null and not exists (
    select from app.seller_entries undo
    where undo.organisation_id = entry.organisation_id and undo.undoes = entry.entry_id
  )`;

async function onList(scope: Scope, list: SellerList): Promise<string[]> {
  const { rows } = await sql<{ seller_id: string }>`
    select seller_id from (${LISTS_NOW} order by entry.organisation_id, entry.seller_id, entry.sequence desc) now
    where list = ${list} order by sequence desc limit ${sql.lit(MOST_ON_A_LIST)}`.execute(scope);
  return rows.map(({ seller_id }) => seller_id);
}

function fits({ marketplace, name, id }: SellerRow, filter: SellerFilter): boolean {
  const words = filter.q?.trim().toLowerCase() ?? '';
  return (
    (filter.marketplace === undefined || marketplace === filter.marketplace) &&
    (words === '' || [name, id].some((text) => text?.toLowerCase().includes(words)))
  );
}

interface Kept {
  seller_id: string;
  list: SellerList | null;
  organisation_id: string;
  name: string;
}

async function rowsOf(scope: Scope, reach: Reach, ids: readonly string[]): Promise<SellerRow[]> {
  const sellers = await sellersOf(scope, ids);
  if (sellers.length === 0) return [];
  const wanted = sql`entry.seller_id = any(${sellers.map(({ sellerId }) => sellerId)}::uuid[])`;
  const { rows: lists } = await sql<Kept>`
    select now.seller_id, now.list, now.organisation_id, organisation.name
    from (${LISTS_NOW} and ${wanted} order by entry.organisation_id, entry.seller_id, entry.sequence desc) now
    join app.organisations organisation using (organisation_id)
    where now.list is not null order by now.sequence desc`.execute(scope);
  const { rows: penalties } = await sql<{ seller_id: string; count: number }>`
    select entry.seller_id, count(*)::int as count from app.seller_entries entry
    where entry.kind = 'penalty' and entry.undoes is null and ${wanted} and not exists (
      select from app.seller_entries undo
      where undo.organisation_id = entry.organisation_id and undo.undoes = entry.entry_id
    ) group by entry.seller_id`.execute(scope);
  return sellers.map((seller) => ({
    ...seller,
    lists: lists
      .filter(({ seller_id }) => seller_id === seller.sellerId)
      .flatMap(({ list, organisation_id, name }) =>
        list === null
          ? []
          : [{ list, organisation: reach === 'all' ? { organisationId: organisation_id, name } : null }],
      ),
    penalties: penalties.find(({ seller_id }) => seller_id === seller.sellerId)?.count ?? 0,
  }));
}
