import { setTimeout as wait } from 'node:timers/promises';
import type { Health } from '@marketsafe/contract';
import type { Database } from '../db/database.ts';
import type { Condition } from '../postgres/supervise.ts';
import { HttpProblem } from '../problems.ts';
import type { Disk } from './disk.ts';

/** Longest wait for the database's answer, in milliseconds: whoever asks how the server is does not wait for a stuck one. */
const PATIENCE = 4_000;
/** Seconds after which to ask again while the database is away. */
const RETRY_AFTER = 2;

/** What is looked at. */
export interface Watched {
  db: Database;
  disk: Disk;
  /** How the stored files are. */
  files: () => Promise<NonNullable<Health['files']>>;
  /** Whether the object store answers; null where a folder holds the files. */
  objectStore: (() => Promise<NonNullable<Health['objectStore']>>) | null;
  /** How the server's own database is; null where the database is another's. */
  ownDatabase: (() => Condition) | null;
  version: string;
}

/** Tells how the server is. */
export interface HealthWatch {
  /** @throws HttpProblem `unavailable` while the database does not answer */
  look(): Promise<Health>;
}

/** Makes what tells how the server is. */
export function watchHealth({ db, disk, files, objectStore, ownDatabase, version }: Watched): HealthWatch {
  let asking: Promise<void> | undefined;

  /** However many ask, the database is asked once. */
  async function ping(): Promise<void> {
    asking ??= db.ping().finally(() => {
      asking = undefined;
    });
    const late = new AbortController();
    const tooLate = wait(PATIENCE, 'late', { signal: late.signal }).catch(() => undefined);
    try {
      if ((await Promise.race([asking, tooLate])) === 'late')
        throw new Error('timeout exceeded when trying to connect');
    } finally {
      late.abort();
    }
  }

  return {
    async look() {
      const condition = ownDatabase?.();
      if (condition && !condition.running) {
        const seconds = Math.round((Date.now() - condition.since) / 1_000);
        throw new HttpProblem('database-restarting', {
          params: { attempts: condition.attempts, seconds },
          retryAfter: RETRY_AFTER,
        });
      }
      await ping();
      const [room, stored, store] = await Promise.all([disk.room(), files(), objectStore?.()]);
      const broken = stored.damaged + stored.missing;
      return {
        status: room.state === 'ok' && broken === 0 && store !== 'away' ? 'ok' : 'impaired',
        version,
        database: 'ok',
        ...(condition?.running && { databaseRestarts: condition.restarts }),
        disk: { ...room, freeBytes: wholeGibibytes(room.freeBytes) },
        ...(store && { objectStore: store }),
        files: stored,
      };
    },
  };
}

const GIBIBYTE = 1024 ** 3;

/** Everybody may ask how much room there is: to the byte, they would read off it what others hand in. */
function wholeGibibytes(bytes: number): number {
  return Math.floor(bytes / GIBIBYTE) * GIBIBYTE;
}
