import type { DBCore, Dexie, Middleware } from 'dexie';

/**
 * Free bytes of the disk below which nothing is written. Chromium throws a whole database away at the next start when one write found no
 * room; it writes its own journals beside what is asked of it, so the reserve is far larger than any row.
 */
export const RESERVE = 16 * 1024 * 1024;

/** The part of the reserve that stays free whatever happens: the rest is for what makes room, which has to be written down as well. */
export const LAST_RESERVE = 4 * 1024 * 1024;

/** A figure older than this, in milliseconds, is asked for anew beside whatever is going on. */
const FRESH_MS = 250;

/** What the browser says of its room, in bytes. With `unlimitedStorage` Chromium's difference of the two is what is free on the disk. */
export type Estimate = () => Promise<{ usage?: number; quota?: number }>;

/** The browser's own figures; undefined where there is no browser. */
export const browserEstimate: Estimate | undefined =
  typeof navigator === 'undefined' || navigator.storage?.estimate === undefined
    ? undefined
    : () => navigator.storage.estimate();

/** Free bytes; endless where the browser does not say. */
export async function freeBytes(estimate: Estimate): Promise<number> {
  const { usage = 0, quota } = await estimate();
  return quota === undefined ? Number.POSITIVE_INFINITY : quota - usage;
}

/** Whether an error says that there is no room, however deeply it is wrapped: the browser's, or the refusal to use the reserve. */
export function isDiskFull(error: unknown): boolean {
  for (
    let cause = error;
    cause instanceof Error || cause instanceof DOMException;
    cause = (cause as { inner?: unknown }).inner ?? cause.cause
  ) {
    if (cause.name === 'QuotaExceededError' || cause.message.includes('FILE_ERROR_NO_SPACE')) return true;
  }
  return false;
}

/** A look that was begun ahead is good for so long, in milliseconds, and for one transaction. */
const AHEAD_MS = 1_000;

/** Keeps a database from writing where the disk is nearly full. */
export interface Reserve {
  /** Looks now, for the next transaction: the browser takes its time to count, and somebody may be waiting then. */
  lookAhead: () => Promise<void>;
  /** Looks how much is free, and throws a `QuotaExceededError` where that is less than this many bytes. */
  refuseBelow: (least: number) => Promise<void>;
}

/**
 * Makes every write of a database leave the reserve alone. A transaction that is begun in its own name looks first; a write by itself
 * goes by what was seen last, which is never much older than the read before it.
 */
export function keepReserve(db: Dexie, estimate: Estimate): Reserve {
  let free = Number.POSITIVE_INFINITY;
  let seenAt = Number.NEGATIVE_INFINITY;
  const look = async () => {
    seenAt = performance.now();
    // A browser that does not answer this is not known to be full.
    free = await freeBytes(estimate).catch(() => Number.POSITIVE_INFINITY);
  };
  const refuse = (least: number) => {
    if (free < least)
      throw new DOMException('the disk is nearly full: nothing was written', 'QuotaExceededError');
  };
  let ahead: Promise<void> | undefined;
  const refuseBelow = async (least: number) => {
    const begun = performance.now() - seenAt < AHEAD_MS ? ahead : undefined;
    ahead = undefined;
    await (begun ?? look());
    refuse(least);
  };
  const lastLine: Middleware<DBCore> = {
    stack: 'dbcore',
    name: 'reserve',
    create: (core) => ({
      ...core,
      transaction: (stores, mode, options) => {
        if (performance.now() - seenAt > FRESH_MS) void look();
        if (mode === 'readwrite') refuse(LAST_RESERVE);
        return core.transaction(stores, mode, options);
      },
    }),
  };
  db.use(lastLine);
  db.on('ready', look, true);
  return {
    refuseBelow,
    lookAhead: () => {
      ahead = look();
      return ahead;
    },
  };
}
