import type { Health } from '@marketsafe/contract';
import type pg from 'pg';
import { noteReading } from '../blobs/condition.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database } from '../db/database.ts';
import type { Lease, Leases } from '../processes/leases.ts';

const DAY = 24 * 60 * 60 * 1000;

/** How hard the files are read. */
export interface ScrubPace {
  /** Every file is read whole within so many days. */
  days: number;
  /** Pause between two rounds, in milliseconds. */
  every: number;
}

const PACE: ScrubPace = { days: 7, every: 60_000 };
/** Read in one round at least, in bytes: a small store is done early. */
const LEAST = 64 * 1024 * 1024;
/** How often the size of all files is summed up, in milliseconds. */
const SUM_EVERY = 60 * 60 * 1000;
/** A file that was found damaged is looked at again after this many milliseconds: somebody may have put it back. */
const LOOK_AGAIN = 60 * 60 * 1000;
/** Files that are asked for at once. */
const PAGE = 50;
/** For how long the reading is a process's that says nothing more, beside the pause between two rounds, in seconds. */
const LEASE = 60;
/** How long what was counted is believed, in milliseconds: anybody may ask how the server is. */
const FRESH = 2_000;

/** What reading everything in turn needs. */
export interface ScrubTools {
  /** Connects as the database's owner: files are looked for across organisations. */
  owner: pg.Pool;
  db: Database;
  store: BlobStore;
  /** Several processes on the same files read them once. */
  leases: Leases;
  /** Hears of each file that is found damaged or missing. */
  onDamage: (found: { organisationId: string; sha256: string; condition: string }) => void;
  onProblem: (error: unknown, message: string) => void;
  pace?: ScrubPace | undefined;
}

/** Reads every stored file in turn and compares it with its hash, over days, while everything else goes on. */
export interface Scrub {
  start(): void;
  /** How the files are, as far as they were read. */
  state(): Promise<NonNullable<Health['files']>>;
  /** Ends after the file that is being read. */
  close(): Promise<void>;
}

interface Row {
  organisation_id: string;
  sha256: string;
  bytes: number;
}

/** Makes the job; it does nothing before it is started. */
export function createScrub(tools: ScrubTools): Scrub {
  const { owner, pace = PACE } = tools;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  let summed = { at: 0, bytes: 0 };
  let counted: { at: number; state: ReturnType<Scrub['state']> } | undefined;
  let lease: Lease | null = null;

  /** Whether it is for this process to read. */
  async function isOurs(): Promise<boolean> {
    if (lease && (await lease.renew()).held) return true;
    lease = await tools.leases.take('scrub', LEASE + (2 * pace.every) / 1_000);
    return lease !== null;
  }

  /** Twice what is due in a round, so that what was missed while the server stood still is caught up with. */
  async function budget(): Promise<number> {
    const now = Date.now();
    if (now - summed.at > SUM_EVERY) {
      const { rows } = await owner.query<{ bytes: number }>(
        'select coalesce(sum(bytes), 0)::bigint as bytes from app.blobs',
      );
      summed = { at: now, bytes: rows[0]?.bytes ?? 0 };
    }
    return Math.max(LEAST, (2 * summed.bytes * pace.every) / (pace.days * DAY));
  }

  async function due(): Promise<Row[]> {
    const wanted = 'select organisation_id, sha256, bytes from app.blobs where';
    const damaged = await owner.query<Row>(
      `${wanted} damage is not null and checked_at < $1 order by checked_at limit ${PAGE}`,
      [new Date(Date.now() - LOOK_AGAIN)],
    );
    if (damaged.rows.length > 0) return damaged.rows;
    const { rows } = await owner.query<Row>(
      `${wanted} checked_at is null or checked_at < $1 order by checked_at nulls first limit ${PAGE}`,
      [new Date(Date.now() - pace.days * DAY)],
    );
    return rows;
  }

  async function read({ organisation_id: organisationId, sha256 }: Row): Promise<void> {
    const condition = await tools.store.verify(organisationId, sha256);
    const news = await noteReading(tools.db, organisationId, sha256, condition);
    if (news && condition !== 'whole') tools.onDamage({ organisationId, sha256, condition });
  }

  async function readOn(): Promise<void> {
    if (!(await isOurs())) return;
    const enough = await budget();
    for (let done = 0; done < enough && !stopped; ) {
      const rows = await due();
      if (rows.length === 0) return;
      for (const row of rows) {
        if (stopped || done >= enough || !(await isOurs())) return;
        await read(row);
        done += row.bytes;
      }
    }
  }

  function goOn(): void {
    round = readOn()
      .catch((error: unknown) => tools.onProblem(error, 'reading the stored files in turn'))
      .finally(() => {
        if (!stopped) timer = setTimeout(goOn, pace.every).unref();
      });
  }

  async function count(): ReturnType<Scrub['state']> {
    const { rows } = await owner.query<{ damaged: number; missing: number; since: Date | null }>(
      `select count(*) filter (where damage = 'damaged')::int as damaged,
        count(*) filter (where damage = 'missing')::int as missing,
        (select checked_at from app.blobs order by checked_at nulls first limit 1) as since
      from app.blobs where damage is not null`,
    );
    const [{ damaged = 0, missing = 0, since = null } = {}] = rows;
    return { damaged, missing, readSince: since?.toISOString() ?? null };
  }

  return {
    start: goOn,
    state() {
      const now = Date.now();
      if (!counted || now - counted.at > FRESH) counted = { at: now, state: count() };
      return counted.state;
    },
    async close() {
      stopped = true;
      clearTimeout(timer);
      await round;
      await lease?.end();
    },
  };
}
