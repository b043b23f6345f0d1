import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { leavingRoot, writeLeaving } from '@marketsafe/evidence';
import { sayPackageGuide } from '@marketsafe/words';
import { sql } from 'kysely';
import { appendAudit, openLedger } from '../../audit/service.ts';
import type { Caller } from '../../organisations/service.ts';
import type { Lease, Leases } from '../../processes/leases.ts';
import { exportPath } from './exports.ts';
import { type LeavingTools, leavingParts } from './parts.ts';

/** How often exports are looked for that wait, besides right after one was asked for, in milliseconds. */
const EVERY = 30_000;
/** Seconds for which one process packs before it says that it still does. */
const LEASE = 300;

/** What packing in the background works with. */
export interface LeavingWatchTools extends LeavingTools {
  leases: Leases;
  /** Folder of finished exports. */
  folder: string;
  onProblem: (error: unknown, message: string) => void;
}

/** Packs what was asked for, one export after another, in one process at a time; one that was broken off begins anew. */
export interface LeavingExports {
  start(): void;
  /** One was asked for. */
  wake(): void;
  /** Folder of finished exports. */
  folder: string;
  close(): Promise<void>;
}

/** Makes the job; it does nothing before it is started. */
export function watchLeaving(tools: LeavingWatchTools): LeavingExports {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const wake = () => {
    running = running
      .then(() => packAll(tools, stop.signal))
      .catch((error: unknown) => tools.onProblem(error, 'exports of who left'));
  };
  return {
    folder: tools.folder,
    start() {
      wake();
      timer = setInterval(wake, EVERY);
      timer.unref();
    },
    wake,
    async close() {
      stop.abort(new Error('the server ends'));
      clearInterval(timer);
      await running;
    },
  };
}

interface ToPack {
  organisation_id: string;
  export_id: string;
}

async function packAll(tools: LeavingWatchTools, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await removeWithdrawn(tools);
  const todo = await tools.db.asNobody(
    async (scope) => (await sql<ToPack>`select * from app.exports_to_pack()`.execute(scope)).rows,
  );
  if (todo.length === 0) return;
  const lease = await tools.leases.take('leaving', LEASE);
  if (!lease) return;
  try {
    for (const one of todo) await packOne(tools, one, { signal, lease });
  } finally {
    await lease.end();
  }
}

/** Removes files of exports that were withdrawn, because a claim in them was deleted: also those whose server ended before it had. */
async function removeWithdrawn({ db, folder }: LeavingWatchTools): Promise<void> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const files = names.filter((name) => name.endsWith('.zip'));
  if (files.length === 0) return;
  const kept = await db.asNobody(
    async (scope) => (await sql<{ id: string }>`select app.exports_to_keep() as id`.execute(scope)).rows,
  );
  const ids = new Set(kept.map(({ id }) => `${id}.zip`));
  for (const name of files.filter((one) => !ids.has(basename(one))))
    await rm(join(folder, name), { force: true });
}

/** Somebody does not want it any more. */
class Cancelled extends Error {
  override name = 'Cancelled';
}

async function packOne(
  tools: LeavingWatchTools,
  { organisation_id: organisationId, export_id: exportId }: ToPack,
  { signal, lease }: { signal: AbortSignal; lease: Lease },
): Promise<void> {
  const path = exportPath(tools.folder, organisationId, exportId);
  const passing = `${path}.tmp`;
  try {
    const caller = await callerOf(tools, organisationId, exportId);
    if (!caller) return;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const now = new Date();
    const root = await leavingRoot(exportId, now);
    const going = async (done: number, leftOut: number) => {
      signal.throwIfAborted();
      if (!(await lease.renew()).held) throw new Error('another process packs');
      if (!(await noteProgress(tools, { organisationId, exportId }, done, leftOut))) throw new Cancelled();
    };
    const file = await writeFile(passing, (sink) =>
      writeLeaving(sink, root, {
        parts: leavingParts(tools, caller, going),
        packer: {
          name: 'MarketSafe program',
          publicKey: tools.signingKey.publicKey,
          sign: tools.signingKey.sign,
        },
        sayGuide: sayPackageGuide,
        ...{ now, software: `marketsafe-reporter ${tools.version}`, signal },
      }),
    );
    await rename(passing, path);
    if (!(await end(tools, { organisationId, exportId }, { name: `${root}.zip`, ...file })))
      await rm(path, { force: true });
  } catch (error) {
    await rm(passing, { force: true });
    // A server that ends leaves it to the next one.
    if (signal.aborted || error instanceof Cancelled) return;
    await end(tools, { organisationId, exportId }, null);
    tools.onProblem(error, 'an export of who left');
  }
}

