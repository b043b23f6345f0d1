import { PackageProblem } from './types.ts';

/** Where an archive is kept while it comes, until it is handed to the user. */
export interface Scratch {
  /** Takes the archive's bytes; closing it ends the archive. */
  sink: WritableStream<Uint8Array<ArrayBuffer>>;
  /** The archive, once the sink is closed: a file that is read when it is asked for. */
  file(): Promise<Blob>;
  /** Gives up what was kept. Never throws. */
  discard(): Promise<void>;
}

type Storage = Pick<StorageManager, 'estimate' | 'getDirectory'>;

const FOLDER = 'packages';
/** How old a kept archive is, in milliseconds, before it is taken for left over: its download has long ended. */
const LEFT_OVER = 3_600_000;
/** Bytes that are joined to one Blob, which the browser may put on its disk. */
const BATCH = 4 * 1024 * 1024;
/** Bytes that stay free beside the archive. */
const SPARE = 64 * 1024 * 1024;

async function folderOf(storage: Storage): Promise<FileSystemDirectoryHandle> {
  return (await storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
}

/**
 * Deletes archives that were handed over an hour ago or earlier, and what a page that was closed left behind. Never throws: a browser
 * without a file system of its own keeps none.
 */
export async function sweepScratch(storage: Storage, now: number): Promise<void> {
  try {
    const folder = await folderOf(storage);
    for await (const [name, handle] of folder.entries()) {
      if (!(handle instanceof FileSystemFileHandle)) continue;
      const { lastModified } = await handle.getFile();
      // One that another page is writing is locked and stays.
      if (lastModified + LEFT_OVER < now) await folder.removeEntry(name).catch(() => undefined);
    }
  } catch {
    // There is nothing that could be swept.
  }
}

async function onDisk(storage: Storage): Promise<Scratch> {
  const folder = await folderOf(storage);
  const name = `${crypto.randomUUID()}.zip`;
  const handle = await folder.getFileHandle(name, { create: true });
  return {
    sink: await handle.createWritable(),
    file: () => handle.getFile(),
    discard: () => folder.removeEntry(name).catch(() => undefined),
  };
}

function inBlobs(): Scratch {
  const batches: Blob[] = [];
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let held = 0;
  const join = () => {
    batches.push(new Blob(pieces));
    pieces = [];
    held = 0;
  };
  return {
    sink: new WritableStream({
      write(piece) {
        pieces.push(new Uint8Array(piece));
        held += piece.length;
        if (held >= BATCH) join();
      },
      close: join,
    }),
    file: async () => new Blob(batches, { type: 'application/zip' }),
    async discard() {
      batches.length = 0;
      pieces = [];
    },
  };
}

/**
 * Makes room for an archive of about so many bytes: a file of the browser's own where it has such a file system, so that memory stays
 * small; pieces otherwise.
 * @throws PackageProblem `no-room` where the browser says that there is no room for it
 */
export async function openScratch(storage: Storage, bytes: number): Promise<Scratch> {
  const { quota, usage = 0 } = await storage.estimate().catch(() => ({ quota: undefined, usage: 0 }));
  if (quota !== undefined && quota - usage < bytes + SPARE) {
    throw new PackageProblem('no-room', 'There is not enough room on this device’s disk for the package.');
  }
  return onDisk(storage).catch(inBlobs);
}
