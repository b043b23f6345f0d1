import { isProgramStaff } from '@marketsafe/contract';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';

/**
 * The caller as they may reach a claim: for people of a participant in their own organisation; for those of a rights holder as visitors at a
 * claim that a representative filed for it; for the program's staff as staff in the organisation that the claim is of. Whether it is there,
 * the rows say that can be seen then.
 * @returns undefined where there is no such claim for them
 */
export async function reachClaim(db: Database, caller: Caller, claimId: string): Promise<Caller | undefined> {
  return (await reachClaims(db, caller, [claimId]))[0];
}

/** As `reachClaim` for several: each organisation whose claims are among them, once; of those that are visited each by itself. */
export async function reachClaims(
  db: Database,
  caller: Caller,
  claimIds: readonly string[],
): Promise<Caller[]> {
  if (!isProgramStaff(caller.roles)) return reachAsParticipant(db, caller, claimIds);
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

/** Only rights holders have claims that others filed for them, and only what is not their own is looked for among those. */
async function reachAsParticipant(
  db: Database,
  caller: Caller,
  claimIds: readonly string[],
): Promise<Caller[]> {
  const { organisationId: holderId, organisationKind } = caller;
  if (organisationKind !== 'rights_holder') return [caller];
  const own = await db.inOrganisation(caller, (scope) =>
    scope
      .selectFrom('app.claims')
      .select('claim_id')
      .where('organisation_id', '=', holderId)
      .where('claim_id', 'in', [...claimIds])
      .execute(),
  );
  const rest = claimIds.filter((claimId) => !own.some((row) => row.claim_id === claimId));
  if (rest.length === 0) return [caller];
  const filed = await db.inOrganisation(asVisitor(caller, null), (scope) =>
    scope
      .selectFrom('app.claims as claim')
      .innerJoin('app.organisations as filer', 'filer.organisation_id', 'claim.organisation_id')
      .select(['claim.claim_id', 'filer.organisation_id', 'filer.name', 'filer.kind'])
      .where('claim.mandate_id', 'is not', null)
      .where('claim.claim_id', 'in', rest)
      .execute(),
  );
  const visits = filed.map((claim) => ({
    ...asVisitor(caller, claim.claim_id),
    organisationId: claim.organisation_id,
    organisationName: claim.name,
    organisationKind: claim.kind,
  }));
  return own.length > 0 || visits.length === 0 ? [caller, ...visits] : visits;
}

/** The caller as a visitor at one claim that was filed for their organisation, or at the list of them. */
export function asVisitor(caller: Caller, claimId: string | null): Caller {
  return { ...caller, as: 'visitor', visit: { holderId: caller.organisationId, claimId } };
}
