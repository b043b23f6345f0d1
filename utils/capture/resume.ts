import type { Limitation } from '@marketsafe/contract';
import type { CaptureJobRow, ReporterDatabase } from '../drafts/database.ts';
import type { CaptureContext } from './build-capture.ts';
import type { Moment } from './moment.ts';
import { wantsPictures } from './pictures/take-pictures.ts';
import { sealCapture } from './seal-capture.ts';

/** The listing's pictures are put on disk last: what died before that has none. */
function picturesMissing({ profile, pictures }: CaptureJobRow, moment: Moment): Limitation[] {
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
  now: () => number,
): Promise<void> {
  const jobs = await db.captureJobs.where('startedAt').below(startedAt).toArray();
  for (const job of jobs) {
    if (job.moment === undefined) {
      await db.captureJobs.update(job.captureId, { state: 'interrupted' });
      continue;
    }
    const moment = job.moment as Moment;
    const endedAt = now();
    await sealCapture(
      db,
      context,
      moment,
      {
        profile: job.profile,
        slices: [...(job.slices ?? []), ...(job.pictures ?? [])],
        pageHeight: moment.page.height,
        endedAt,
        monotonicMs: endedAt - job.startedAt,
        limitations: ['partial-interrupted', ...picturesMissing(job, moment)],
      },
      [],
    );
  }
}
