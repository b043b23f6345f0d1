import { CLAIM_STATES, isProgramStaff, type MandateDetail, type StandingCounts } from '@marketsafe/contract';
import { sql } from 'kysely';
import { asVisitor } from '../claims/reach.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import type { MandateRow } from './state.ts';

/** States that no claim is in which an analyst has not approved. */
const NOT_APPROVED = ['received', 'duplicate', 'held', 'in_review', 'needs_info', 'declined', 'withdrawn'];
const APPROVED = CLAIM_STATES.filter((state) => !NOT_APPROVED.includes(state));

/** What became of the claims that the transaction's organisation filed under mandates, those included that it may read no longer. */
async function ownStanding(scope: Scope, holderId: string | null): Promise<StandingCounts> {
  const { rows } = await sql<{
    state: string;
    claims: string;
  }>`select * from app.filed_under_mandates(${holderId}::uuid)`.execute(scope);
  const count = (states: readonly string[] | null) =>
    rows.reduce(
      (sum, { state, claims }) => sum + (states === null || states.includes(state) ? Number(claims) : 0),
      0,
    );
  return {
    filed: count(null),
    approved: count(APPROVED),
    declined: count(['declined']),
    withdrawn: count(['withdrawn']),
  };
}

/** What became of claims that a representative filed, for one holder or for all. */
async function countClaims(
  scope: Scope,
  representativeId: string,
  holderId: string | null,
): Promise<StandingCounts> {
  const count = (states: readonly string[]) =>
    sql<string>`count(*) filter (where state = any(${[...states]}::text[]))`;
  let query = scope
    .selectFrom('app.claims')
    .select((select) => select.fn.countAll<string>().as('filed'))
    .select([count(APPROVED).as('approved'), count(['declined']).as('declined')])
    .select(count(['withdrawn']).as('withdrawn'))
    .where('organisation_id', '=', representativeId)
    .where('mandate_id', 'is not', null);
  if (holderId !== null) query = query.where('holder_id', '=', holderId);
  const row = await query.executeTakeFirstOrThrow();
  return {
    filed: Number(row.filed),
    approved: Number(row.approved),
    declined: Number(row.declined),
    withdrawn: Number(row.withdrawn),
  };
}

/**
 * How a representative's claims have fared, for the holder of this mandate and for all its holders: as numbers, which a mandate's end does
 * not change. A holder sees what was filed for it; the representative and staff everything.
 */
export async function standingOf(
  db: Database,
  caller: Caller,
  { organisation_id: holderId, representative_id: representativeId }: MandateRow,
): Promise<MandateDetail['standing']> {
  const both = async (scope: Scope) => ({
    forHolder: await countClaims(scope, representativeId, holderId),
    forAll: await countClaims(scope, representativeId, null),
  });
  if (isProgramStaff(caller.roles)) return db.asStaff(caller.userId, both);
  if (caller.organisationId === representativeId)
    return db.inOrganisation(caller, async (scope) => ({
      forHolder: await ownStanding(scope, holderId),
      forAll: await ownStanding(scope, null),
    }));
  return db.inOrganisation(asVisitor(caller, null), async (scope) => ({
    forHolder: await countClaims(scope, representativeId, holderId),
    forAll: null,
  }));
}
