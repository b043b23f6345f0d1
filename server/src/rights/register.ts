import { type NewRight, type Right, type RightFields, rightFaults } from '@marketsafe/contract';
import { appendAudit, type Ledger, openLedger } from '../audit/service.ts';
import { recordChange } from '../changes/service.ts';
import type { Identity, Scope } from '../db/database.ts';
import { HttpProblem } from '../problems.ts';
import { columnsOfRight } from './columns.ts';
import { refuseTwin } from './duplicates.ts';
import { type Actor, agencyDetail, SERVER } from './events.ts';

/** Rows in one statement: PostgreSQL takes 65 535 parameters. */
const CHUNK = 1_000;

/** What a right needs beyond what every list shows of it, where nothing is known. */
const UNKNOWN: Omit<RightFields, keyof Right> = {
  markKind: 'word',
  filedOn: null,
  registeredOn: null,
  renewedOn: null,
  note: '',
};

/** The calendar day in UTC, by which rights stand or have expired. */
export function dayInUtc(at: Date = new Date()): string {
  return at.toISOString().slice(0, 10);
}

/** Refuses fields that contradict each other. @throws HttpProblem `body-invalid` */
export function refuseFaults(fields: RightFields): void {
  const errors = rightFaults(fields, dayInUtc());
  if (errors.length > 0) throw new HttpProblem('body-invalid', { errors });
}

/**
 * Registers one right, unverified, tells the organisation's devices, and records who did it. The same id once more is the same right.
 * @throws HttpProblem `body-invalid` or `right-registered-already`
 */
export async function registerRight(
  scope: Scope,
  { organisationId, actor }: { organisationId: string; actor: Actor },
  right: NewRight,
): Promise<void> {
  refuseFaults(fieldsIn(right));
  const ledger = await openLedger(scope, organisationId);
  const there = await scope
    .selectFrom('app.rights')
    .select('right_id')
    .where('organisation_id', '=', organisationId)
    .where('right_id', '=', right.rightId)
    .executeTakeFirst();
  if (there) return;
  await refuseTwin(scope, organisationId, right);
  await write(scope, ledger, actor, right, 'unverified');
}

/**
 * Puts a right there as it is said to be, its status included: for demo data and for what was verified elsewhere. Everybody else registers
 * with `registerRight` and has it verified with `decideRight`.
 */
export async function placeRight(
  scope: Scope,
  { organisationId, userId }: Identity,
  right: Right & Partial<RightFields>,
  at = new Date(),
): Promise<void> {
  const ledger = await openLedger(scope, organisationId);
  const { status, ...fields } = right;
  await write(scope, ledger, { ...SERVER, userId }, { ...UNKNOWN, ...fields }, status, at);
}

function fieldsIn({ rightId: _, ...fields }: NewRight): RightFields {
  return fields;
}

async function write(
  scope: Scope,
  ledger: Ledger,
  actor: Actor,
  right: NewRight,
  status: Right['status'],
  at = new Date(),
): Promise<void> {
  await insertRights(scope, ledger.organisationId, {
    rights: [right],
    at,
    actor,
    kind: 'registered',
    status,
  });
  recordChange(ledger, { kind: 'right', at, rightId: right.rightId });
  await appendAudit(scope, ledger, {
    action: 'right.registered',
    at,
    actorUserId: actor.userId,
    entity: right.rightId,
    detail: { type: right.type, status, ...agencyDetail(actor) },
  });
}

/** Writes rights with the beginning of their history. The ledger must be open, and what is the same must have been refused. */
export async function insertRights(
  scope: Scope,
  organisationId: string,
  {
    rights,
    at,
    actor,
    kind,
    status,
  }: {
    rights: readonly NewRight[];
    at: Date;
    actor: Actor;
    kind: 'registered' | 'imported';
    status: Right['status'];
  },
): Promise<void> {
  for (let first = 0; first < rights.length; first += CHUNK) {
    const chunk = rights.slice(first, first + CHUNK);
    await scope
      .insertInto('app.rights')
      .values(
        chunk.map((right) => {
          const fields = { ...UNKNOWN, ...fieldsIn(right) };
          const row = {
            ...{ organisation_id: organisationId, right_id: right.rightId, status },
            ...{ created_at: at, changed_at: at },
            ...{ type: fields.type, brand: fields.brand, mark: fields.mark, mark_kind: fields.markKind },
            ...{ place: fields.place, number: fields.number, owner: fields.owner },
            ...{ nice_classes: fields.niceClasses, note: fields.note },
          };
          return { ...row, ...columnsOfRight(fields) };
        }),
      )
      .execute();
    await scope
      .insertInto('app.right_events')
      .values(
        chunk.map(({ rightId }) => ({
          ...{ organisation_id: organisationId, right_id: rightId, sequence: 1, at, kind, status },
          ...{ actor_user_id: actor.userId, actor_name: actor.name, actor_role: actor.role },
          actor_organisation: actor.agency?.organisation ?? null,
          mandate_id: actor.agency?.mandateId ?? null,
          ...{ changes: '[]', text: null },
        })),
      )
      .execute();
  }
}
