import { sql } from 'kysely';
import type pg from 'pg';
import { FILES_LOCK } from '../backup/lock.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database } from '../db/database.ts';
import { type Approved, deleteSome } from './delete-claims.ts';
import { deleteSomeFiles } from './delete-files.ts';

/** How often what was approved is looked for, besides right after somebody approved, in milliseconds. */
const EVERY = 60_000;
/** How soon it is tried again while a backup is taken, in milliseconds. */
const AGAIN = 5_000;

/** What carrying out deletions needs. */
export interface DeletionTools {
  /** Holds the lock that keeps deletions and backups apart. */
  owner: pg.Pool;
  db: Database;
  store: BlobStore;
  onProblem: (error: unknown, message: string) => void;
  /** Something was looked for, and deleted if there was anything. */
  onDone?: () => void;
}

/** Carries out what two people approved, at the start, when it is approved, and by and by: what a server that ended left half done, too. */
export interface Deletions {
  start(): void;
  /** Something was approved. */
  wake(): void;
  close(): Promise<void>;
}

/** Makes the job; it does nothing before it is started. */
export function watchDeletions(tools: DeletionTools): Deletions {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let again: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const run = async () => {
    const outcome = await carryOut(tools, () => stopped);
    if (outcome === 'done' && !stopped) tools.onDone?.();
    if (outcome !== 'later' || stopped) return;
    clearTimeout(again);
    again = setTimeout(wake, AGAIN).unref();
  };
  const wake = () => {
    running = running.then(run).catch((error: unknown) => tools.onProblem(error, 'deletions'));
  };
  return {
    start() {
      wake();
      timer = setInterval(wake, EVERY);
      timer.unref();
    },
    wake,
    async close() {
      stopped = true;
      clearInterval(timer);
      clearTimeout(again);
      await running;
    },
  };
}

/**
 * Does once what `watchDeletions` does by and by.
 * @returns `later` while a backup is taken, whose rows may name what is to be deleted
 */
async function carryOut(
  { owner, db, store }: DeletionTools,
  stopped: () => boolean,
): Promise<'done' | 'later'> {
  const todo = await db.asNobody(
    async (scope) =>
      (
        await sql<{
          proposal_id: string;
          organisation_id: string;
        }>`select * from app.deletions_to_do()`.execute(scope)
      ).rows,
  );
  if (todo.length === 0 || stopped()) return 'done';
  const client = await owner.connect();
  try {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
      FILES_LOCK,
    ]);
    if (!rows[0]?.taken) return 'later';
    for (const { proposal_id: proposalId, organisation_id: organisationId } of todo) {
      await carryOutOne(db, store, { proposalId, organisationId }, stopped);
    }
    return 'done';
  } finally {
    // Ends the connection, and the lock with it.
    client.release(true);
  }
}

async function carryOutOne(
  db: Database,
  store: BlobStore,
  approved: Approved,
  stopped: () => boolean,
): Promise<void> {
  const step = async (work: Parameters<Database['asDeletion']>[1]) =>
    !stopped() && (await db.asDeletion(approved.proposalId, work)) === true;
  while (await step((scope) => deleteSomeFiles(scope, store, approved)));
  while (await step((scope) => deleteSome(scope, approved, new Date()))) {
    while (await step((scope) => deleteSomeFiles(scope, store, approved)));
  }
}
