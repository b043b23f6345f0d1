import { isProgramStaff } from '@marketsafe/contract';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';

/**
 * The caller as they may reach a claim: for people of a participant in their own organisation, for the program's staff as staff in the
 * organisation that the claim is of. Whether it is there, the rows say that can be seen then.
 * @returns undefined where there is no such claim for them
 */
export async function reachClaim(db: Database, caller: Caller, claimId: string): Promise<Caller | undefined> {
  return (await reachClaims(db, caller, [claimId]))[0];
}

/** As `reachClaim` for several: each organisation whose claims are among them, once. */
export async function reachClaims(
  db: Database,
  caller: Caller,
  claimIds: readonly string[],
): Promise<Caller[]> {
  if (!isProgramStaff(caller.roles)) return [caller];
  const owners = await db.asStaff(caller.userId, (scope) =>
    scope
      .selectFrom('app.claims as claim')
      .innerJoin('app.organisations as owner', 'owner.organisation_id', 'claim.organisation_id')
      .select(['owner.organisation_id', 'owner.name', 'owner.kind'])
      .distinct()
      .where('claim.claim_id', 'in', [...claimIds])
      .execute(),
  );
  return owners.map((owner) => ({
    ...caller,
    organisationId: owner.organisation_id,
    organisationName: owner.name,
    organisationKind: owner.kind,
    as: 'staff',
  }));
}
