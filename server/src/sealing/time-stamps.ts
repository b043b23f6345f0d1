import type { TimeStampFailure } from '@marketsafe/contract';
import type pg from 'pg';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { Database, Identity } from '../db/database.ts';
import type { Jobs, Queue } from '../jobs/jobs.ts';
import { askAuthority, NoTimeStamp, type TimeStamp, type TimeStampAuthority } from './ask-authority.ts';

/** How long to wait for a token and between tries to get it. */
export interface Pace {
  /** Seconds before the first retry; doubled each time. */
  retryDelay: number;
  /** Longest pause between two tries, in seconds. */
  retryDelayMax: number;
  /** Longest wait for one authority, in milliseconds. */
  patience: number;
}

const PACE: Pace = { retryDelay: 5, retryDelayMax: 600, patience: 15_000 };
/** How often what is pending is looked for, in milliseconds: a job that was lost costs a minute. */
const SWEEP_EVERY = 60_000;
/** Captures sent to the queue at once. */
const PAGE = 1_000;

/** What getting time-stamps needs. */
export interface TimeStampTools {
  /** Connects as the database's owner: what is pending is looked for across organisations. */
  owner: pg.Pool;
  db: Database;
  /** In the order in which they are asked. */
  authorities: readonly TimeStampAuthority[];
  onProblem: (error: unknown, message: string) => void;
  pace?: Pace | undefined;
}

/** Gets tokens for captures while everything else goes on. */
export interface TimeStamps {
  /** Asks for tokens soon. Never throws, and nobody has to wait for it: what is not heard here is found by the sweep. */
  request(organisationId: string, captureIds: readonly string[]): void;
  /**
   * A token over a SHA-256, now: the first that an authority gives. Null where none gives one in so many milliseconds; nobody comes back
   * to it.
   */
  stampNow(sha256: string, patience: number): Promise<TimeStamp | null>;
  /** Begins to work; before, nothing is asked for. */
  start(openJobs: () => Promise<Jobs>): Promise<void>;
  close(): Promise<void>;
}

/** A capture whose token is wanted. */
interface Wanted {
  organisationId: string;
  captureId: string;
}

/**
 * Makes what gets a token for every capture that has none. The rows of `app.time_stamps` say what is wanted; jobs only say when, so a
 * job that is lost is no lost token.
 */
export function createTimeStamps(tools: TimeStampTools): TimeStamps {
  const { owner, authorities, onProblem, pace = PACE } = tools;
  let jobs: Jobs | undefined;
  let queue: Queue<Wanted> | undefined;
  let sweeper: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> = Promise.resolve();
  const stopping = new AbortController();

  async function send(wanted: readonly Wanted[]): Promise<void> {
    await queue?.send(
      wanted.map((data) => ({ key: `${data.organisationId}/${data.captureId}`, data: { ...data } })),
    );
  }

  async function sweep(): Promise<void> {
    let last: Wanted | undefined;
    do {
      const page = await pendingAfter(owner, last);
      await send(page);
      last = page.length === PAGE ? page.at(-1) : undefined;
    } while (last && !stopping.signal.aborted);
  }

  function sweepSoon(): void {
    sweeping = sweeping.then(sweep).catch((error: unknown) => onProblem(error, 'pending time-stamps'));
  }

  return {
    request(organisationId, captureIds) {
      send(captureIds.map((captureId) => ({ organisationId, captureId }))).catch((error: unknown) =>
        onProblem(error, 'asking for time-stamps'),
      );
    },
    async stampNow(sha256, patience) {
      const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(patience)]);
      for (const authority of authorities) {
        if (signal.aborted) break;
        const stamp = await askAuthority(authority, sha256, { patience, signal }).catch((error: unknown) => {
          onProblem(error, 'time-stamp of a package');
          return null;
        });
        if (stamp) return stamp;
      }
      return null;
    },
    async start(openJobs) {
      jobs = await openJobs();
      const expireAfter = Math.ceil((pace.patience * authorities.length) / 1_000) + 30;
      queue = await jobs.open<Wanted>(
        'time-stamp',
        { retryDelay: pace.retryDelay, retryDelayMax: pace.retryDelayMax, expireAfter, concurrency: 2 },
        (wanted, attempt) => stamp(tools, wanted, AbortSignal.any([attempt.signal, stopping.signal])),
      );
      sweepSoon();
      sweeper = setInterval(sweepSoon, SWEEP_EVERY);
      sweeper.unref();
    },
    async close() {
      stopping.abort();
      clearInterval(sweeper);
      await sweeping;
      await jobs?.close();
    },
  };
}

