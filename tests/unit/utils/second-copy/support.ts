import { onTestFinished } from 'vitest';
import { ReporterDatabase } from '../../../../utils/database/database.ts';
import type { Estimate } from '../../../../utils/database/reserve.ts';
import { type CheckDeps, checkStore, type StoreState } from '../../../../utils/second-copy/check-store.ts';
import type { Rebuilt } from '../../../../utils/second-copy/rebuild.ts';
import { keepSecondCopy, type SecondCopy } from '../../../../utils/second-copy/second-copy.ts';
import type { Turn } from '../../../../utils/second-copy/write-copy.ts';
import { MemoryFolder } from '../../support/memory-folder.ts';

/** A lock as the browser's: who asks for all of it waits for everybody before, and everybody after waits for it. */
function newTurn(): Turn {
  let last: Promise<unknown> = Promise.resolve();
  let shared: Promise<unknown>[] = [];
  return (mode, work) => {
    const before = mode === 'shared' ? last : Promise.allSettled([last, ...shared]);
    const done = before.then(work);
    const ended = done.catch(() => undefined);
    if (mode === 'shared') shared.push(ended);
    else {
      last = ended;
      shared = [];
    }
    return done;
  };
}

/** A profile on a disk: databases that can be lost one by one, the file system beside them, and what was told. */
export class Profile {
  readonly folder = new MemoryFolder();
  readonly keys = new Map<string, CryptoKey>();
  readonly told: Rebuilt[] = [];
  now = 1_790_000_000_000;
  estimate: Estimate | undefined;
  db!: ReporterDatabase;
  copies!: SecondCopy;

  constructor() {
    this.start();
  }

  /** The browser starts with the database that it has. */
  start(name = `test-${crypto.randomUUID()}`): void {
    this.db?.close();
    this.db = new ReporterDatabase(name, { estimate: this.estimate });
    this.copies = keepSecondCopy(this.deps());
    const { db } = this;
    onTestFinished(() => db.delete());
  }

  /** The browser throws the database away and starts with an empty one. */
  lose(): void {
    this.start();
  }

  deps(): CheckDeps {
    return {
      db: this.db,
      folder: this.folder,
      turn: newTurn(),
      now: () => this.now,
      estimate: this.estimate,
      keptKey: async (deviceId) => this.keys.get(deviceId),
      keepKey: async (deviceId, key) => void this.keys.set(deviceId, key),
      tell: async (rebuilt) => void this.told.push(rebuilt),
    };
  }

  check(compare = true): Promise<StoreState> {
    return checkStore(this.deps(), { compare });
  }
}

/** Everything that a database has of evidence, as plain data; bytes as text. */
export async function contents(db: ReporterDatabase) {
  const {
    captures,
    captureJobs,
    drafts,
    outbox,
    device,
    masks,
    deletions,
    sweeps,
    sweepItems,
    marks,
    blobs,
  } = db;
  const rows = await Promise.all(
    [captures, captureJobs, drafts, outbox, masks, deletions, sweeps, sweepItems, marks].map(
      (table) => table.toArray() as Promise<object[]>,
    ),
  );
  const stored = await blobs.toArray();
  const bytes = await Promise.all(
    stored.map(async ({ sha256, type, size, bytes: blob }) => [sha256, type, size, await blob.text()]),
  );
  const own = await device.get('device');
  return {
    rows,
    bytes,
    device: own && { ...own, privateKey: undefined },
    key: own?.privateKey,
  };
}
