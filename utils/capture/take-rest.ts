import type { CaptureProfile } from '@marketsafe/contract';
import type { NewFile } from '../drafts/drafts.ts';
import type { CaptureDeps, CaptureRequest } from './capture-deps.ts';
import { keepMoment } from './capture-job.ts';
import type { Moment } from './moment.ts';
import { keepPictures, type TakenPictures, takePictures, wantsPictures } from './pictures/take-pictures.ts';
import { PICTURES_WAIT_MS, PICTURES_WAIT_STOPPED_MS } from './platform.ts';
import type { TakenMoment } from './take-moment.ts';
import { type Rest, takeSlices } from './take-slices.ts';

/** What a capture is signed from: the moment, what came after it, and the files that are not on disk yet. */
export interface WholeCapture {
  moment: Moment;
  rest: Rest;
  files: NewFile[];
}

/** Only real pixels make a full page: without them one viewport is all there is. */
function wantsSlices(profile: CaptureProfile, moment: Moment): boolean {
  return profile === 'full' && moment.wall === undefined && !moment.silent;
}

/** Starts to get the listing's pictures, where they are wanted. What is begun is waited for, for a while, and less once the user has ended it. */
function beginPictures(
  deps: CaptureDeps,
  { profile, tabId }: CaptureRequest,
  moment: Moment,
): (isStopped: boolean) => Promise<TakenPictures> {
  if (!wantsPictures(profile, moment)) return () => Promise.resolve({ files: [], limitations: [] });
  const taking = takePictures(deps.pictures, tabId, moment.facts.images?.value ?? []);
  return (isStopped) =>
    deps
      .timeout(taking, isStopped ? PICTURES_WAIT_STOPPED_MS : PICTURES_WAIT_MS)
      .catch(() => ({ files: [], limitations: ['listing-images-missing'] }));
}

/** Slices and pictures of a whole page, each on disk as it comes, the moment before all. */
async function takeInParts(
  deps: CaptureDeps,
  { tabId }: CaptureRequest,
  windowId: number,
  { moment, files, picture }: { moment: Moment; files: readonly NewFile[]; picture: Blob },
  pictures: (isStopped: boolean) => Promise<TakenPictures>,
): Promise<WholeCapture> {
  await keepMoment(deps.db, moment, files);
  const slices = await takeSlices(deps, moment, { tabId, windowId, picture });
  const taken = await pictures(slices.limitations.includes('partial-cancelled'));
  const kept = await keepPictures(deps.db, moment, taken);
  const job = await deps.db.captureJobs.get(moment.captureId);
  return {
    // By now it knows, too, where each slice showed the viewer.
    moment: job?.moment ?? moment,
    rest: {
      ...slices,
      slices: [...slices.slices, ...kept.pictures],
      limitations: [...slices.limitations, ...kept.limitations],
    },
    files: [],
  };
}

/**
 * Takes what comes after the moment: slices of the page and the listing's own pictures, where the profile asks for them. The page gets
 * its pictures together while its slices are taken.
 */
export async function takeRest(
  deps: CaptureDeps,
  request: CaptureRequest,
  windowId: number,
  { moment, files, picture, viewer }: TakenMoment,
): Promise<WholeCapture> {
  const pictures = beginPictures(deps, request, moment);
  if (wantsSlices(request.profile, moment) && picture.method === 'pixels') {
    const known = { ...moment, viewer: await viewer() };
    return takeInParts(deps, request, windowId, { moment: known, files, picture: picture.png }, pictures);
  }
  const taken = await pictures(false);
  return {
    moment,
    rest: {
      slices: taken.files.map(({ file }) => file),
      pageHeight: moment.page.height,
      clipped: [],
      limitations: taken.limitations,
    },
    files: [...files, ...taken.files],
  };
}
