import type { Call } from '../api/client.ts';
import type { PieceLimit } from '../api/pieces.ts';
import { expireSession, type SignedIn, signedIn } from '../session/session.ts';
import { sessionCall } from '../session/session-call.ts';
import type { OutboxDeps } from './deps.ts';
import { findDue } from './due.ts';
import { acknowledge, acknowledgeFollowing, beginEntry, park, postpone, putBack } from './entry-states.ts';
import { LEASE_MS, LeaseLostError, leaseKeeper, releaseLease, takeLease } from './lease.ts';
import { pieceMemory } from './piece-memory.ts';
import { judge } from './retry-policy.ts';
import { type Sent, sendEntry } from './send-entry.ts';

const LOCK_NAME = 'marketsafe-outbox';

/** Entries on their way at the same time. */
const LANES = 2;

/** When to look again, in milliseconds, while offline and after this device's own storage failed. */
const LOOK_AGAIN_MS = 60_000;

/**
 * How a run ended. `wakeAt` (Unix milliseconds) is when to run again if nothing else happens; null where only the user or a
 * new entry can change something.
 */
export interface DrainResult {
  ended: 'done' | 'signed-out' | 'offline' | 'busy' | 'storage-failed';
  wakeAt: number | null;
  /** How many entries were acknowledged. */
  sent?: number;
  /** What went wrong on this device, for the log. */
  error?: unknown;
}

type Stop = 'signed-out' | 'server-paused' | 'lease-lost' | 'storage-failed';

/** One run of the sender. */
interface Run {
  deps: OutboxDeps;
  session: SignedIn;
  call: Call;
  pieces: PieceLimit;
  sending: Set<string>;
  /** Why no further entry is started. */
  stop: Stop | undefined;
  sent: number;
  error?: unknown;
}

async function recordOutcome(run: Run, opId: string, sent: Sent): Promise<void> {
  const { db, now, random } = run.deps;
  if (sent.outcome === 'sent') {
    run.sent += 1;
    return acknowledge(db, opId, sent.receipt, now());
  }
  if (sent.outcome === 'followed') {
    run.sent += 1;
    return acknowledgeFollowing(db, opId, sent.standing, now());
  }
  if (sent.outcome === 'broken') {
    return park(db, opId, { ...sent.problem, at: now() });
  }
  const [entry, pause] = await Promise.all([db.outbox.get(opId), db.serverPauses.get('server')]);
  const verdict = judge(sent.failure, {
    now: now(),
    random: random(),
    attempts: entry?.attempts ?? 0,
    serverFailures: pause?.failures ?? 0,
    needs: entry?.needs ?? [],
  });
  switch (verdict.action) {
    case 'pause':
      run.stop = 'signed-out';
      await expireSession(db, run.session.token);
      return putBack(db, opId);
    case 'park':
      return park(db, opId, verdict.problem);
    case 'retry':
      if (verdict.serverPause) run.stop = 'server-paused';
      return postpone(db, opId, verdict);
  }
}

/** Takes one entry as far as it gets. Never rejects: what goes wrong on this device ends the run and leaves the entry as it is. */
async function work(run: Run, opId: string): Promise<void> {
  const { db, now } = run.deps;
  run.sending.add(opId);
  try {
    const entry = await beginEntry(db, opId, now());
    if (!entry) return;
    const { call, pieces } = run;
    const { organisation } = run.session.me;
    await recordOutcome(run, opId, await sendEntry({ db, call, pieces, now, organisation }, entry));
  } catch (error) {
    run.stop = error instanceof LeaseLostError ? 'lease-lost' : 'storage-failed';
    run.error = error;
  } finally {
    run.sending.delete(opId);
  }
}

/** Works through the list with a few entries at a time, until it is done or the run is to stop. */
async function inLanes(run: Run, opIds: string[]): Promise<void> {
  const queue = [...opIds];
  const lane = async () => {
    for (let opId = queue.shift(); opId !== undefined && !run.stop; opId = queue.shift()) {
      await work(run, opId);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function runOnce(
  deps: OutboxDeps,
  session: SignedIn,
  owner: string,
  hurry: boolean,
): Promise<DrainResult> {
  const { db, now } = deps;
  const keep = leaseKeeper(db, owner, now());
  const sending = new Set<string>();
  const run: Run = {
    deps,
    session,
    call: sessionCall(db, deps, session, () => keep(now(), sending)),
    pieces: await pieceMemory(db, session.serverUrl, now),
    sending,
    stop: undefined,
    sent: 0,
  };
  let waiting = await findDue(db, now(), hurry);
  while (waiting.due.length > 0 && !run.stop) {
    await inLanes(run, waiting.due);
    waiting = await findDue(db, now(), false);
  }
  switch (run.stop) {
    case 'signed-out':
      return { ended: 'signed-out', wakeAt: null };
    case 'lease-lost':
      return { ended: 'busy', wakeAt: now() + LEASE_MS };
    case 'storage-failed':
      return { ended: 'storage-failed', wakeAt: now() + LOOK_AGAIN_MS, error: run.error };
    default:
      return { ended: 'done', wakeAt: waiting.wakeAt, ...(run.sent > 0 && { sent: run.sent }) };
  }
}

async function withLease(
  deps: OutboxDeps,
  session: SignedIn,
  alone: boolean,
  hurry: boolean,
): Promise<DrainResult> {
  const owner = deps.newId();
  const lease = await takeLease(deps.db, owner, deps.now(), alone);
  if (!lease.taken) return { ended: 'busy', wakeAt: lease.until };
  try {
    return await runOnce(deps, session, owner, hurry);
  } finally {
    await releaseLease(deps.db, owner);
  }
}

async function asOneSender(deps: OutboxDeps, session: SignedIn, hurry: boolean): Promise<DrainResult> {
  if (!deps.locks) return withLease(deps, session, false, hurry);
  let result: DrainResult = { ended: 'busy', wakeAt: deps.now() + LEASE_MS };
  await deps.locks.request(LOCK_NAME, { ifAvailable: true }, async (lock) => {
    if (lock !== null) result = await withLease(deps, session, true, hurry);
  });
  return result;
}

/**
 * Sends what is due, as the only sender on this device, and says when to come again. Never rejects. `hurry` cuts waits for an
 * unreachable server short: for when the line may be back or a user is looking.
 */
export async function drain(deps: OutboxDeps, options: { hurry: boolean }): Promise<DrainResult> {
  const { db, now } = deps;
  try {
    const session = await signedIn(db);
    if (!session) return { ended: 'signed-out', wakeAt: null };
    if (!deps.online(session.serverUrl)) {
      const waits = await db.outbox.where('state').equals('ready').count();
      return { ended: 'offline', wakeAt: waits > 0 ? now() + LOOK_AGAIN_MS : null };
    }
    return await asOneSender(deps, session, options.hurry);
  } catch (error) {
    return { ended: 'storage-failed', wakeAt: now() + LOOK_AGAIN_MS, error };
  }
}
