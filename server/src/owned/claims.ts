import { m, marketplaceName, reasonName, rightTypeName, stateName } from '@marketsafe/words';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import { coded, column, ownedTable } from './table.ts';

/** Claims that are read at once. */
const PAGE = 500;

function claims(scope: Scope) {
  return (
    scope
      .selectFrom('app.claims as claim')
      .innerJoin('app.rights as right', (join) =>
        join
          .onRef('right.organisation_id', '=', 'claim.holder_id')
          .onRef('right.right_id', '=', 'claim.right_id'),
      )
      .innerJoin('app.memberships as submitter', (join) =>
        join
          .onRef('submitter.organisation_id', '=', 'claim.organisation_id')
          .onRef('submitter.user_id', '=', 'claim.submitted_by'),
      )
      .select(['claim.claim_id', 'claim.number', 'claim.state', 'claim.received_at', 'claim.state_since'])
      .select([
        'claim.target',
        'claim.reason',
        'claim.explanation',
        'claim.particulars',
        'claim.declarations',
      ])
      .select(['claim.marketplace', 'claim.item_id', 'submitter.name as submitter'])
      .select(['right.mark', 'right.type', 'right.place', 'right.number as right_number', 'right.owner'])
      // To the microsecond, which a time of JavaScript does not hold.
      .select(
        sql<string>`to_char(claim.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as(
          'place_at',
        ),
      )
  );
}

type Row = Awaited<ReturnType<ReturnType<typeof claims>['executeTakeFirstOrThrow']>>;

/** The organisation's own claims with all that was filled in, the newest first. */
export const ownedClaims = ownedTable<Row>(
  [
    column(m.owned_number, ({ number }) => number),
    ...coded(m.counter_column_state, ({ state }: Row) => state, stateName),
    column(m.owned_received, ({ received_at }) => received_at.toISOString()),
    column(m.owned_state_since, ({ state_since }) => state_since.toISOString()),
    ...coded(m.console_claim_marketplace, ({ marketplace }: Row) => marketplace, marketplaceName),
    column(m.reports_sheet_item, ({ item_id }) => item_id),
    column(m.console_claim_address, ({ target }) => target.canonicalUrl),
    column(m.owned_title_of_listing, ({ target }) => target.title ?? null),
    column(m.owned_seller_id, ({ target }) => target.seller?.id ?? null),
    column(m.console_claim_seller, ({ target }) => target.seller?.name ?? null),
    column(m.owned_price_from, ({ target }) => target.price?.min ?? null),
    column(m.owned_price_to, ({ target }) => target.price?.max ?? null),
    column(m.packets_column_currency, ({ target }) => target.price?.currency ?? null),
    column(m.owned_captured, ({ target }) => target.capturedAt),
    ...coded(
      m.console_claim_reason,
      ({ reason }: Row) => reason,
      (code, language) => reasonName(code as Row['reason'], language),
    ),
    column(m.owned_mark, ({ mark }) => mark),
    ...coded(m.owned_right_type, ({ type }: Row) => type, rightTypeName),
    column(m.owned_right_place, ({ place }) => place),
    column(m.owned_right_number, ({ right_number }) => right_number),
    column(m.owned_owner, ({ owner }) => owner),
    column(m.desk_explanation_en, ({ explanation }) => explanation.en),
    column(m.desk_explanation_zh, ({ explanation }) => explanation.zh),
    column(m.owned_particulars, ({ particulars }) => JSON.stringify(particulars)),
    column(m.owned_declarations, ({ declarations }) => JSON.stringify(declarations)),
    column(m.owned_submitted_by, ({ submitter }) => submitter),
  ],
  ({ db }, caller, after) =>
    db.inOrganisation(caller, async (scope) => {
      let query = claims(scope)
        .where('claim.organisation_id', '=', caller.organisationId)
        .orderBy('claim.received_at', 'desc')
        .orderBy('claim.claim_id', 'desc')
        .limit(PAGE);
      if (after !== null) {
        const [at, claimId] = after.split(' ');
        query = query.where(
          sql<boolean>`(claim.received_at, claim.claim_id) < (${at}::timestamptz, ${claimId}::uuid)`,
        );
      }
      const rows = await query.execute();
      const last = rows.length === PAGE ? rows.at(-1) : undefined;
      return { rows, next: last ? `${last.place_at} ${last.claim_id}` : null };
    }),
  ({ db }, caller) =>
    db.inOrganisation(caller, async (scope) => {
      const { claims: count } = await scope
        .selectFrom('app.claims')
        .select((select) => select.fn.countAll<string>().as('claims'))
        .where('organisation_id', '=', caller.organisationId)
        .executeTakeFirstOrThrow();
      return Number(count);
    }),
);
