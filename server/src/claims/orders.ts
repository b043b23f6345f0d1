import { type ClaimState, type ClaimSubmission, testBuyOrderOf } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';

/** States in which a claim came to nothing, so that its order may support another. */
const UNSUPPORTED: readonly ClaimState[] = ['duplicate', 'declined', 'withdrawn'];

/**
 * Number of the organisation's claim that the order of this one supports already; undefined where there is none.
 */
export async function findClaimOfOrder(
  scope: Scope,
  organisationId: string,
  claim: ClaimSubmission,
): Promise<string | undefined> {
  const order = testBuyOrderOf(claim);
  if (order === undefined) return undefined;
  return (await claimResting(scope, organisationId, order, claim.claimId))?.number;
}

/**
 * The organisation's claim that rests on an order; undefined where none does. Orders are looked for in the column's text, as it was written:
 * an order has no character that JSON escapes, and U+0000 elsewhere in it keeps PostgreSQL from reading it.
 * @param order as `testBuyOrderOf` gives it
 * @param but a claim that is not looked at
 */
export async function claimResting(scope: Scope, organisationId: string, order: string, but?: string) {
  return scope
    .selectFrom('app.claims')
    .select(['claim_id', 'number', 'state'])
    .where('organisation_id', '=', organisationId)
    .where('reason', '=', 'test-buy')
    .$if(but !== undefined, (query) => query.where('claim_id', '!=', but ?? ''))
    .where('state', 'not in', UNSUPPORTED)
    .where(sql<boolean>`particulars::text ilike ${`%"testBuyOrder":"${order}"%`}`)
    .orderBy('received_at')
    .executeTakeFirst();
}
