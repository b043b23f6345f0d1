import { answerCauseName, answerOutcomeName, counterStateName, m } from '@marketsafe/words';
import type { Scope } from '../db/database.ts';
import { coded, column, ownedTable, type Page } from './table.ts';

/** Rows that are read at once. */
const PAGE = 500;

function page<Row>(rows: Row[], placeOf: (row: Row) => string): Page<Row> {
  const last = rows.length === PAGE ? rows.at(-1) : undefined;
  return { rows, next: last ? placeOf(last) : null };
}

function answers(scope: Scope) {
  return scope
    .selectFrom('app.marketplace_answers')
    .select(['answer_id', 'outcome', 'cause', 'words', 'at', 'undone_at', 'claims']);
}
type Answer = Awaited<ReturnType<ReturnType<typeof answers>['executeTakeFirstOrThrow']>> & {
  numbers: string[];
};

/** What marketplaces answered to the organisation's claims. */
export const ownedAnswers = ownedTable<Answer>(
  [
    column(m.owned_claims, ({ numbers }) => numbers.join(' ')),
    ...coded(m.owned_answer, ({ outcome }: Answer) => outcome, answerOutcomeName),
    ...coded(m.owned_cause, ({ cause }: Answer) => cause, answerCauseName),
    column(m.owned_words, ({ words }) => words),
    column(m.owned_answered, ({ at }) => at.toISOString()),
    column(m.owned_undone, ({ undone_at }) => undone_at?.toISOString() ?? null),
  ],
  ({ db }, caller, after) =>
    db.inOrganisation(caller, async (scope) => {
      const rows = await answers(scope)
        .where('organisation_id', '=', caller.organisationId)
        .$if(after !== null, (query) => query.where('answer_id', '>', after ?? ''))
        .orderBy('answer_id')
        .limit(PAGE)
        .execute();
      const ids = [...new Set(rows.flatMap(({ claims }) => claims))];
      const named =
        ids.length === 0
          ? []
          : await scope
              .selectFrom('app.claims')
              .select(['claim_id', 'number'])
              .where('organisation_id', '=', caller.organisationId)
              .where('claim_id', 'in', ids)
              .execute();
      const numbers = new Map(named.map(({ claim_id, number }) => [claim_id, number]));
      return page(
        rows.map((row) => ({ ...row, numbers: row.claims.flatMap((id) => numbers.get(id) ?? []) })),
        ({ answer_id }) => answer_id,
      );
    }),
);

function counters(scope: Scope) {
  return scope
    .selectFrom('app.counter_notices as counter')
    .innerJoin('app.claims as claim', (join) =>
      join
        .onRef('claim.organisation_id', '=', 'counter.organisation_id')
        .onRef('claim.claim_id', '=', 'counter.claim_id'),
    )
    .selectAll('counter')
    .select('claim.number');
}
type Counter = Awaited<ReturnType<ReturnType<typeof counters>['executeTakeFirstOrThrow']>>;

/** What sellers say against removals of the organisation's claims, and what became of it. */
export const ownedCounters = ownedTable<Counter>(
  [
    column(m.owned_number, ({ number }) => number),
    column(m.owned_chance, ({ chance }) => chance),
    ...coded(m.counter_column_state, ({ state }: Counter) => state, counterStateName),
    column(m.owned_forwarded, ({ received_on }) => received_on),
    column(m.owned_reply_by, ({ reply_by }) => reply_by),
    column(m.counter_enter_statement, ({ statement }) => statement),
    column(m.owned_reply, ({ reply }) => reply?.text ?? null),
    column(m.owned_replied, ({ replied_at }) => replied_at?.toISOString() ?? null),
    column(m.owned_replied_by, ({ replied_by_name }) => replied_by_name),
    column(m.owned_suit, ({ proof }) => proof?.on ?? null),
    column(m.owned_outcome, ({ outcome_text }) => outcome_text),
    column(m.owned_decided, ({ decided_at }) => decided_at?.toISOString() ?? null),
  ],
  ({ db }, caller, after) =>
    db.inOrganisation(caller, async (scope) =>
      page(
        await counters(scope)
          .where('counter.organisation_id', '=', caller.organisationId)
          .$if(after !== null, (query) => query.where('counter.counter_id', '>', after ?? ''))
          .orderBy('counter.counter_id')
          .limit(PAGE)
          .execute(),
        ({ counter_id }) => counter_id,
      ),
    ),
);
