import {
  type AddedFile,
  buyDayOf,
  buyStageOf,
  goingBuyFiles,
  goingBuyPhotos,
  type MarketplaceId,
  orderKey,
  type TestBuyDetail,
  type TestBuyFile,
  type TestBuyFill,
} from '@marketsafe/contract';
import { claimResting } from '../claims/orders.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { allBuys, findBuy } from './find.ts';

/** The one claim of the organisation that rests on an order; null where none does. */
export async function claimOfOrder(
  scope: Scope,
  organisationId: string,
  number: string,
): Promise<TestBuyDetail['claim']> {
  const key = orderKey(number);
  const row = key === null ? undefined : await claimResting(scope, organisationId, key);
  return row ? { claimId: row.claim_id, number: row.number, state: row.state } : null;
}

/** The test buy whose latest version names this order; undefined where none does. */
export async function buyOfOrder(
  scope: Scope,
  number: string,
): Promise<{ testBuyId: string; number: string } | undefined> {
  const key = orderKey(number);
  if (key === null) return undefined;
  const row = await scope
    .selectFrom('app.test_buys as buy')
    .innerJoin('app.test_buy_versions as version', (join) =>
      join
        .onRef('version.organisation_id', '=', 'buy.organisation_id')
        .onRef('version.test_buy_id', '=', 'buy.test_buy_id'),
    )
    .select(['buy.test_buy_id', 'buy.number'])
    .where('version.order_key', '=', key)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('app.test_buy_versions as later')
            .select('later.version')
            .whereRef('later.organisation_id', '=', 'version.organisation_id')
            .whereRef('later.test_buy_id', '=', 'version.test_buy_id')
            .whereRef('later.version', '>', 'version.version'),
        ),
      ),
    )
    .executeTakeFirst();
  return row && { testBuyId: row.test_buy_id, number: row.number };
}

/**
 * The test buy whose order a claim of the organisation rests on; null where none does.
 * @throws HttpProblem `claim-unknown`
 */
export async function buyOfClaim(db: Database, caller: Caller, claimId: string) {
  return db.inOrganisation(caller, async (scope) => {
    const claim = await scope
      .selectFrom('app.claims')
      .select(['reason', 'particulars'])
      .where('organisation_id', '=', caller.organisationId)
      .where('claim_id', '=', claimId)
      .executeTakeFirst();
    if (!claim) throw new HttpProblem('claim-unknown');
    const order = claim.reason === 'test-buy' ? claim.particulars?.testBuyOrder : undefined;
    const found = order === undefined ? undefined : await buyOfOrder(scope, order);
    if (!found) return null;
    const { steps } = await findBuy(scope, found.testBuyId);
    return { ...found, stage: buyStageOf(steps) };
  });
}

/** How many files a claim's field takes. */
const MOST_REPORTS = 5;
const MOST_PHOTOS = 30;

const added = ({ name, sha256, bytes, type }: TestBuyFile): AddedFile => ({ name, sha256, bytes, type });

/**
 * Test buys from which a claim on this listing can be filled: recorded facts that were consented to, of those that nobody has filed a claim on.
 * What was found is no fact of the record's, and a claim's statement is its signatory's: neither is among them.
 */
export async function fillsFor(
  db: Database,
  caller: Caller,
  { marketplace, itemId }: { marketplace: MarketplaceId; itemId: string },
): Promise<TestBuyFill[]> {
  return db.inOrganisation(caller, async (scope) => {
    const fills: TestBuyFill[] = [];
    for (const buy of await allBuys(scope)) {
      const { content, steps, statement, consent, row } = buy;
      const { listing, order } = content;
      if (listing.marketplace !== marketplace || listing.itemId.trim() !== itemId) continue;
      if (statement?.conclusion !== 'counterfeit' || consent?.order !== true || order.number === '') continue;
      const [ordered, received, examined] = (['ordered', 'received', 'examined'] as const).map((stage) =>
        buyDayOf(steps, stage),
      );
      if (!ordered || !received || !examined) continue;
      if (await claimOfOrder(scope, caller.organisationId, order.number)) continue;
      fills.push({
        ...{ testBuyId: row.test_buy_id, number: row.number, orderNumber: order.number },
        days: { ordered, received, examined },
        report: goingBuyFiles(buy)
          .filter(({ role }) => role === 'report')
          .slice(0, MOST_REPORTS)
          .map(added),
        photos: goingBuyPhotos(buy)
          .filter(({ type }) => type !== 'application/pdf')
          .slice(0, MOST_PHOTOS)
          .map(added),
      });
    }
    return fills;
  });
}
