import type { ReporterDatabase } from '../drafts/database.ts';
import type { CaptureContext } from './build-capture.ts';
import type { Moment } from './moment.ts';
import { withPreview } from './preview.ts';
import { sealCapture } from './seal-capture.ts';

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
    if (job.moment === undefined) {
      await db.captureJobs.update(job.captureId, { state: 'interrupted' });
      continue;
    }
    await deps.putPageBack(job.tabId);
    const moment = job.moment as Moment;
    const slices = await withPreview(db, moment, job.slices ?? []);
    const endedAt = deps.now();
    await sealCapture(
      db,
      context,
      moment,
      {
        profile: job.profile,
        slices,
        pageHeight: moment.page.height,
        endedAt,
        monotonicMs: endedAt - job.startedAt,
        limitations: [...(job.limitations ?? []), 'partial-interrupted'],
      },
      [],
    );
  }
}
