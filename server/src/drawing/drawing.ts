import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type {
  DisclosedPacket,
  DisclosedRaid,
  DisclosedTestBuy,
  Figures,
  ReportKind,
} from '@marketsafe/contract';
import type { BlobPlace } from '../blobs/open-store.ts';
import type { ReportSource } from '../reports/source/gather.ts';
import { createFairQueue, type Owner } from './fair-queue.ts';
import type { DrawRequest, FileToOpen, Opened } from './messages.ts';
import { DrawingEnded, type DrawingProcess, startDrawingProcess } from './process.ts';

/** Documents that are drawn at the same time, each in a process of its own. */
const PLACES = 2;
/** Documents of one organisation that may wait. */
const MOST_WAITING = 100;
/** Memory of one process, in bytes: 200 MB to begin with, and the largest picture that is decoded. */
const MEMORY = 900 * 1024 * 1024;
/** How long one document may take, in milliseconds. */
const PATIENCE = 120_000;
/** How much longer it may take for each file that is opened, in milliseconds. */
const A_FILE = 1_000;
/** Pictures that may end a process before a document is given up. */
const MOST_ENDED = 4;
/** How long a process without work is kept, in milliseconds. */
const IDLE = 60_000;

/** What a process is asked, before any file was found to end it. */
type Unskipped = DistributiveOmit<DrawRequest, 'skipped'>;
type DistributiveOmit<Type, Name extends PropertyKey> = Type extends unknown ? Omit<Type, Name> : never;

/** A document that has been drawn. */
interface Drawn {
  bytes: number;
  stream: Readable;
}

/** Draws documents in processes of their own. */
export interface Drawing {
  /**
   * Gathers and draws a document when it is its turn; null where there is nothing to draw.
   * @param gather what it is made from, asked for when its turn has come
   * @throws QueueFull; what `gather` throws; what `signal` was aborted with; an error where it cannot be drawn
   */
  draw(
    owner: Owner,
    kind: ReportKind,
    gather: () => Promise<ReportSource | undefined>,
    signal: AbortSignal,
  ): Promise<Drawn | null>;
  /**
   * Draws the cover of a packet for a marketplace.
   * @param keep takes over the file, whose name is gone afterwards
   * @throws QueueFull; an error where it cannot be drawn
   */
  cover<Result>(
    owner: Owner,
    packet: { packet: DisclosedPacket; folder: string },
    keep: (path: string) => Promise<Result>,
  ): Promise<Result>;
  /** Draws the index of a raid's package. As `cover`. */
  raidIndex<Result>(
    owner: Owner,
    raid: DisclosedRaid,
    keep: (path: string) => Promise<Result>,
  ): Promise<Result>;
  /** Draws a report of figures. As `draw`. */
  figures(owner: Owner, figures: Figures, signal: AbortSignal): Promise<Drawn | null>;
  /**
   * Draws the report of a test buy.
   * @param given what it says, and in which folder of the store its photographs are
   * @throws QueueFull; what `signal` was aborted with; an error where it cannot be drawn
   */
  testBuyReport(
    owner: Owner,
    given: { report: DisclosedTestBuy; folder: string },
    signal: AbortSignal,
  ): Promise<Drawn>;
  /**
   * Opens files, and makes clean copies of those of which one is wanted. A file that ends the process, or takes too long, is unreadable.
   * @returns what became of each, in their order
   * @throws QueueFull
   */
  open(owner: Owner, files: readonly FileToOpen[]): Promise<Opened[]>;
  close(): Promise<void>;
}

/** Opens what was drawn, to be read when its name is gone. */
async function openDrawn(path: string): Promise<Drawn> {
  const file = await open(path, 'r');
  const { size } = await file.stat();
  return { bytes: size, stream: file.createReadStream() };
}

/**
 * Opens the drawing.
 * @param places of the stored files, and a folder for documents that are being drawn, which is emptied
 * @param start starts a process that draws
 */
