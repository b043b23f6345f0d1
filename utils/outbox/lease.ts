import type { ReporterDatabase } from '../database/database.ts';

/** How long a lease holds without being renewed, in milliseconds: longer than any one request takes. */
export const LEASE_MS = 60_000;

/** A lease with less than this left, in milliseconds, is renewed before the next request. */
const RENEW_BELOW_MS = 30_000;

/** Another sender has the lease: whoever notices stops, and leaves everything as it is. */
export class LeaseLostError extends Error {
  override name = 'LeaseLostError';
}

function isLive(until: number, now: number): boolean {
  // A lease longer than any that is given out was written by a clock that has been put back since.
  return until > now && until <= now + LEASE_MS;
}

/**
 * Takes the one sender's lease; returns when the present owner's runs out if that one is still live. `alone` says that a Web
 * Lock already proves that no other sender lives: a dead one's lease is then not waited for.
 */
export async function takeLease(
  db: ReporterDatabase,
  owner: string,
  now: number,
  alone: boolean,
): Promise<{ taken: true } | { taken: false; until: number }> {
  return db.transaction('rw', db.leases, async () => {
    const row = await db.leases.get('outbox');
    if (!alone && row && row.owner !== owner && isLive(row.until, now))
      return { taken: false, until: row.until };
    await db.leases.put({ name: 'outbox', owner, until: now + LEASE_MS });
    return { taken: true };
  });
}

/**
 * The way to keep a lease while working: called before each request, it renews what is about to run out and moves the marks of
 * the entries being sent along. Rejects with `LeaseLostError` once another owner has it.
 */
export function leaseKeeper(
  db: ReporterDatabase,
  owner: string,
  takenAt: number,
): (now: number, sending: Iterable<string>) => Promise<void> {
  let until = takenAt + LEASE_MS;
  return async (now, sending) => {
    if (isLive(until, now) && until - now > RENEW_BELOW_MS) return;
    await db.transaction('rw', db.leases, db.outbox, async () => {
      const row = await db.leases.get('outbox');
      if (row?.owner !== owner) throw new LeaseLostError('another sender has taken over');
      await db.leases.put({ name: 'outbox', owner, until: now + LEASE_MS });
      await db.outbox
        .where('opId')
        .anyOf([...sending])
        .modify({ sendingSince: now });
    });
    until = now + LEASE_MS;
  };
}

/** Gives the lease back, unless another owner has it by now. */
export async function releaseLease(db: ReporterDatabase, owner: string): Promise<void> {
  await db.transaction('rw', db.leases, async () => {
    if ((await db.leases.get('outbox'))?.owner === owner) await db.leases.delete('outbox');
  });
}
