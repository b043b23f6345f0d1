import { setTimeout as pause } from 'node:timers/promises';
import { ERRORS, type Lock, type Locker, type RequestRelease } from '@tus/server';
import type { Lease, Leases } from '../processes/leases.ts';

/** For how long an upload is a process's that says nothing more, in seconds: one that was killed keeps nobody waiting. */
const LEASE = 10;
/** How often whoever writes says that it does, and hears whether another waits, in milliseconds. */
const RENEW_EVERY = 1_000;
/** How often whoever waits looks again, and how long at most, in milliseconds. */
const LOOK_EVERY = 100;
const PATIENCE = 30_000;

/**
 * Has one request at a time write to an upload, whichever process it came to. A request that waits has the one before it end where it is,
 * which a broken line would keep open for minutes.
 */
export function createUploadLocker(leases: Leases): Locker {
  return { newLock: (id) => new UploadLock(`upload ${id}`, leases) };
}

class UploadLock implements Lock {
  readonly #name: string;
  readonly #leases: Leases;
  #lease: Lease | null = null;
  #renewing: NodeJS.Timeout | undefined;

  constructor(name: string, leases: Leases) {
    this.#name = name;
    this.#leases = leases;
  }

  async lock(stopSignal: AbortSignal, requestRelease: RequestRelease): Promise<void> {
    for (const until = Date.now() + PATIENCE; this.#lease === null; ) {
      if (stopSignal.aborted || Date.now() > until) throw ERRORS.ERR_LOCK_TIMEOUT;
      this.#lease = await this.#leases.take(this.#name, LEASE);
      if (this.#lease === null) await pause(LOOK_EVERY);
    }
    const lease = this.#lease;
    this.#renewing = setInterval(() => {
      lease
        .renew()
        .then(({ held, wanted }) => (!held || wanted ? requestRelease() : undefined))
        // A database that is away lets nobody else in either.
        .catch(() => undefined);
    }, RENEW_EVERY).unref();
  }

  async unlock(): Promise<void> {
    clearInterval(this.#renewing);
    await this.#lease?.end();
    this.#lease = null;
  }
}
