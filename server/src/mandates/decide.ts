import { isProgramStaff, type MandateDecision, RIGHTS_KEEPERS } from '@marketsafe/contract';
import { appendAudit, openLedger } from '../audit/service.ts';
import { staffDetail } from '../audit/staff-detail.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { requireRights } from './give.ts';
import { mandateRows, type ReachedMandate, type ReadMandate, reachMandate, undecidingOf } from './reach.ts';
import type { MandateRow } from './state.ts';

/**
 * Confirms a proposed mandate, or refuses it: by a manager or signatory of the holder, or by one of the program's staff who belongs to neither
 * side. One that the staff entered from paper is confirmed by the holder, or, while that has nobody who could, by a second one of the staff.
 * @throws HttpProblem `mandate-unknown`, `not-your-role`, `mandate-of-own-organisation`, `mandate-entered-by-oneself`,
 * `mandate-for-its-holder`, `mandate-changed-meanwhile` or `body-invalid`
 */
export async function decideMandate(
  db: Database,
  caller: Caller,
  mandateId: string,
  decision: MandateDecision,
): Promise<void> {
  const reached = await reachMandate(db, caller, mandateId);
  const isHolder = reached.row.organisation_id === caller.organisationId && keeps(caller);
  if (!isHolder && !isProgramStaff(caller.roles)) throw new HttpProblem('not-your-role');
  await change(db, caller, reached, async (scope, row, at) => {
    if (row.status !== 'proposed') throw new HttpProblem('mandate-changed-meanwhile');
    if (!isHolder) refuseUndeciding(row, caller);
    const decided = { decided_at: at, decided_by: caller.userId, decided_by_name: caller.userName };
    if (decision.decision === 'refused') {
      return { set: { ...decided, status: 'refused', refusal: decision.reason }, action: 'mandate.refused' };
    }
    const rightIds = decision.rightIds === undefined ? row.right_ids : decision.rightIds;
    await requireRights(scope, row.organisation_id, rightIds);
    return { set: { ...decided, status: 'in_force', right_ids: rightIds }, action: 'mandate.confirmed' };
  });
}

/**
 * Ends a mandate at this moment: by its holder, by the representative that gives it back, or by the program's staff. From then on nothing is
 * filed under it, and its representative reads nothing more that was.
 * @throws HttpProblem `mandate-unknown`, `not-your-role`, `mandate-of-own-organisation` or `mandate-changed-meanwhile`
 */
export async function revokeMandate(
  db: Database,
  caller: Caller,
  mandateId: string,
  reason: string,
): Promise<void> {
  const reached = await reachMandate(db, caller, mandateId);
  if (!keeps(caller) && !isProgramStaff(caller.roles)) throw new HttpProblem('not-your-role');
  await change(db, caller, reached, async (_scope, row, at) => {
    if (isProgramStaff(caller.roles) && row.belongs) throw new HttpProblem('mandate-of-own-organisation');
    if (row.status !== 'in_force' || row.revoked_at !== null)
      throw new HttpProblem('mandate-changed-meanwhile');
    return {
      set: { revoked_at: at, revoked_by_name: caller.userName, revocation: reason },
      action: 'mandate.revoked',
    };
  });
}

/** @throws HttpProblem why this one of the program's staff does not decide */
function refuseUndeciding(row: ReadMandate, caller: Caller): void {
  const why = undecidingOf(row, caller);
  if (why === 'belongs') throw new HttpProblem('mandate-of-own-organisation');
  if (why === 'entered-it') throw new HttpProblem('mandate-entered-by-oneself');
  if (why === 'holder-confirms')
    throw new HttpProblem('mandate-for-its-holder', { params: { holder: row.holder_name } });
}

function keeps({ roles }: Caller): boolean {
  return RIGHTS_KEEPERS.some((role) => roles.includes(role));
}

interface Change {
  set: Partial<
    Pick<
      MandateRow,
      | 'status'
      | 'right_ids'
      | 'decided_at'
      | 'decided_by'
      | 'decided_by_name'
      | 'refusal'
      | 'revoked_at'
      | 'revoked_by_name'
      | 'revocation'
    >
  >;
  action: 'mandate.confirmed' | 'mandate.refused' | 'mandate.revoked';
}

/** One transaction with the row locked, so that of two who decide at once the second finds it decided. */
async function change(
  db: Database,
  caller: Caller,
  { identity, row: { organisation_id, mandate_id, representative_id } }: ReachedMandate,
  decide: (scope: Scope, row: ReadMandate, at: Date) => Promise<Change>,
): Promise<void> {
  await db.inOrganisation(identity, async (scope) => {
    const at = new Date();
    const ledger = await openLedger(scope, identity.organisationId);
    const row = await mandateRows(scope, caller.userId)
      .where('organisation_id', '=', organisation_id)
      .where('mandate_id', '=', mandate_id)
      .forUpdate('mandate')
      .executeTakeFirst();
    if (!row) throw new HttpProblem('mandate-unknown');
    const { set, action } = await decide(scope, row, at);
    await scope
      .updateTable('app.mandates')
      .set(set)
      .where('organisation_id', '=', organisation_id)
      .where('mandate_id', '=', mandate_id)
      .execute();
    const detail = { holder: organisation_id, representative: representative_id };
    await appendAudit(scope, ledger, {
      action,
      at,
      actorUserId: caller.userId,
      entity: mandate_id,
      detail: { ...detail, ...staffDetail({ ...caller, as: identity.as }) },
    });
  });
}
