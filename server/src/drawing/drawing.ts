import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { ReportKind } from '@marketsafe/contract';
import type { ReportSource } from '../reports/source/gather.ts';
import { createFairQueue, type Owner } from './fair-queue.ts';
import { DrawingEnded, type DrawingProcess, startDrawingProcess } from './process.ts';

/** Documents that are drawn at the same time, each in a process of its own. */
const PLACES = 2;
/** Documents of one organisation that may wait. */
const MOST_WAITING = 100;
/** Memory of one process, in bytes: 200 MB to begin with, and the largest picture that is decoded. */
const MEMORY = 900 * 1024 * 1024;
/** How long one document may take, in milliseconds. */
const PATIENCE = 120_000;
/** Pictures that may end a process before a document is given up. */
const MOST_ENDED = 4;
/** How long a process without work is kept, in milliseconds. */
const IDLE = 60_000;

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
  close(): Promise<void>;
}

/**
 * Opens the drawing.
 * @param folders of the stored files, and for documents that are being drawn, which is emptied
 * @param start starts a process that draws
 */
export async function openDrawing(
  folders: { blobs: string; scratch: string },
  start: () => DrawingProcess = () => startDrawingProcess(MEMORY),
): Promise<Drawing> {
  const { blobs, scratch } = folders;
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

  /** Draws without the pictures that ended a process, each of which is then said to be too large. */
  async function drawTo(path: string, kind: ReportKind, source: ReportSource, signal: AbortSignal) {
    const skipped: string[] = [];
    for (;;) {
      try {
        await attempt({ kind, source, blobs, path, skipped }, signal);
        return;
      } catch (error) {
        const culprit = error instanceof DrawingEnded ? error.decoding : null;
        if (culprit === null || signal.aborted || skipped.length >= MOST_ENDED) throw error;
        skipped.push(culprit);
        await rm(path, { force: true });
      }
    }
  }

  return {
    draw: (owner, kind, gather, signal) =>
      queue.take(
        owner,
        async () => {
          const source = await gather();
          if (!source) return null;
          const path = join(scratch, `${randomUUID()}.pdf`);
          const limits = [signal, closing.signal, AbortSignal.timeout(PATIENCE)];
          try {
            await drawTo(path, kind, source, AbortSignal.any(limits));
            const file = await open(path, 'r');
            const { size } = await file.stat();
            return { bytes: size, stream: file.createReadStream() };
          } finally {
            // An open file is read to its end without its name.
            await rm(path, { force: true });
          }
        },
        AbortSignal.any([signal, closing.signal]),
      ),
    async close() {
      closing.abort(new Error('the server stops'));
      for (const timer of idle.values()) clearTimeout(timer);
      await Promise.all([...idle.keys(), ...working].map((one) => one.end()));
    },
  };
}
