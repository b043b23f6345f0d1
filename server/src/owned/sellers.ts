import type { PenaltySaid, SellerList, SellerRow } from '@marketsafe/contract';
import { m, marketplaceName, penaltyName, penaltyToldLine, sellerListName } from '@marketsafe/words';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import type { FoundPosition } from '../search/find.ts';
import { listSellers } from '../sellers/list.ts';
import { coded, column, ownedTable } from './table.ts';

/** Rows that are read at once. */
const PAGE = 500;

/** Sellers whom the organisation's claims name, or who are on its lists. */
export const ownedSellers = ownedTable<SellerRow>(
  [
    ...coded(m.console_claim_marketplace, ({ marketplace }: SellerRow) => marketplace, marketplaceName),
    column(m.owned_seller_id, ({ id }) => id),
    column(m.console_claim_seller, ({ name }) => name),
    // Counted to a hundred, as the list of sellers does.
    column(m.owned_claims_to_100, ({ claims }) => claims),
    ...coded(
      m.sellers_column_lists,
      ({ lists }: SellerRow) => lists[0]?.list ?? null,
      (code, language) => sellerListName(code as SellerList, language),
    ),
    column(m.sellers_column_penalties, ({ penalties }) => penalties),
    column(m.owned_id, ({ sellerId }) => sellerId),
  ],
  async ({ db }, caller, after) => {
    const from = after === null ? undefined : (JSON.parse(after) as FoundPosition);
    const { sellers, next } = await db.inOrganisation(caller, (scope) =>
      listSellers(scope, 'own', {}, from, PAGE),
    );
    return { rows: sellers, next: next && JSON.stringify(next) };
  },
);

function entries(scope: Scope) {
  return scope
    .selectFrom('app.seller_entries as entry')
    .leftJoin('app.seller_entries as undo', (join) =>
      join
        .onRef('undo.organisation_id', '=', 'entry.organisation_id')
        .onRef('undo.undoes', '=', 'entry.entry_id'),
    )
    .select(['entry.sequence', 'entry.kind', 'entry.said', 'entry.list', 'entry.at', 'entry.by_name'])
    .select(['undo.at as undone_at', 'undo.by_name as undone_by'])
    .select(
      sql<Pick<SellerRow, 'marketplace' | 'id' | 'name'>>`(select known.seller from app.name_search known
        where known.organisation_id = entry.organisation_id and known.kind = 'seller' and known.entity_id = entry.seller_id)`.as(
        'seller',
      ),
    );
}
type Entry = Awaited<ReturnType<ReturnType<typeof entries>['executeTakeFirstOrThrow']>>;

const penaltyOf = ({ said }: Entry): PenaltySaid | null => (said && 'penalty' in said ? said : null);

/** Lists, penalties and notes that the organisation keeps of sellers, with what was taken back. */
export const ownedSellerEntries = ownedTable<Entry>(
  [
    ...coded(m.console_claim_marketplace, ({ seller }: Entry) => seller.marketplace, marketplaceName),
    column(m.owned_seller_id, ({ seller }) => seller.id),
    column(m.console_claim_seller, ({ seller }) => seller.name),
    column(m.owned_entry_kind, ({ kind }) => kind),
    ...coded(
      m.sellers_column_lists,
      ({ list }: Entry) => list,
      (code, language) => sellerListName(code as SellerList, language),
    ),
    ...coded(
      m.sellers_penalty_kind,
      (entry: Entry) => penaltyOf(entry)?.penalty ?? null,
      (code, language) => penaltyName(code as PenaltySaid['penalty'], language),
    ),
    column(m.owned_told, (entry, language) => {
      const penalty = penaltyOf(entry);
      return penalty && penaltyToldLine(penalty, language);
    }),
    column(m.owned_points, (entry) => penaltyOf(entry)?.points ?? null),
    column(m.owned_words, ({ said }) => (said === null ? null : 'why' in said ? said.why : said.text)),
    column(m.owned_kept, ({ at }) => at.toISOString()),
    column(m.owned_kept_by, ({ by_name }) => by_name),
    column(m.owned_undone, ({ undone_at }) => undone_at?.toISOString() ?? null),
    column(m.owned_undone_by, ({ undone_by }) => undone_by),
  ],
  ({ db }, caller, after) =>
    db.inOrganisation(caller, async (scope) => {
      const rows = await entries(scope)
        .where('entry.organisation_id', '=', caller.organisationId)
        .where('entry.undoes', 'is', null)
        .where('entry.sequence', '>', after === null ? 0 : Number(after))
        .orderBy('entry.sequence')
        .limit(PAGE)
        .execute();
      const last = rows.length === PAGE ? rows.at(-1) : undefined;
      return { rows, next: last ? String(last.sequence) : null };
    }),
);
