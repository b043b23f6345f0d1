import { v7 as uuidv7 } from 'uuid';
import type { ReporterDatabase } from '../database/database.ts';
import { freeBytes } from '../database/reserve.ts';
import { addBlobs } from '../drafts/blobs.ts';
import type { NewFile } from '../drafts/drafts.ts';
import { type CaptureDeps, type CaptureRequest, CaptureStopped } from './capture-deps.ts';
import type { Moment } from './moment.ts';
import { STORAGE_HEADROOM } from './platform.ts';
import type { ClickedListing } from './recognise-listing.ts';

/** A capture that has begun. */
export interface BegunCapture {
  captureId: string;
  /** Unix milliseconds. */
  startedAt: number;
  /** The same on a clock that cannot be set, in milliseconds. */
  startedTicks: number;
  /** That it began is on disk; rejects with the database's error. */
  noted: Promise<unknown>;
}

/** Throws `storage-full` where there is no room for what a capture takes. */
export async function refuseWhenFull(deps: CaptureDeps): Promise<void> {
  // The database goes by what it saw last where it writes by itself: room that was made since is known to it as well.
  const [free] = await Promise.all([freeBytes(deps.estimate), deps.db.lookAhead()]);
  if (free < STORAGE_HEADROOM) throw new CaptureStopped('storage-full');
}

/** Begins a capture: from when its job is on disk, no death of the worker makes it vanish without a word. */
export function beginJob(
  { db, now, monotonic }: CaptureDeps,
  { tabId, profile, sweepId }: CaptureRequest,
  { key, listing }: ClickedListing,
): BegunCapture {
  const captureId = uuidv7();
  const startedAt = now();
  const startedTicks = monotonic();
  const noted = db.captureJobs.put({
    captureId,
    listingKey: key,
    tabId,
    url: listing.canonicalUrl,
    startedAt,
    state: 'capturing',
    profile,
    ...(sweepId !== undefined && { sweepId }),
  });
  // Whoever waits for it hears of it; a capture that ends before does not.
  noted.catch(() => undefined);
  return { captureId, startedAt, startedTicks, noted };
}

/** Puts a moment and its files on disk: what follows may be interrupted, and the moment be finished by another worker. */
export async function keepMoment(
  db: ReporterDatabase,
  moment: Moment,
  files: readonly NewFile[],
): Promise<void> {
  await db.transaction('rw', db.blobs, db.captureJobs, async () => {
    await addBlobs(db, files, moment.startedAt);
    await db.captureJobs.update(moment.captureId, { moment, slices: [] });
  });
}

/**
 * After a failure: a job whose page is on disk stays, and the next start finishes it. Where the capture came about, its job went in the
 * same transaction.
 * @returns whether something is kept
 */
export async function keepWhatThereIs(db: ReporterDatabase, captureId: string): Promise<boolean> {
  return db.transaction('rw', db.captureJobs, async () => {
    const job = await db.captureJobs.get(captureId);
    if (job?.moment === undefined) {
      await db.captureJobs.delete(captureId);
      return false;
    }
    await db.captureJobs.put({ ...job, state: 'interrupted' });
    return true;
  });
}
