import type { BuyConsent, BuyInHand, BuyStatement, BuyStep } from '@marketsafe/contract';
import type { Scope } from '../db/database.ts';
import { HttpProblem } from '../problems.ts';

/** Most test buys that are looked at together. */
const MOST = 500;

/** Test buys as they stand: each with its latest version. */
function testBuys(scope: Scope) {
  return scope
    .selectFrom('app.test_buys as buy')
    .innerJoinLateral(
      (join) =>
        join
          .selectFrom('app.test_buy_versions as version')
          .select(['version.version', 'version.content', 'version.saved_at', 'version.saved_by_name'])
          .whereRef('version.organisation_id', '=', 'buy.organisation_id')
          .whereRef('version.test_buy_id', '=', 'buy.test_buy_id')
          .orderBy('version.version', 'desc')
          .limit(1)
          .as('now'),
      (join) => join.onTrue(),
    )
    .select(['buy.organisation_id', 'buy.test_buy_id', 'buy.number', 'buy.opened_by'])
    .select(['now.version', 'now.content', 'now.saved_at', 'now.saved_by_name']);
}

/** A test buy as it is written down. */
type TestBuyRow = Awaited<ReturnType<ReturnType<typeof testBuys>['executeTakeFirstOrThrow']>>;

/** A test buy with all that was noted of it. */
export interface KnownBuy extends BuyInHand {
  row: TestBuyRow;
  steps: BuyStep[];
  /** The latest first. */
  statements: BuyStatement[];
  consents: BuyConsent[];
}

/** One test buy that the transaction sees. @throws HttpProblem `test-buy-unknown` */
export async function findBuy(scope: Scope, testBuyId: string): Promise<KnownBuy> {
  const row = await testBuys(scope).where('buy.test_buy_id', '=', testBuyId).executeTakeFirst();
  const [known] = row ? await withRecords(scope, [row]) : [];
  if (!known) throw new HttpProblem('test-buy-unknown');
  return known;
}

/** All test buys that the transaction sees, the latest saved first. */
export async function allBuys(scope: Scope): Promise<KnownBuy[]> {
  return withRecords(scope, await testBuys(scope).orderBy('now.saved_at', 'desc').limit(MOST).execute());
}

async function withRecords(scope: Scope, rows: readonly TestBuyRow[]): Promise<KnownBuy[]> {
  const ids = rows.map(({ test_buy_id }) => test_buy_id);
  if (ids.length === 0) return [];
  const steps = Map.groupBy(await stepsOf(scope, ids), ({ test_buy_id }) => test_buy_id);
  const statements = await scope
    .selectFrom('app.test_buy_statements')
    .selectAll()
    .where('test_buy_id', 'in', ids)
    .orderBy('sequence', 'desc')
    .execute();
  const consents = await scope
    .selectFrom('app.test_buy_consents')
    .selectAll()
    .where('test_buy_id', 'in', ids)
    .orderBy('sequence', 'desc')
    .execute();
  const said = Map.groupBy(statements, ({ test_buy_id }) => test_buy_id);
  const agreed = Map.groupBy(consents, ({ test_buy_id }) => test_buy_id);
  return rows.map((row) => {
    const own = (said.get(row.test_buy_id) ?? []).map((one) => ({
      ...{ statementId: one.statement_id, ...one.said, at: one.at.toISOString(), by: one.by_name },
    }));
    const given = (agreed.get(row.test_buy_id) ?? []).map((one) => ({
      ...{ consentId: one.consent_id, order: one.order_goes, files: one.files },
      ...{ at: one.at.toISOString(), by: one.by_name },
    }));
    return {
      ...{ row, content: row.content, steps: (steps.get(row.test_buy_id) ?? []).map(({ step }) => step) },
      ...{ statements: own, statement: own[0] ?? null, consents: given, consent: given[0] ?? null },
    };
  });
}

async function stepsOf(
  scope: Scope,
  ids: readonly string[],
): Promise<{ test_buy_id: string; step: BuyStep }[]> {
  const rows = await scope
    .selectFrom('app.test_buy_steps as step')
    .leftJoin('app.test_buy_step_undos as undo', (join) =>
      join
        .onRef('undo.organisation_id', '=', 'step.organisation_id')
        .onRef('undo.step_id', '=', 'step.step_id'),
    )
    .select(['step.test_buy_id', 'step.step_id', 'step.stage', 'step.on_day', 'step.reason'])
    .select(['step.noted_at', 'step.noted_by_name', 'undo.at', 'undo.by_name', 'undo.reason as undo_reason'])
    .where('step.test_buy_id', 'in', [...ids])
    .orderBy('step.sequence')
    .execute();
  return rows.map((row) => ({
    test_buy_id: row.test_buy_id,
    step: {
      ...{ stepId: row.step_id, stage: row.stage, on: row.on_day, reason: row.reason },
      ...{ at: row.noted_at.toISOString(), by: row.noted_by_name },
      undone: row.at && {
        ...{ at: row.at.toISOString(), by: row.by_name ?? '', reason: row.undo_reason ?? '' },
      },
    },
  }));
}
