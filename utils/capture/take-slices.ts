import type { ReporterDatabase } from '../database/database.ts';
import { isDiskFull } from '../database/reserve.ts';
import { addBlobs } from '../drafts/blobs.ts';
import type { CaptureEnd } from './build-capture.ts';
import type { FullPageDriver, FullPageTask } from './full-page.ts';
import type { Moment } from './moment.ts';
import type { PageTraces } from './page-sample.ts';
import { beginPreview, previewFromDisk, withPreview } from './preview.ts';
import type { PreviewCanvas } from './preview-canvas.ts';

interface SliceDeps {
  db: ReporterDatabase;
  /** This browser's way to take a whole page. */
  fullPage: FullPageDriver;
}

/** Where the slices are taken, and the picture that is there already. */
type FullPageStart = Pick<FullPageTask, 'tabId' | 'windowId' | 'picture'>;

/** What came after the moment. */
export type Rest = Pick<CaptureEnd, 'slices' | 'pageHeight' | 'clipped' | 'limitations'>;

/** Slices, each on disk before the next is taken. What is there stays, whatever stops the rest. */
async function driveSlices(
  deps: SliceDeps,
  { captureId, startedAt, position, page, tab: { zoom } }: Moment,
  start: FullPageStart,
  preview: PreviewCanvas,
): Promise<Omit<Rest, 'slices'>> {
  const { db } = deps;
  const driven = deps.fullPage({
    ...start,
    position,
    zoom,
    keep: async (slice, { progress, viewer, limitations }) => {
      await db.transaction('rw', db.blobs, db.captureJobs, async () => {
        await addBlobs(db, [slice], startedAt);
        const job = await db.captureJobs.get(captureId);
        if (!job?.moment) throw new Error('the capture was taken away');
        await db.captureJobs.put({
          ...job,
          progress,
          limitations: [...limitations],
          slices: [...(job.slices ?? []), slice.file],
          ...(viewer && { moment: withTraces(job.moment, slice.file.path, viewer) }),
        });
      });
      preview.add(slice.bytes, slice.file);
    },
    stopped: async () => (await db.captureJobs.get(captureId))?.stop === true,
  });
  return driven.catch((error: unknown): Omit<Rest, 'slices'> => {
    console.error(error);
    return {
      pageHeight: page.height,
      clipped: [],
      limitations: [isDiskFull(error) ? 'partial-storage' : 'partial-interrupted'],
    };
  });
}

/** A moment that knows, too, where the page showed the viewer and the listing while a slice was taken. */
function withTraces(moment: Moment, path: string, seen: PageTraces): Moment {
  const { slices, sliceRegions, texts } = moment.viewer;
  return {
    ...moment,
    viewer: {
      ...moment.viewer,
      slices: { ...slices, [path]: seen.areas },
      sliceRegions: { ...sliceRegions, [path]: seen.regions },
      texts: [...new Set([...texts, ...seen.texts])],
    },
  };
}

/** Slices and a preview of them together. */
export async function takeSlices(deps: SliceDeps, moment: Moment, tab: FullPageStart): Promise<Rest> {
  const { db } = deps;
  const preview = beginPreview(moment, tab.picture);
  const taken = await driveSlices(deps, moment, tab, preview);
  const slices = (await db.captureJobs.get(moment.captureId))?.slices ?? [];
  // What ended early is drawn anew, at the size of what there is.
  const isPart = taken.limitations.some((limitation) => limitation.startsWith('partial-'));
  const made = isPart ? await previewFromDisk(db, moment, slices) : await preview.finish();
  const pageHeight = isPart ? Math.max(taken.pageHeight, moment.page.height) : taken.pageHeight;
  return { ...taken, pageHeight, slices: await withPreview(db, moment, slices, made) };
}