export async function openDrawing(
  places: { blobs: BlobPlace; scratch: string },
  start: () => DrawingProcess = () => startDrawingProcess(MEMORY),
): Promise<Drawing> {
  const { blobs, scratch } = places;
  await mkdir(scratch, { recursive: true, mode: 0o700 });
  for (const name of await readdir(scratch)) await rm(join(scratch, name), { force: true });
  const queue = createFairQueue(PLACES, MOST_WAITING);
  const idle = new Map<DrawingProcess, NodeJS.Timeout>();
  const working = new Set<DrawingProcess>();
  const closing = new AbortController();

  function takeProcess(): DrawingProcess {
    for (const [one, timer] of idle) {
      clearTimeout(timer);
      idle.delete(one);
      if (one.alive) return one;
    }
    return start();
  }

  function giveBack(one: DrawingProcess): void {
    if (!one.alive || closing.signal.aborted) return void one.end();
    const timer = setTimeout(() => {
      idle.delete(one);
      void one.end();
    }, IDLE);
    timer.unref();
    idle.set(one, timer);
  }

  async function attempt(request: Parameters<DrawingProcess['draw']>[0], signal: AbortSignal): Promise<void> {
    const one = takeProcess();
    working.add(one);
    try {
      await one.draw(request, signal);
    } finally {
      working.delete(one);
      giveBack(one);
    }
  }

  /** Does it without the files that ended a process, each of which is then said to be too large. */
  async function drawTo(request: Unskipped, signal: AbortSignal, mostEnded: number) {
    const skipped: string[] = [];
    for (;;) {
      try {
        await attempt({ ...request, skipped }, signal);
        return;
      } catch (error) {
        const culprit = error instanceof DrawingEnded ? error.decoding : null;
        if (culprit === null || signal.aborted || skipped.length >= mostEnded) throw error;
        skipped.push(culprit);
        await rm(request.path, { force: true });
      }
    }
  }

  /** Does it when it is its turn, and gives what `take` makes of what was written. */
  function inTurn<Result>(
    owner: Owner,
    make: (path: string) => Promise<Unskipped | null>,
    take: (path: string) => Promise<Result>,
    given: { signal?: AbortSignal; mostEnded?: number; patience?: number } = {},
  ): Promise<Result | null> {
    const { signal = closing.signal, mostEnded = MOST_ENDED, patience = PATIENCE } = given;
    return queue.take(
      owner,
      async () => {
        const path = join(scratch, `${randomUUID()}.pdf`);
        const request = await make(path);
        if (!request) return null;
        const limits = [signal, closing.signal, AbortSignal.timeout(patience)];
        try {
          await drawTo(request, AbortSignal.any(limits), mostEnded);
          return await take(path);
        } finally {
          // An open file is read to its end without its name.
          await rm(path, { force: true });
        }
      },
      AbortSignal.any([signal, closing.signal]),
    );
  }

  return {
    draw: (owner, kind, gather, signal) =>
      inTurn(
        owner,
        async (path) => {
          const source = await gather();
          return source ? { task: 'document', kind, source, blobs, path } : null;
        },
        openDrawn,
        { signal },
      ),
    figures: (owner, figures, signal) =>
      inTurn(owner, async (path) => ({ task: 'figures', figures, blobs, path }), openDrawn, { signal }),
    async testBuyReport(owner, { report, folder }, signal) {
      const drawn = await inTurn(
        owner,
        async (path) => ({ task: 'test-buy', report, folder, blobs, path }),
        openDrawn,
        { signal },
      );
      if (drawn === null) throw new Error('a report was not drawn');
      return drawn;
    },
    async cover(owner, { packet, folder }, keep) {
      const kept = await inTurn(
        owner,
        async (path) => ({ task: 'cover', packet, folder, blobs, path }),
        keep,
      );
      if (kept === null) throw new Error('a cover was not drawn');
      return kept;
    },
    async raidIndex(owner, raid, keep) {
      const kept = await inTurn(owner, async (path) => ({ task: 'raid-index', raid, blobs, path }), keep);
      if (kept === null) throw new Error('an index was not drawn');
      return kept;
    },
    async open(owner, files) {
      if (files.length === 0) return [];
      const opened = await inTurn(
        owner,
        async (path) => ({ task: 'open', files: [...files], blobs, path }),
        async (path) => JSON.parse(await readFile(path, 'utf8')) as Opened[],
        // Each of them may be hostile, and none takes the others along.
        { mostEnded: files.length, patience: PATIENCE + files.length * A_FILE },
      );
      if (opened === null) throw new Error('files were not opened');
      return opened;
    },
    async close() {
      closing.abort(new Error('the server stops'));
      for (const timer of idle.values()) clearTimeout(timer);
      await Promise.all([...idle.keys(), ...working].map((one) => one.end()));
    },
  };
}
