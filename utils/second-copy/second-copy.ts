import { Dexie } from 'dexie';
import type { BlobRow } from '../database/capture-rows.ts';
import { withBlob } from '../database/small-blobs.ts';
import { type Changes, watchChanges } from './changes.ts';
import { compareCopies } from './compare.ts';
import { nextTask } from './next-task.ts';
import { fileName } from './units.ts';
import { type CopyDeps, refreshUnit, writeCopy } from './write-copy.ts';

/** What is said to be saved waits for its copy for so long, in milliseconds: it is on disk by then whatever the copy does. */
const WAIT_MS = 250;

/** The second copy of what is not with the program yet, as one part of the extension keeps it up to date. */
export interface SecondCopy {
  /** Resolves when everything that was begun is written, or after a short while, in milliseconds. */
  settled: (waitMs?: number) => Promise<void>;
  /** Writes the copy of a draft anew: the page that edited it may have died before it could. */
  refreshDraft: (draftId: string) => Promise<void>;
  /** Compares names and sizes of all copies with the database, and mends what differs. */
  compare: () => Promise<void>;
}

/** Copies the files of a capture that have no copy: the same bytes may have been here before, and with the program. */
async function copyFilesOf(deps: CopyDeps, captureId: string): Promise<void> {
  const capture = await deps.db.captures.get(captureId);
  if (!capture) return;
  const hashes = [capture.manifestSha256, ...capture.manifest.files.map(({ sha256 }) => sha256)];
  for (const row of await deps.db.blobs.bulkGet(hashes)) {
    if (!row) continue;
    const name = fileName(row);
    if ((await deps.folder.open(name))?.size !== row.size) await writeCopy(deps, name, row.bytes);
  }
}

/** Follows changes with the copies. True where everything is to be compared: something went, and bytes may have gone with it. */
async function follow(deps: CopyDeps, { units, masked, sweeping }: Changes): Promise<boolean> {
  // A database without a device is new, or what was in it is lost: then the copies are what is left.
  if (!(await deps.db.device.get('device'))) return false;
  let swept = sweeping;
  for (const capture of await deps.db.captures.bulkGet([...masked.keys()])) {
    if (!capture) continue;
    const ids = units.get('draft') ?? new Set();
    units.set('draft', ids.add(capture.draftId));
    // Copies of a capture that had none take nobody's place.
    swept ||= masked.get(capture.captureId) === true;
  }
  for (const [kind, ids] of units) {
    for (const id of ids) {
      const isKept = await refreshUnit(deps, kind, id);
      if (isKept && kind === 'capture') await copyFilesOf(deps, id);
      // A job that ends becomes a capture, with the same files.
      if (!isKept && kind !== 'job') swept = true;
    }
  }
  return swept;
}

/** Keeps a second copy of whatever is changed through this connection, from now on. */
export function keepSecondCopy(deps: CopyDeps): SecondCopy {
  const { db, turn } = deps;
  const begun = new Set<Promise<unknown>>();
  const begin = (work: Promise<unknown>): void => {
    // What fails is mended by the next comparison; it must not make a save fail that is on disk.
    const kept = work.catch((error: unknown) => console.error(error)).finally(() => begun.delete(kept));
    begun.add(kept);
  };
  let comparing: Promise<void> | undefined;
  const compare = (): Promise<void> => {
    comparing ??= turn('exclusive', () => {
      comparing = undefined;
      return compareCopies(deps);
    });
    return comparing;
  };
  watchChanges(db, {
    // Outside of the transaction that is under way: it must neither wait for this nor end with it.
    storing: (row: BlobRow, stored) =>
      Dexie.ignoreTransaction(() => {
        // After the row: written at the same time, both take the longer, and somebody waits for the row alone.
        const write = async () => {
          if (!(await stored)) return;
          await nextTask();
          await writeCopy(deps, fileName(row), withBlob(row).bytes);
        };
        begin(turn('shared', write));
      }),
    changed: (changes) => {
      begin(
        // Whoever waits for the change hears of it first.
        nextTask()
          .then(() => turn('exclusive', () => follow(deps, changes)))
          .then((swept) => {
            if (swept) void compare().catch((error: unknown) => console.error(error));
          }),
      );
    },
  });
  return {
    settled: async (waitMs = WAIT_MS) => {
      const late = new Promise<void>((resolve) => setTimeout(resolve, waitMs));
      await Promise.race([Promise.all(begun), late]);
    },
    refreshDraft: async (draftId) => {
      await turn('exclusive', () =>
        follow(deps, { units: new Map([['draft', new Set([draftId])]]), masked: new Map(), sweeping: false }),
      );
    },
    compare,
  };
}
