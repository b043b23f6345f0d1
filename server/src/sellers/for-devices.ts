import { createHash } from 'node:crypto';
import {
  type FoundSeller,
  type ListedSeller,
  MOST_LISTED_SELLERS,
  type SellerList,
  type SellerLists,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import { LISTS_NOW } from './list.ts';

interface Row {
  seller: Pick<FoundSeller, 'marketplace' | 'id' | 'name'>;
  list: SellerList;
  why: string;
  at: Date;
}

/**
 * The sellers on one organisation's lists, as far as a transaction may see them, the last listed first. The version says nothing but whether they
 * are the same: a number of entries would tell what others keep.
 */
export async function listsForDevices(scope: Scope, organisationId: string): Promise<SellerLists> {
  const { rows } = await sql<Row>`
    select known.seller, now.list, entry.said ->> 'why' as why, entry.at
    from (${LISTS_NOW} order by entry.organisation_id, entry.seller_id, entry.sequence desc) now
    join app.seller_entries entry on entry.organisation_id = now.organisation_id and entry.sequence = now.sequence
    cross join lateral (
      select seller from app.name_search where kind = 'seller' and entity_id = now.seller_id order by at limit 1
    ) known
    where now.list is not null and now.organisation_id = ${organisationId}
    order by now.sequence desc limit ${sql.lit(MOST_LISTED_SELLERS)}`.execute(scope);
  const sellers = rows.map(
    ({ seller, list, why, at }): ListedSeller => ({
      marketplace: seller.marketplace,
      id: seller.id ?? null,
      name: seller.name ?? null,
      list,
      why,
      since: at.toISOString(),
    }),
  );
  const version = createHash('sha256').update(JSON.stringify(sellers)).digest('hex').slice(0, 32);
  return { version, sellers };
}
