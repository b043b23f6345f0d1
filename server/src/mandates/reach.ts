import { isProgramStaff, type Mandate, RIGHTS_KEEPERS, type Undeciding } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Database, Identity, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { type MandateRow, mandateState } from './state.ts';

/** A mandate with what decides who of the program's staff may decide on it. */
export interface ReadMandate extends MandateRow {
  /** Whether the caller belongs, or belonged, to one of its sides. */
  belongs: boolean;
  /** Whether its holder has somebody who could confirm it; known to the program's staff. */
  holder_can: boolean;
}

/** A mandate as the caller may reach it: as whom it is read and written. */
export interface ReachedMandate {
  identity: Identity;
  row: ReadMandate;
}

/**
 * Mandates that the caller may see: those that their organisation gave or was given, for the program's staff all; the youngest first.
 * @param mandateId only this one
 */
export function readMandates(db: Database, caller: Caller, mandateId?: string): Promise<ReadMandate[]> {
  const find = (scope: Scope) => {
    const all = mandateRows(scope, caller.userId).orderBy('proposed_at', 'desc').orderBy('mandate_id');
    return (mandateId === undefined ? all : all.where('mandate_id', '=', mandateId)).execute();
  };
  return isProgramStaff(caller.roles) ? db.asStaff(caller.userId, find) : db.inOrganisation(caller, find);
}

/** Rows of mandates, as one person looks at them. */
export function mandateRows(scope: Scope, userId: string) {
  return scope
    .selectFrom('app.mandates as mandate')
    .selectAll('mandate')
    .select([
      sql<boolean>`exists (select from app.memberships member where member.user_id = ${userId}::uuid
        and member.organisation_id in (mandate.organisation_id, mandate.representative_id))`.as('belongs'),
      sql<boolean>`exists (select from app.memberships member where member.organisation_id = mandate.organisation_id
        and member.ended_at is null and member.roles && ${[...RIGHTS_KEEPERS]}::text[])`.as('holder_can'),
    ]);
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

/** Why one of the program's staff does not decide on a mandate; null where they may. */
export function undecidingOf(row: ReadMandate, { userId }: Pick<Caller, 'userId'>): Undeciding | null {
  if (row.belongs) return 'belongs';
  if (!row.entered_by_program) return null;
  if (row.holder_can) return 'holder-confirms';
  return row.proposed_by === userId ? 'entered-it' : null;
}

/** A mandate as the caller sees it. */
export function mandateOf(row: ReadMandate, caller: Caller): Mandate {
  const state = mandateState(row, new Date().toISOString().slice(0, 10));
  const isStaff = isProgramStaff(caller.roles);
  const keeps = RIGHTS_KEEPERS.some((role) => caller.roles.includes(role));
  const isHolder = row.organisation_id === caller.organisationId;
  const undeciding = isStaff && state === 'proposed' ? undecidingOf(row, caller) : null;
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
    enteredByProgram: row.entered_by_program,
    may: {
      decide: state === 'proposed' && (isStaff ? undeciding === null : isHolder && keeps),
      revoke: (state === 'in-force' || state === 'coming') && (isStaff ? !row.belongs : keeps),
    },
    undeciding,
  };
}
