import {
  buyStageOf,
  type TestBuyContent,
  type TestBuyDetail,
  type TestBuySummary,
  testBuyLacks,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { findCapture } from './captures.ts';
import { claimOfOrder } from './claims.ts';
import { allBuys, findBuy, type KnownBuy } from './find.ts';
import { mayOpenVault, vaultHead } from './vault.ts';

/** Most versions whose saving is listed. */
const MOST_VERSIONS = 100;

function summaryOf(buy: KnownBuy): TestBuySummary {
  const { row, content, steps } = buy;
  return {
    ...{ testBuyId: row.test_buy_id, number: row.number, name: content.name, stage: buyStageOf(steps) },
    ...{ lacks: testBuyLacks(buy).length, savedAt: row.saved_at.toISOString(), savedBy: row.saved_by_name },
  };
}

/** The organisation's test buys, the latest saved first. */
export async function listBuys(db: Database, caller: Caller): Promise<TestBuySummary[]> {
  return db.inOrganisation(caller, async (scope) => (await allBuys(scope)).map(summaryOf));
}

/** A test buy as its organisation's people see it. @throws HttpProblem `test-buy-unknown` */
export async function readBuy(db: Database, caller: Caller, testBuyId: string): Promise<TestBuyDetail> {
  return db.inOrganisation(caller, async (scope) => {
    const buy = await findBuy(scope, testBuyId);
    const { row, content } = buy;
    const history = await historyOf(scope, testBuyId);
    return {
      ...{ ...summaryOf(buy), version: row.version, content },
      history,
      ...{ steps: buy.steps, statements: buy.statements, consents: buy.consents },
      capture: content.captureId === null ? null : await findCapture(scope, content.captureId),
      claim: await claimOfOrder(scope, caller.organisationId, content.order.number),
      vault: await vaultHead(scope, testBuyId),
      may: { vault: mayOpenVault(caller, row) },
    };
  });
}

/** Who saved which version, the latest first, with the parts of it that differ from the version before. */
async function historyOf(scope: Scope, testBuyId: string): Promise<TestBuyDetail['history']> {
  const { rows } = await sql<{
    version: number;
    saved_at: Date;
    by: string;
    changed: (keyof TestBuyContent)[];
  }>`
    select version, saved_at, saved_by_name as by, (
        select coalesce(json_agg(part.key order by part.key), '[]') from json_each(content) part
        -- As text of JSON: values may hold what the database cannot give as text.
        where before is null or part.value::text is distinct from (before -> part.key)::text
      ) as changed
    from (
      select version, saved_at, saved_by_name, content, lag(content) over (order by version) as before
      from app.test_buy_versions where test_buy_id = ${testBuyId}
    ) saved
    order by version desc limit ${sql.lit(MOST_VERSIONS)}`.execute(scope);
  return rows.map(({ version, saved_at, by, changed }) => ({
    ...{ version, at: saved_at.toISOString(), by, changed },
  }));
}
