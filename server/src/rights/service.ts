import type { Right } from '@marketsafe/contract';
import { sql } from 'kysely';
import { appendAudit, openLedger } from '../audit/service.ts';
import { recordChange } from '../changes/service.ts';
import type { Identity, Scope } from '../db/database.ts';

/** Every right the organisation has registered, by brand and then newest first. */
export async function listRights(scope: Scope, organisationId: string): Promise<Right[]> {
  const rows = await scope
    .selectFrom('app.rights')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('brand')
    .orderBy('created_at', 'desc')
    .orderBy('right_id')
    .execute();
  return rows.map(rightOf);
}

/** One right of the organisation. */
export async function findRight(
  scope: Scope,
  organisationId: string,
  rightId: string,
): Promise<Right | undefined> {
  const row = await rightsQuery(scope, organisationId, [rightId]).executeTakeFirst();
  return row && rightOf(row);
}

/** Asks for the organisation's rights among these; `rightOf` reads its rows. */
export function rightsQuery(scope: Scope, organisationId: string, rightIds: readonly string[]) {
  return scope
    .selectFrom('app.rights')
    .select([
      'right_id',
      'type',
      'brand',
      'mark',
      'place',
      'number',
      'owner',
      'nice_classes',
      'status',
      'expires_on',
    ])
    .where('organisation_id', '=', organisationId)
    .where(sql<boolean>`right_id = any(${[...rightIds]}::uuid[])`);
}

/** Registers a right, tells the organisation's devices, and records who did it. */
export async function registerRight(scope: Scope, identity: Identity, right: Right): Promise<void> {
  const { organisationId, userId } = identity;
  const at = new Date();
  const ledger = await openLedger(scope, organisationId);
  await scope
    .insertInto('app.rights')
    .values({
      organisation_id: organisationId,
      right_id: right.rightId,
      type: right.type,
      brand: right.brand,
      mark: right.mark,
      place: right.place,
      number: right.number,
      owner: right.owner,
      nice_classes: right.niceClasses,
      status: right.status,
      expires_on: right.expiresOn,
      created_at: at,
    })
    .execute();
  recordChange(ledger, { kind: 'right', at, rightId: right.rightId });
  await appendAudit(scope, ledger, {
    action: 'right.registered',
    at,
    actorUserId: userId,
    entity: right.rightId,
    detail: { type: right.type, status: right.status },
  });
}

/** What is read of a right. */
interface RightRow {
  right_id: string;
  type: Right['type'];
  brand: string;
  mark: string;
  place: string;
  number: string;
  owner: string;
  nice_classes: number[];
  status: Right['status'];
  expires_on: string | null;
}

export function rightOf(row: RightRow): Right {
  return {
    rightId: row.right_id,
    type: row.type,
    brand: row.brand,
    mark: row.mark,
    place: row.place,
    number: row.number,
    owner: row.owner,
    niceClasses: row.nice_classes,
    status: row.status,
    expiresOn: row.expires_on,
  };
}