/** Writes a file and says what it came to. */
async function writeFile(
  path: string,
  write: (sink: WritableStream<Uint8Array<ArrayBuffer>>) => Promise<void>,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const kept = pipeline(counting, createWriteStream(path, { mode: 0o600 }));
  const written = write(Writable.toWeb(counting) as WritableStream<Uint8Array<ArrayBuffer>>).catch(
    (error: unknown) => {
      counting.destroy(error instanceof Error ? error : new Error('the export broke off'));
      throw error;
    },
  );
  await Promise.all([written, kept]);
  return { bytes, sha256: hash.digest('hex') };
}

type Which = { organisationId: string; exportId: string };

/** Who asked for it, in whose name it is read. @returns null where it was cancelled meanwhile */
async function callerOf(
  { db }: LeavingWatchTools,
  organisationId: string,
  exportId: string,
): Promise<Caller | null> {
  return db.inOrganisation({ organisationId, userId: null }, async (scope) => {
    const row = await scope
      .selectFrom('app.leaving_exports as one')
      .innerJoin('app.organisations as owner', 'owner.organisation_id', 'one.organisation_id')
      .select(['one.asked_by', 'one.asked_by_name', 'owner.name', 'owner.kind'])
      .where('one.organisation_id', '=', organisationId)
      .where('one.export_id', '=', exportId)
      .where('one.state', 'in', ['waiting', 'packing'])
      .executeTakeFirst();
    if (!row) return null;
    return {
      ...{ userId: row.asked_by, userName: row.asked_by_name, email: '', organisationId },
      ...{ organisationName: row.name, organisationKind: row.kind, roles: ['manager'], language: null },
    };
  });
}

/** @returns false where somebody cancelled it */
async function noteProgress(
  { db }: LeavingWatchTools,
  { organisationId, exportId }: Which,
  done: number,
  leftOut: number,
): Promise<boolean> {
  return db.inOrganisation({ organisationId, userId: null }, async (scope) => {
    const { numUpdatedRows } = await scope
      .updateTable('app.leaving_exports')
      .set({ state: 'packing', done, left_out: leftOut })
      .where('organisation_id', '=', organisationId)
      .where('export_id', '=', exportId)
      .where('state', 'in', ['waiting', 'packing'])
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  });
}

/** @returns false where it was cancelled or withdrawn meanwhile */
async function end(
  { db }: LeavingWatchTools,
  { organisationId, exportId }: Which,
  file: { name: string; bytes: number; sha256: string } | null,
): Promise<boolean> {
  return db.inOrganisation({ organisationId, userId: null }, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const at = new Date();
    const kept = file && { file_name: file.name, bytes: file.bytes, sha256: file.sha256, done_at: at };
    const { numUpdatedRows } = await scope
      .updateTable('app.leaving_exports')
      .set({ state: file ? 'done' : 'failed', ...kept })
      .where('organisation_id', '=', organisationId)
      .where('export_id', '=', exportId)
      .where('state', 'in', ['waiting', 'packing'])
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) return false;
    await appendAudit(scope, ledger, {
      action: file ? 'leaving-export.packed' : 'leaving-export.failed',
      ...{ at, actorUserId: null, entity: exportId },
      detail: file ? { bytes: file.bytes, sha256: file.sha256 } : {},
    });
    return true;
  });
}
