import type { BoughtCapture } from '@marketsafe/contract';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { findBuy } from './find.ts';

/** Most captures that are offered. */
const MOST = 50;

function captures(scope: Scope) {
  return scope
    .selectFrom('app.captures as capture')
    .innerJoin('app.claims as claim', (join) =>
      join
        .onRef('claim.organisation_id', '=', 'capture.organisation_id')
        .onRef('claim.claim_id', '=', 'capture.claim_id'),
    )
    .select(['capture.capture_id', 'capture.received_at', 'claim.claim_id', 'claim.number'])
    .select(['claim.marketplace', 'claim.item_id', 'claim.target']);
}

type Row = Awaited<ReturnType<ReturnType<typeof captures>['executeTakeFirstOrThrow']>>;

function captureOf({ target, ...row }: Row): BoughtCapture {
  return {
    ...{ captureId: row.capture_id, claimId: row.claim_id, claimNumber: row.number },
    ...{ receivedAt: row.received_at.toISOString(), marketplace: row.marketplace, itemId: row.item_id },
    ...{ url: target.canonicalUrl, title: target.title ?? '' },
    ...{ sellerName: target.seller?.name ?? '', sellerId: target.seller?.id ?? '' },
  };
}

/** A capture that the transaction sees; null where there is none. */
export async function findCapture(scope: Scope, captureId: string): Promise<BoughtCapture | null> {
  const row = await captures(scope).where('capture.capture_id', '=', captureId).executeTakeFirst();
  return row ? captureOf(row) : null;
}

/**
 * Captures that the organisation has of the listing that a test buy names, where it names one; else its latest.
 * @throws HttpProblem `test-buy-unknown`
 */
export async function offerCaptures(
  db: Database,
  caller: Caller,
  testBuyId: string,
): Promise<BoughtCapture[]> {
  return db.inOrganisation(caller, async (scope) => {
    const { listing } = (await findBuy(scope, testBuyId)).content;
    const { marketplace, itemId } = listing;
    const rows = await captures(scope)
      .$if(itemId !== '', (query) => query.where('claim.item_id', '=', itemId))
      .$if(itemId !== '' && marketplace !== null, (query) =>
        query.where('claim.marketplace', '=', marketplace ?? 'taobao'),
      )
      .orderBy('capture.received_at', 'desc')
      .limit(MOST)
      .execute();
    return rows.map(captureOf);
  });
}
