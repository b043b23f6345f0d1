import type { LegalHold, NewLegalHold } from '@marketsafe/contract';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { inOrganisation } from './actors.ts';
import { holdsIn } from './read.ts';

/**
 * Places a legal hold on a claim, or on an organisation with everything that was filed under its rights: nothing of it is deleted until
 * somebody releases it, whatever was approved before.
 * @throws HttpProblem `claim-unknown` or `organisation-unknown`
 */
export async function placeHold(db: Database, caller: Caller, hold: NewLegalHold): Promise<LegalHold> {
  const target = await db.asStaff(caller.userId, (scope) => targetOf(scope, hold));
  const { organisationId, claim } = target;
  return inOrganisation(db, caller, organisationId, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const at = new Date();
    const placed = await scope
      .insertInto('app.legal_holds')
      .values({
        ...{ organisation_id: organisationId, hold_id: hold.holdId, reason: hold.reason },
        ...{ claim_id: claim?.claimId ?? null, number: claim?.number ?? null },
        ...{ placed_at: at, placed_by: caller.userId, placed_by_name: caller.userName },
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (placed.numInsertedOrUpdatedRows === 1n) {
      await appendAudit(scope, ledger, {
        action: 'hold.placed',
        ...{ at, actorUserId: caller.userId, entity: claim?.claimId ?? organisationId },
        detail: { holdId: hold.holdId, number: claim?.number ?? null, staff: caller.userName },
      });
    }
    return holdIn(scope, hold.holdId);
  });
}

async function targetOf(scope: Scope, { on }: NewLegalHold) {
  if ('organisationId' in on) {
    const owner = await scope
      .selectFrom('app.organisations')
      .select('organisation_id')
      .where('organisation_id', '=', on.organisationId)
      .executeTakeFirst();
    if (!owner) throw new HttpProblem('organisation-unknown');
    return { organisationId: owner.organisation_id, claim: null };
  }
  const claim = await scope
    .selectFrom('app.claims')
    .select(['organisation_id', 'claim_id', 'number'])
    .where('number', '=', on.number)
    .executeTakeFirst();
  if (!claim) throw new HttpProblem('claim-unknown');
  return {
    organisationId: claim.organisation_id,
    claim: { claimId: claim.claim_id, number: claim.number },
  };
}

/** Releases a hold; one that was released is as it was. @throws HttpProblem `hold-unknown` */
export async function releaseHold(db: Database, caller: Caller, holdId: string): Promise<LegalHold> {
  const { organisation } = await db.asStaff(caller.userId, (scope) => holdIn(scope, holdId));
  const { organisationId } = organisation;
  return inOrganisation(db, caller, organisationId, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const before = await holdIn(scope, holdId);
    if (before.released) return before;
    const at = new Date();
    await scope
      .updateTable('app.legal_holds')
      .set({ released_at: at, released_by: caller.userId, released_by_name: caller.userName })
      .where('organisation_id', '=', organisationId)
      .where('hold_id', '=', holdId)
      .execute();
    await appendAudit(scope, ledger, {
      action: 'hold.released',
      ...{ at, actorUserId: caller.userId, entity: before.claim?.claimId ?? organisationId },
      detail: { holdId, number: before.claim?.number ?? null, staff: caller.userName },
    });
    return holdIn(scope, holdId);
  });
}

async function holdIn(scope: Scope, holdId: string): Promise<LegalHold> {
  const [hold] = await holdsIn(scope, holdId);
  if (!hold) throw new HttpProblem('hold-unknown');
  return hold;
}
