import type { ReporterDatabase } from '../database/database.ts';
import type { RenewDeps } from '../session/renew.ts';

/** Web Locks as far as the outbox needs them. `null` is given to the callback when another holder has the lock. */
export interface Locks {
  request: (
    name: string,
    options: { ifAvailable: true },
    callback: (lock: unknown) => Promise<void>,
  ) => Promise<void>;
}

/** Everything of the platform that the outbox touches. */
export interface OutboxDeps extends RenewDeps {
  db: ReporterDatabase;
  /** In [0, 1). */
  random: () => number;
  /** A name for one run of the sender that no other run has. */
  newId: () => string;
  /** False when a request to this server cannot get anywhere. */
  online: (serverUrl: string) => boolean;
  /** Absent where the platform has none: then the lease alone keeps one sender. */
  locks?: Locks;
}
