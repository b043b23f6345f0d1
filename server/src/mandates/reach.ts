import { isProgramStaff, type Mandate, RIGHTS_KEEPERS } from '@marketsafe/contract';
import type { Database, Identity, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { type MandateRow, mandateState } from './state.ts';

/** A mandate as the caller may reach it: as whom it is read and written. */
export interface ReachedMandate {
  identity: Identity;
  row: MandateRow;
}

/**
 * Mandates that the caller may see: those that their organisation gave or was given, for the program's staff all; the youngest first.
 * @param mandateId only this one
 */
export function readMandates(db: Database, caller: Caller, mandateId?: string): Promise<MandateRow[]> {
  const find = (scope: Scope) => {
    const all = scope
      .selectFrom('app.mandates')
      .selectAll()
      .orderBy('proposed_at', 'desc')
      .orderBy('mandate_id');
    return (mandateId === undefined ? all : all.where('mandate_id', '=', mandateId)).execute();
  };
  return isProgramStaff(caller.roles) ? db.asStaff(caller.userId, find) : db.inOrganisation(caller, find);
}

/** @throws HttpProblem `mandate-unknown` */
export async function reachMandate(db: Database, caller: Caller, mandateId: string): Promise<ReachedMandate> {
  const [row] = await readMandates(db, caller, mandateId);
  if (!row) throw new HttpProblem('mandate-unknown');
  const { userId, organisationId } = caller;
  const identity: Identity = isProgramStaff(caller.roles)
    ? { organisationId: row.organisation_id, userId, as: 'staff' }
    : { organisationId, userId };
  return { identity, row };
}

/** A mandate as the caller sees it. */
export function mandateOf(row: MandateRow, caller: Caller): Mandate {
  const state = mandateState(row, new Date().toISOString().slice(0, 10));
  const isStaff = isProgramStaff(caller.roles);
  const keeps = RIGHTS_KEEPERS.some((role) => caller.roles.includes(role));
  const isHolder = row.organisation_id === caller.organisationId;
  return {
    mandateId: row.mandate_id,
    holder: { organisationId: row.organisation_id, name: row.holder_name },
    representative: { organisationId: row.representative_id, name: row.representative_name },
    rightIds: row.right_ids,
    marketplaces: row.marketplaces,
    powers: row.powers,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    document: row.document_sha256,
    authority: row.authority,
    signedName: row.signed_name,
    signedTitle: row.signed_title,
    state,
    proposedAt: row.proposed_at.toISOString(),
    proposedBy: row.proposed_by_name,
    decided: row.decided_at && { at: row.decided_at.toISOString(), by: row.decided_by_name ?? '' },
    refusal: row.refusal,
    revoked: row.revoked_at && {
      at: row.revoked_at.toISOString(),
      by: row.revoked_by_name ?? '',
      reason: row.revocation ?? '',
    },
    may: {
      decide: state === 'proposed' && (isStaff || (isHolder && keeps)),
      revoke: (state === 'in-force' || state === 'coming') && (isStaff || keeps),
    },
  };
}
