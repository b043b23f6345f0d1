import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { LeavingExport } from '@marketsafe/contract';
import { sql } from 'kysely';
import { appendAudit, openLedger } from '../../audit/service.ts';
import type { Database, Scope } from '../../db/database.ts';
import type { Caller } from '../../organisations/service.ts';
import { HttpProblem } from '../../problems.ts';

/** Where the file of an export lies. */
export function exportPath(folder: string, organisationId: string, exportId: string): string {
  return join(folder, organisationId, `${exportId}.zip`);
}

/** How the last export of the caller's organisation stands. */
export async function leavingExportOf(scope: Scope, organisationId: string): Promise<LeavingExport> {
  const row = await scope
    .selectFrom('app.leaving_exports')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return { export: null };
  const { file_name: name, bytes, sha256, done_at: doneAt } = row;
  const isThere =
    row.state === 'done' && name !== null && bytes !== null && sha256 !== null && doneAt !== null;
  return {
    export: {
      ...{ exportId: row.export_id, state: row.state, askedAt: row.asked_at.toISOString() },
      ...{ by: row.asked_by_name, done: row.done, claims: row.claims, left: row.left_out },
      file: isThere ? { name, bytes: Number(bytes), sha256, at: doneAt.toISOString() } : null,
    },
  };
}

/**
 * Has everything packed that the caller's organisation filed; one that is under way goes on.
 * @throws HttpProblem `leaving-export-too-early`
 */
export async function askForExport(db: Database, caller: Caller): Promise<LeavingExport> {
  const { organisationId, userId, userName } = caller;
  return db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const { rows } = await sql<{
      left: boolean;
    }>`select app.has_left(${organisationId}::uuid) as left`.execute(scope);
    if (rows[0]?.left !== true) throw new HttpProblem('leaving-export-too-early');
    const before = await leavingExportOf(scope, organisationId);
    if (before.export?.state === 'waiting' || before.export?.state === 'packing') return before;
    const { claims } = await scope
      .selectFrom('app.claims')
      .select((select) => select.fn.countAll<string>().as('claims'))
      .where('organisation_id', '=', organisationId)
      .executeTakeFirstOrThrow();
    const at = new Date();
    const exportId = randomUUID();
    await scope
      .insertInto('app.leaving_exports')
      .values({
        ...{ organisation_id: organisationId, export_id: exportId, state: 'waiting', claims: Number(claims) },
        ...{ asked_at: at, asked_by: userId, asked_by_name: userName },
      })
      .execute();
    await appendAudit(scope, ledger, {
      action: 'leaving-export.asked',
      ...{ at, actorUserId: userId, entity: exportId, detail: { claims: Number(claims) } },
    });
    return leavingExportOf(scope, organisationId);
  });
}

/** Stops packing; what is packed already stays. */
export async function cancelExport(db: Database, caller: Caller): Promise<LeavingExport> {
  const { organisationId, userId } = caller;
  return db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const stopped = await scope
      .updateTable('app.leaving_exports')
      .set({ state: 'cancelled' })
      .where('organisation_id', '=', organisationId)
      .where('state', 'in', ['waiting', 'packing'])
      .returning('export_id')
      .executeTakeFirst();
    if (stopped) {
      await appendAudit(scope, ledger, {
        action: 'leaving-export.cancelled',
        ...{ at: new Date(), actorUserId: userId, entity: stopped.export_id, detail: {} },
      });
    }
    return leavingExportOf(scope, organisationId);
  });
}

/**
 * The finished file of the caller's organisation; the audit has it before the first byte.
 * @throws HttpProblem `leaving-export-unknown`
 */
export async function openLeavingFile(db: Database, caller: Caller, folder: string, exportId: string) {
  const { organisationId, userId } = caller;
  return db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const row = await scope
      .selectFrom('app.leaving_exports')
      .select(['file_name', 'bytes', 'sha256'])
      .where('organisation_id', '=', organisationId)
      .where('export_id', '=', exportId)
      .where('state', '=', 'done')
      .executeTakeFirst();
    if (!row?.file_name) throw new HttpProblem('leaving-export-unknown');
    await appendAudit(scope, ledger, {
      action: 'leaving-export.downloaded',
      ...{ at: new Date(), actorUserId: userId, entity: exportId, detail: { sha256: row.sha256 } },
    });
    const path = exportPath(folder, organisationId, exportId);
    return { path, name: row.file_name, bytes: Number(row.bytes) };
  });
}
