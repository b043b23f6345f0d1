import {
  type ClaimCount,
  type ClosedStore,
  type Figures,
  MAX_CLOSED_STORES,
  type MarketplaceId,
  type PenaltyCertainty,
  type ReasonCode,
} from '@marketsafe/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../db/database.ts';

/** Claims of one month that are about the same. */
export interface ClaimRow extends ClaimCount {
  organisationId: string;
  holderId: string;
  month: string;
  marketplace: MarketplaceId;
  reason: ReasonCode;
  brand: string;
}

type Period = Figures['period'];
type Counted = { [Name in keyof ClaimRow]: ClaimRow[Name] extends number ? string : ClaimRow[Name] };

/**
 * Claims that came within a period.
 * @param whose of whom; `own` in a transaction of the organisation itself, which counts what was filed for it, too; ids in one of the program's
 * staff
 */
export async function readClaimRows(
  scope: Scope,
  whose: 'own' | readonly string[],
  { from, to }: Period,
): Promise<ClaimRow[]> {
  const { rows } = await sql<Counted>`
    select organisation_id as "organisationId", holder_id as "holderId", month, marketplace, reason, brand, received, duplicate, declined,
      withdrawn
    from ${
      whose === 'own'
        ? sql`app.figures_own_claims(${from}::date, ${to}::date)`
        : sql`app.figures_claims(${[...whose]}::uuid[], ${from}::date, ${to}::date)`
    }`.execute(scope);
  return rows.map((row) => ({
    ...row,
    ...{ received: Number(row.received), duplicate: Number(row.duplicate) },
    ...{ declined: Number(row.declined), withdrawn: Number(row.withdrawn) },
  }));
}

interface StoreRow {
  seller_id: string;
  seller: { marketplace: MarketplaceId; id?: string | null; name?: string | null } | null;
  told_on: string;
  certainty: PenaltyCertainty;
}

/** Whose entries a transaction looks through. */
function ofWhom(organisationId: string | null, column: RawBuilder<unknown>): RawBuilder<unknown> {
  return organisationId === null ? sql`true` : sql`${column} = ${organisationId}::uuid`;
}

/**
 * Stores that somebody was told are closed, each once, on the first day that it was told. Nothing of it is inferred, and what was taken back is not
 * counted.
 * @param organisationId who was told; null for anybody, as far as the transaction may see
 */
export async function readClosedStores(
  scope: Scope,
  organisationId: string | null,
  { from, to }: Period,
): Promise<NonNullable<Figures['stores']>> {
  const { rows } = await sql<StoreRow>`
    select told.* from (
      select distinct on (entry.seller_id) entry.seller_id, entry.said ->> 'toldOn' as told_on, entry.said ->> 'certainty' as certainty, (
          select known.seller from app.name_search known
          where known.kind = 'seller' and known.entity_id = entry.seller_id order by known.at limit 1
        ) as seller
      from app.seller_entries entry
      where entry.kind = 'penalty' and entry.undoes is null and entry.said ->> 'penalty' = 'store-closed'
        and ${ofWhom(organisationId, sql`entry.organisation_id`)}
        and not exists (
          select from app.seller_entries undo
          where undo.organisation_id = entry.organisation_id and undo.undoes = entry.entry_id
        )
      order by entry.seller_id, entry.said ->> 'toldOn', entry.sequence
    ) told where told.told_on between ${from} and ${to}
    order by told.told_on desc, told.seller_id`.execute(scope);
  const { rows: raids } = await sql<{ count: string }>`
    select count(distinct raid_id) as count from app.raid_outcomes
    where kind = 'stores-closed' and told_on between ${from}::date and ${to}::date
      and ${ofWhom(organisationId, sql`organisation_id`)}`.execute(scope);
  const stores = rows.flatMap(({ seller_id, seller, told_on, certainty }): ClosedStore[] =>
    seller
      ? [
          {
            ...{ sellerId: seller_id, marketplace: seller.marketplace, toldOn: told_on, certainty },
            name: seller.name ?? seller.id ?? null,
          },
        ]
      : [],
  );
  return {
    closed: stores.length,
    marketplaces: [...Map.groupBy(stores, ({ marketplace }) => marketplace)].map(([marketplace, some]) => ({
      ...{ marketplace, closed: some.length },
    })),
    months: [...Map.groupBy(stores, ({ toldOn }) => toldOn.slice(0, 7))].map(([month, some]) => ({
      ...{ month, closed: some.length },
    })),
    sellers: stores.slice(0, MAX_CLOSED_STORES),
    raids: Number(raids[0]?.count ?? 0),
  };
}
