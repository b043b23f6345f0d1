import { type ClaimState, type ClaimSubmission, testBuyOrderOf } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';

/** States in which a claim came to nothing, so that its order may support another. */
const UNSUPPORTED: readonly ClaimState[] = ['duplicate', 'declined', 'withdrawn'];

/**
 * Number of the organisation's claim that the order of this one supports already; undefined where there is none. Orders are looked for in the
 * column's text, as it was written: an order has no character that JSON escapes, and U+0000 elsewhere in it keeps PostgreSQL from reading it.
 */
export async function findClaimOfOrder(
  scope: Scope,
  organisationId: string,
  claim: ClaimSubmission,
): Promise<string | undefined> {
  const order = testBuyOrderOf(claim);
  if (order === undefined) return undefined;
  const row = await scope
    .selectFrom('app.claims')
    .select('number')
    .where('organisation_id', '=', organisationId)
    .where('reason', '=', claim.reason)
    .where('claim_id', '!=', claim.claimId)
    .where('state', 'not in', UNSUPPORTED)
    .where(sql<boolean>`particulars::text ilike ${`%"testBuyOrder":"${order}"%`}`)
    .orderBy('received_at')
    .executeTakeFirst();
  return row?.number;
}