async function pendingAfter(owner: pg.Pool, last: Wanted | undefined): Promise<Wanted[]> {
  const { rows } = await owner.query<{ organisation_id: string; capture_id: string }>(
    `select organisation_id, capture_id from app.time_stamps
     where state = 'pending' and ($1::uuid is null or (organisation_id, capture_id) > ($1::uuid, $2::uuid))
     order by organisation_id, capture_id limit ${PAGE}`,
    [last?.organisationId ?? null, last?.captureId ?? null],
  );
  return rows.map((row) => ({ organisationId: row.organisation_id, captureId: row.capture_id }));
}

/** Gets the token of one capture, if it has none yet. Throws where no authority gave one, so that it is tried again. */
async function stamp(tools: TimeStampTools, wanted: Wanted, signal: AbortSignal): Promise<void> {
  const { db, authorities, pace: { patience } = PACE } = tools;
  const identity: Identity = { organisationId: wanted.organisationId, userId: null };
  const capture = await db.inOrganisation(identity, (scope) =>
    scope
      .selectFrom('app.captures as capture')
      .innerJoin('app.time_stamps as stamp', (join) =>
        join
          .onRef('stamp.organisation_id', '=', 'capture.organisation_id')
          .onRef('stamp.capture_id', '=', 'capture.capture_id'),
      )
      .select(['capture.manifest_sha256', 'stamp.state'])
      .where('capture.organisation_id', '=', wanted.organisationId)
      .where('capture.capture_id', '=', wanted.captureId)
      .executeTakeFirst(),
  );
  if (capture?.state !== 'pending') return;
  const failures: TimeStampFailure[] = [];
  for (const authority of authorities) {
    try {
      const found = await askAuthority(authority, capture.manifest_sha256, { patience, signal });
      await keep(db, wanted, capture.manifest_sha256, found);
      return;
    } catch (error) {
      if (!(error instanceof NoTimeStamp)) throw error;
      // What was broken off because the server stops says nothing about the authority.
      signal.throwIfAborted();
      failures.push(...error.failures);
    }
  }
  await recordFailures(db, wanted, failures);
  throw new NoTimeStamp(failures);
}

/** Writes a token down with its audit entry, in one transaction, once. */
async function keep(
  db: Database,
  { organisationId, captureId }: Wanted,
  manifestSha256: string,
  found: TimeStamp,
): Promise<void> {
  await db.inOrganisation({ organisationId, userId: null }, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const at = new Date();
    const { numUpdatedRows } = await scope
      .updateTable('app.time_stamps')
      .set((was) => ({
        state: 'stamped',
        attempts: was('attempts', '+', 1),
        tried_at: at,
        last_failures: null,
        token: Buffer.from(found.token),
        chain: found.chain,
        stamped_at: new Date(found.at),
        authority: found.authority,
        authority_url: found.url,
      }))
      .where('organisation_id', '=', organisationId)
      .where('capture_id', '=', captureId)
      .where('state', '=', 'pending')
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await appendAudit(scope, ledger, {
      action: 'capture.time-stamped',
      at,
      actorUserId: null,
      entity: captureId,
      detail: { manifestSha256, stampedAt: found.at, authority: new URL(found.url).host },
    });
  });
}

async function recordFailures(
  db: Database,
  { organisationId, captureId }: Wanted,
  failures: readonly TimeStampFailure[],
): Promise<void> {
  await db.inOrganisation({ organisationId, userId: null }, (scope) =>
    scope
      .updateTable('app.time_stamps')
      .set((was) => ({
        attempts: was('attempts', '+', 1),
        tried_at: new Date(),
        last_failures: JSON.stringify(failures),
      }))
      .where('organisation_id', '=', organisationId)
      .where('capture_id', '=', captureId)
      .where('state', '=', 'pending')
      .execute(),
  );
}
