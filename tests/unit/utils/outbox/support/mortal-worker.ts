import type { DBCore, DBCoreTable, DBCoreTransaction } from 'dexie';
import { ReporterDatabase } from '../../../../../utils/database/database.ts';
import type { Locks, OutboxDeps } from '../../../../../utils/outbox/deps.ts';
import type { ModelRequest } from './model-server.ts';
import type { VirtualClock } from './virtual-clock.ts';

const NEVER = new Promise<never>(() => undefined);

/** The browser's Web Locks: one holder a name, freed when the holder ends or dies. */
export class LockTable {
  #holders = new Map<string, object>();

  of(owner: object): Locks {
    return {
      request: async (name, _options, callback) => {
        if (this.#holders.has(name)) return callback(null);
        this.#holders.set(name, owner);
        try {
          await callback({});
        } finally {
          if (this.#holders.get(name) === owner) this.#holders.delete(name);
        }
      },
    };
  }

  free(owner: object): void {
    for (const [name, holder] of this.#holders) if (holder === owner) this.#holders.delete(name);
  }
}

/** What can go wrong inside one worker. Calls of the platform and of the database are counted from 1. */
export interface Fate {
  /** Dies at this call: it does not happen, and nothing after it. */
  dieAt?: number;
  /** Writes with these numbers are refused because the disk is full. */
  failWrites?: ReadonlySet<number>;
}

/** The world a worker lives in. */
export interface World {
  clock: VirtualClock;
  random: () => number;
  /** Undefined: a platform without Web Locks. */
  locks: LockTable | undefined;
  online: () => boolean;
  network: (request: ModelRequest, signal: AbortSignal) => Promise<Response>;
}

async function bytesOf(body: RequestInit['body']): Promise<Uint8Array<ArrayBuffer>> {
  if (body instanceof Blob) return new Uint8Array(await body.arrayBuffer());
  return new TextEncoder().encode(typeof body === 'string' ? body : '');
}

/**
 * A worker over the real outbox code that can be killed at any call: like a killed process it never hears of anything again,
 * its open transactions are undone and its locks are free.
 */
export class MortalWorker {
  readonly db: ReporterDatabase;
  readonly deps: OutboxDeps;
  readonly died: Promise<'died'>;
  calls = 0;
  dead = false;
  #writes = 0;
  #fate: Fate;
  #world: World;
  #open = new Set<DBCoreTransaction>();
  #announceDeath: () => void = () => undefined;

  constructor(databaseName: string, world: World, fate: Fate = {}) {
    this.#world = world;
    this.#fate = fate;
    this.died = new Promise((resolve) => {
      this.#announceDeath = () => resolve('died');
    });
    this.db = new ReporterDatabase(databaseName);
    this.db.use({ stack: 'dbcore', name: 'mortality', create: (core) => this.#mortal(core) });
    this.deps = {
      db: this.db,
      now: world.clock.now,
      after: world.clock.after,
      random: world.random,
      newId: () => crypto.randomUUID(),
      online: world.online,
      fetch: (url, init) => this.#fetch(url, init),
      ...(world.locks && { locks: this.#locks(world.locks) }),
    };
  }

  /** Does some work; resolves with its result, or with `died` when the worker did not live to see it. */
  async live<Result>(work: (deps: OutboxDeps) => Promise<Result>): Promise<Result | 'died'> {
    const result = await Promise.race([work(this.deps), this.died]);
    if (!this.dead) this.db.close();
    return result;
  }

  /** Counts a call. True when the worker is dead, so that the call must not happen. */
  #isEnd(): boolean {
    if (this.dead) return true;
    this.calls += 1;
    if (this.calls !== this.#fate.dieAt) return false;
    this.dead = true;
    for (const transaction of this.#open) {
      try {
        transaction.abort();
      } catch {
        // It was over already.
      }
    }
    this.#world.locks?.free(this);
    this.db.close();
    this.#announceDeath();
    return true;
  }

  #locks(table: LockTable): Locks {
    const locks = table.of(this);
    return {
      request: (name, options, callback) => (this.#isEnd() ? NEVER : locks.request(name, options, callback)),
    };
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    if (this.#isEnd()) return NEVER;
    const { pathname, search } = new URL(url);
    const signal = init.signal ?? new AbortController().signal;
    const request = {
      method: init.method ?? 'GET',
      path: pathname + search,
      headers: new Headers(init.headers),
      body: await bytesOf(init.body),
    };
    const response = await this.#world.network(request, signal);
    return this.#isEnd() ? NEVER : response;
  }

  #mortal(core: DBCore): DBCore {
    const guard = <Arguments extends unknown[], Result>(
      call: (...args: Arguments) => Promise<Result>,
    ): ((...args: Arguments) => Promise<Result>) => {
      return (...args) => (this.#isEnd() ? NEVER : call(...args));
    };
    return {
      ...core,
      transaction: (...args) => {
        const transaction = core.transaction(...args);
        this.#open.add(transaction);
        return transaction;
      },
      table: (name): DBCoreTable => {
        const table = core.table(name);
        return {
          ...table,
          get: guard((request) => table.get(request)),
          getMany: guard((request) => table.getMany(request)),
          query: guard((request) => table.query(request)),
          count: guard((request) => table.count(request)),
          openCursor: guard((request) => table.openCursor(request)),
          mutate: guard((request) => {
            this.#writes += 1;
            if (this.#fate.failWrites?.has(this.#writes)) {
              return Promise.reject(new DOMException('The disk is full.', 'QuotaExceededError'));
            }
            return table.mutate(request);
          }),
        };
      },
    };
  }
}
