import { buyStageOf, type TestBuyDetail, type TestBuySummary, testBuyLacks } from '@marketsafe/contract';
import type { Database } from '../db/database.ts';
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
    const history = await scope
      .selectFrom('app.test_buy_versions')
      .select(['version', 'saved_at', 'saved_by_name'])
      .where('test_buy_id', '=', testBuyId)
      .orderBy('version', 'desc')
      .limit(MOST_VERSIONS)
      .execute();
    return {
      ...{ ...summaryOf(buy), version: row.version, content },
      history: history.map(({ version, saved_at, saved_by_name: by }) => ({
        ...{ version, at: saved_at.toISOString(), by },
      })),
      ...{ steps: buy.steps, statements: buy.statements, consents: buy.consents },
      capture: content.captureId === null ? null : await findCapture(scope, content.captureId),
      claim: await claimOfOrder(scope, caller.organisationId, content.order.number),
      vault: await vaultHead(scope, testBuyId),
      may: { vault: mayOpenVault(caller, row) },
    };
  });
}
