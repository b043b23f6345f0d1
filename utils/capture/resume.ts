import type { Limitation } from '@marketsafe/contract';
import type { CaptureJobRow } from '../database/capture-rows.ts';
import type { ReporterDatabase } from '../database/database.ts';
import type { CaptureContext, CaptureEnd } from './build-capture.ts';
import type { Moment } from './moment.ts';
import { wantsPictures } from './pictures/take-pictures.ts';
import { previewFromDisk, withPreview } from './preview.ts';
import { signAndSave } from './sign-and-save.ts';

/** The listing's pictures are put on disk last: what died before that has none. */
function picturesMissing({ profile, pictures, moment }: CaptureJobRow & { moment: Moment }): Limitation[] {
  return wantsPictures(profile, moment) && pictures === undefined ? ['listing-images-missing'] : [];
}

/**
 * After a worker's start: captures that the last one left behind. One whose page and first picture are on disk becomes a partial
 * capture that says so; of one that had nothing yet only the note stays, so that the user hears of it.
 * @param startedAt this worker's start, Unix milliseconds
 */
export async function finishInterrupted(
  db: ReporterDatabase,
  context: CaptureContext,
  startedAt: number,
  deps: { now: () => number; putPageBack: (tabId: number) => Promise<void> },
): Promise<void> {
  const jobs = await db.captureJobs.where('startedAt').below(startedAt).toArray();
  for (const job of jobs) {
    const { moment } = job;
    if (moment === undefined) {
      await db.captureJobs.update(job.captureId, { state: 'interrupted' });
      continue;
    }
    // One that cannot be stored now waits for the next start, and keeps no other from being finished.
    await finishJob(db, context, { ...job, moment }, deps).catch((error: unknown) => console.error(error));
  }
}

async function finishJob(
  db: ReporterDatabase,
  context: CaptureContext,
  job: CaptureJobRow & { moment: Moment },
  deps: { now: () => number; putPageBack: (tabId: number) => Promise<void> },
): Promise<void> {
  await deps.putPageBack(job.tabId);
  const { moment } = job;
  const taken = job.slices ?? [];
  const slices = await withPreview(db, moment, taken, await previewFromDisk(db, moment, taken));
  const endedAt = deps.now();
  const end: CaptureEnd = {
    profile: job.profile,
    slices: [...slices, ...(job.pictures ?? [])],
    pageHeight: moment.page.height,
    clipped: [],
    endedAt,
    monotonicMs: endedAt - job.startedAt,
    limitations: [...(job.limitations ?? []), 'partial-interrupted', ...picturesMissing(job)],
  };
  await signAndSave(db, context, moment, end, [], undefined, job.sweepId);
}
