import { type DisclosedTestBuy, discloseTestBuy } from '@marketsafe/contract';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { findBuy } from './find.ts';

/**
 * What the report of a test buy says: what may go, and nothing else.
 * @throws HttpProblem `test-buy-unknown` or `test-buy-not-ready`
 */
export async function gatherReport(
  db: Database,
  caller: Caller,
  testBuyId: string,
): Promise<DisclosedTestBuy> {
  return db.inOrganisation(caller, async (scope) => {
    const buy = await findBuy(scope, testBuyId);
    const { number } = buy.row;
    const right = await rightOf(scope, buy.content.rightId);
    const report = right && discloseTestBuy(buy, { number, requester: caller.organisationName, right });
    if (!report) throw new HttpProblem('test-buy-not-ready', { params: { number } });
    return report;
  });
}

async function rightOf(scope: Scope, rightId: string | null): Promise<DisclosedTestBuy['right'] | undefined> {
  if (rightId === null) return undefined;
  return scope
    .selectFrom('app.rights')
    .select(['type', 'place', 'number', 'mark', 'owner'])
    .where('right_id', '=', rightId)
    .executeTakeFirst();
}
