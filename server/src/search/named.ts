import { type FoundRight, type FoundSeller, MAX_COUNTED } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import type { Reach } from './find.ts';

/** Rights with what a list shows of them, in the order of these ids. */
export async function rightsOf(scope: Scope, reach: Reach, ids: readonly string[]): Promise<FoundRight[]> {
  if (ids.length === 0) return [];
  const rows = await scope
    .selectFrom('app.rights as right')
    .innerJoin('app.organisations as owner', 'owner.organisation_id', 'right.organisation_id')
    .select(['right.right_id', 'right.brand', 'right.mark', 'right.type', 'right.place', 'right.number'])
    .select(['right.status', 'owner.organisation_id', 'owner.name'])
    .where('right.right_id', 'in', [...ids])
    .execute();
  const found = rows.map(
    ({ right_id, organisation_id, name, ...right }): FoundRight => ({
      rightId: right_id,
      ...right,
      ...(reach === 'all' && { organisation: { organisationId: organisation_id, name } }),
    }),
  );
  return inOrder(found, ids, ({ rightId }) => rightId);
}

interface SellerRow {
  entity_id: string;
  seller: Pick<FoundSeller, 'marketplace' | 'id' | 'name'>;
  claims: number;
}

/** Sellers with how many claims name each, in the order of these ids. */
export async function sellersOf(scope: Scope, ids: readonly string[]): Promise<FoundSeller[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<SellerRow>`select distinct on (entity_id) entity_id, seller, (
      select count(*)::int from (
        select from app.claim_search claim where claim.seller_id = known.entity_id limit ${sql.lit(MAX_COUNTED)}
      ) counted
    ) as claims
    from app.name_search known where kind = 'seller' and entity_id = any(${[...ids]}::uuid[])
    order by entity_id, at`.execute(scope);
  const found = rows.map(({ entity_id, seller, claims }) => ({ sellerId: entity_id, ...seller, claims }));
  return inOrder(found, ids, ({ sellerId }) => sellerId);
}

function inOrder<Found>(
  found: readonly Found[],
  ids: readonly string[],
  idOf: (one: Found) => string,
): Found[] {
  const byId = new Map(found.map((one) => [idOf(one), one]));
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}
