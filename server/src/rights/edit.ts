import {
  FREE_RIGHT_FIELDS,
  type Right,
  type RightChange,
  type RightEdit,
  type RightEventKind,
  type RightFieldChange,
  type RightFieldName,
  type RightFields,
} from '@marketsafe/contract';
import type { Selectable } from 'kysely';
import { appendAudit, type Ledger, openLedger } from '../audit/service.ts';
import { recordChange } from '../changes/service.ts';
import type { Scope } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import { HttpProblem } from '../problems.ts';
import { columnsOfRight, fieldsOfRight } from './columns.ts';
import { refuseTwin } from './duplicates.ts';
import { type Actor, agencyDetail, appendRightEvent } from './events.ts';
import { refuseFaults } from './register.ts';

/** A right that somebody changes. */
interface Target {
  organisationId: string;
  rightId: string;
  actor: Actor;
}

/** A right whose ledger is open, so that nobody else changes it meanwhile. */
export interface OpenRight {
  ledger: Ledger;
  row: Selectable<Tables['app.rights']>;
}

const EVENTS: Readonly<Record<RightChange, RightEventKind>> = {
  correction: 'edited',
  renewal: 'renewed',
  assignment: 'assigned',
};

/**
 * Opens a right that is in use.
 * @throws HttpProblem `right-not-here`, or `right-retired`
 */
export async function openRight(
  scope: Scope,
  { organisationId, rightId }: Pick<Target, 'organisationId' | 'rightId'>,
): Promise<OpenRight> {
  const ledger = await openLedger(scope, organisationId);
  const row = await scope
    .selectFrom('app.rights')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('right_id', '=', rightId)
    .executeTakeFirst();
  if (!row) throw new HttpProblem('right-not-here');
  if (row.retired_at !== null) throw new HttpProblem('right-retired', { status: 409 });
  return { ledger, row };
}

/**
 * Changes a right. What stands on the certificate sends it back to unverified: the program looks at it anew. A right that was refused
 * comes back to the program with any change of it.
 * @throws HttpProblem `right-not-here`, `right-retired`, `right-changed-meanwhile`, `right-registered-already`, `mandate-names-rights` or
 * `body-invalid`
 */
export async function editRight(scope: Scope, target: Target, edit: RightEdit): Promise<void> {
  const { organisationId, rightId, actor } = target;
  const { ledger, row } = await openRight(scope, target);
  if (row.revision !== edit.revision) throw new HttpProblem('right-changed-meanwhile');
  const before = fieldsOfRight(row);
  // It came as JSON, which has no undefined.
  const given = edit.fields as Partial<RightFields>;
  const after: RightFields = { ...before, ...given };
  refuseFaults(after);
  const changes = changesBetween(before, after);
  if (changes.length === 0) return;
  const identifying: readonly RightFieldName[] = ['place', 'type', 'number'];
  if (changes.some(({ field }) => identifying.includes(field))) {
    refuseOtherRegistration(actor);
    await refuseTwin(scope, organisationId, after, rightId);
  }
  const free = changes.every(({ field }) => FREE_RIGHT_FIELDS.includes(field));
  const status = free && row.status !== 'rejected' ? row.status : 'unverified';
  await update(scope, { organisationId, rightId }, row, { ...columnsOfRight(given), status });
  await record(scope, ledger, target, { kind: EVENTS[edit.change], changes, status });
  await appendAudit(scope, ledger, {
    action: 'right.edited',
    at: new Date(),
    actorUserId: actor.userId,
    entity: rightId,
    detail: {
      ...{ change: edit.change, fields: changes.map(({ field }) => field).join(' '), status },
      ...agencyDetail(actor),
    },
  });
}

/** Who keeps rights by a mandate that names them makes none of them another registration. @throws HttpProblem `mandate-names-rights` */
function refuseOtherRegistration({ agency }: Actor): void {
  if (agency && !agency.overAll)
    throw new HttpProblem('mandate-names-rights', { params: { holder: agency.holder } });
}

/**
 * Takes a right out of use: nobody claims under it any more, and its number may be registered anew. What was claimed stays.
 * @throws HttpProblem `right-not-here` or `right-retired`
 */
export async function retireRight(scope: Scope, target: Target, reason: string): Promise<void> {
  const { organisationId, rightId, actor } = target;
  const { ledger, row } = await openRight(scope, target);
  const at = new Date();
  await update(scope, { organisationId, rightId }, row, { retired_at: at, retired_reason: reason });
  await record(scope, ledger, target, { kind: 'retired', text: reason, status: row.status });
  await appendAudit(scope, ledger, {
    action: 'right.retired',
    at,
    actorUserId: actor.userId,
    entity: rightId,
    detail: { status: row.status },
  });
}

/** Sends a right back to the program, for a change that is none of its fields. @returns its status from now on */
export async function touchRight(
  scope: Scope,
  { row }: OpenRight,
  { back }: { back: boolean },
): Promise<Right['status']> {
  const status = back || row.status === 'rejected' ? 'unverified' : row.status;
  await update(scope, { organisationId: row.organisation_id, rightId: row.right_id }, row, { status });
  return status;
}

/** Keeps what happened to a right in its history and tells the organisation's devices; the audit's entry must follow. */
export async function record(
  scope: Scope,
  ledger: Ledger,
  { organisationId, rightId, actor }: Target,
  event: Pick<Parameters<typeof appendRightEvent>[2], 'kind' | 'changes' | 'text' | 'status' | 'looked'>,
): Promise<void> {
  const at = new Date();
  await appendRightEvent(scope, { organisationId, rightId }, { ...event, at, actor });
  recordChange(ledger, { kind: 'right', at, rightId });
}

type Changed = Partial<
  Pick<OpenRight['row'], 'status' | 'retired_at' | 'retired_reason'> & ReturnType<typeof columnsOfRight>
>;

async function update(
  scope: Scope,
  { organisationId, rightId }: Pick<Target, 'organisationId' | 'rightId'>,
  row: OpenRight['row'],
  changed: Changed,
): Promise<void> {
  const isBack = changed.status === 'unverified' && row.status !== 'unverified';
  const undecided = { refusal_cause: null, refusal_text: null };
  const nobody = { decided_at: null, decided_by: null, decided_by_name: null };
  await scope
    .updateTable('app.rights')
    .set({ ...changed, ...(isBack ? { ...undecided, ...nobody } : {}) })
    .set({ revision: row.revision + 1, changed_at: new Date() })
    .where('organisation_id', '=', organisationId)
    .where('right_id', '=', rightId)
    .execute();
}

function changesBetween(before: RightFields, after: RightFields): RightFieldChange[] {
  return (Object.keys(after) as RightFieldName[]).flatMap((field) => {
    const [from, to] = [textOf(before[field]), textOf(after[field])];
    return from === to ? [] : [{ field, from, to }];
  });
}

function textOf(value: RightFields[RightFieldName]): string {
  if (Array.isArray(value)) return [...value].sort((a, b) => a - b).join(', ');
  return value ?? '';
}
