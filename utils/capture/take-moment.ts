import { listingKey } from '@marketsafe/contract';
import type { ViewerTraces } from '../database/capture-rows.ts';
import type { NewFile } from '../drafts/drafts.ts';
import { isReadingSwitchedOff } from '../reference/marketplace-settings.ts';
import { type CaptureDeps, type CaptureRequest, CaptureStopped } from './capture-deps.ts';
import type { BegunCapture } from './capture-job.ts';
import { type Moment, momentOf, type Picture, viewerOf } from './moment.ts';
import type { PageSample } from './page-sample.ts';
import { LATE_ROUNDS, MOMENT_ROUNDS } from './platform.ts';
import { type ClickedListing, listingOf } from './recognise-listing.ts';
import { cornerOfButton, sampleOfSilent } from './silent-page.ts';
import { type Taken, type Try, takeOnce } from './take-once.ts';
import { NOTHING_CERTAIN } from './viewer/boxes.ts';

/** How often a moment is tried that came out like this. */
function roundsOf({ answered, changed, isAnother }: Taken): number {
  if (isAnother || changed.length > 1) return MOMENT_ROUNDS;
  return answered === 'late' ? LATE_ROUNDS : 1;
}

/**
 * Takes a moment, anew where the page answered late or its key facts did not stay the same, a few times: then what is there is kept, with
 * every value that was seen.
 */
async function takeSteady(deps: CaptureDeps, attempt: Try): Promise<Taken> {
  let taken = await takeOnce(deps, attempt);
  for (let round = 2; round <= roundsOf(taken); round += 1) {
    const again = await takeOnce(deps, attempt);
    // A page that has fallen silent meanwhile has said more before.
    if (again.answered === 'never' && !taken.isAnother) break;
    taken = again;
  }
  if (taken.isAnother) throw new CaptureStopped('page-changed');
  return taken;
}

/** Throws unless what was read is the listing that was asked for, or the wall in its way. */
function refuseOther({ position, settled, reading }: PageSample, key: string): void {
  if (listingKey(listingOf(position.url)) !== key || !settled) throw new CaptureStopped('page-changed');
  const kind = reading?.kind ?? 'listing';
  if (kind !== 'listing' && kind !== 'wall') throw new CaptureStopped('not-a-listing');
}

/** What a capture has of one moment. */
export interface TakenMoment {
  /** Of the viewer it says that nothing is certain, where `viewer` says it later. */
  moment: Moment;
  files: NewFile[];
  picture: Picture;
  /** Where the picture shows the viewer and the listing: looks at the page a second time. Never rejects. */
  viewer: () => Promise<ViewerTraces>;
}

/**
 * Takes everything that a capture has of one moment: picture, facts, page copy, and what the worker knows of the tab. Throws where the
 * page moved, changed or is not the one that was asked for: then nothing is kept.
 */
export async function takeMoment(
  deps: CaptureDeps,
  { tabId }: CaptureRequest,
  { tab, listing, key }: ClickedListing,
  { captureId, startedAt, startedTicks, noted }: BegunCapture,
): Promise<TakenMoment> {
  if (!tab.active) throw new CaptureStopped('page-changed');
  const switchedOff = await isReadingSwitchedOff(deps.db, listing.marketplace);
  const script = switchedOff ? 'sample-reading-off' : 'sample';
  const {
    sample,
    tab: facts,
    pictureTicks,
    traces,
    ...taken
  } = await takeSteady(deps, { tabId, before: tab, script, noted });
  if (sample) refuseOther(sample, key);
  const pictureMs = Math.round(pictureTicks - startedTicks);
  const about = {
    ...{ captureId, listing, startedAt, pictureMs, switchedOff },
    tab: { incognito: tab.incognito, ...facts },
  };
  const { picture } = taken;
  if (sample) {
    const viewer = async () => viewerOf(await traces(), sample, taken);
    return {
      ...(await momentOf(sample, { ...about, ...taken, viewer: NOTHING_CERTAIN })),
      picture,
      viewer,
    };
  }
  if (picture.method !== 'pixels') throw new CaptureStopped('page-unreachable');
  const silent = await sampleOfSilent(tab, facts.zoom, picture.png);
  const button = cornerOfButton(silent);
  const viewer = { areas: [], texts: [], regions: [] };
  const made = await momentOf(silent, { ...about, ...taken, viewer, button });
  return { ...made, picture, viewer: () => Promise.resolve(made.moment.viewer) };
}
