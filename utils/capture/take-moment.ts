import { type KeyFacts, listingKey } from '@marketsafe/contract';
import { z } from 'zod';
import type { ViewerTraces } from '../database/capture-rows.ts';
import type { NewFile } from '../drafts/drafts.ts';
import { isReadingSwitchedOff } from '../reference/marketplace-settings.ts';
import {
  askPage,
  type CaptureDeps,
  type CaptureRequest,
  CaptureStopped,
  type TabState,
} from './capture-deps.ts';
import type { BegunCapture } from './capture-job.ts';
import { type Moment, momentOf, type Picture } from './moment.ts';
import { type PageSample, pageEnd, pagePosition, pageSample, scriptAnswer } from './page-sample.ts';
import { PixelsError, pngFromBase64 } from './pixels.ts';
import { MOMENT_ROUNDS, RENDER_TIMEOUT_MS } from './platform.ts';
import { type ClickedListing, listingOf } from './recognise-listing.ts';
import { addressesOf, becameAnother, isSameListing, keyFactsOf, stoodStill } from './same-moment.ts';

async function takePixels(deps: CaptureDeps, windowId: number): Promise<Picture> {
  try {
    return { method: 'pixels', png: await deps.pixels(windowId) };
  } catch (error) {
    const limitation =
      error instanceof PixelsError && error.kind === 'grant' ? 'no-pixel-grant' : 'pixels-failed';
    return { method: 'none', limitations: [limitation] };
  }
}

async function render(deps: CaptureDeps, tabId: number, without: Picture): Promise<Picture> {
  const limitations = without.method === 'none' ? without.limitations : [];
  try {
    const answer = scriptAnswer.parse(await deps.timeout(deps.runScript(tabId, 'render'), RENDER_TIMEOUT_MS));
    if (!answer.ok) throw new Error(answer.error);
    return { method: 'rendered', png: pngFromBase64(z.string().parse(answer.value)), limitations };
  } catch {
    return { method: 'none', limitations: [...limitations, 'rendering-failed'] };
  }
}

/** What was seen of the viewer before and after a picture: either may be in it. */
function bothTraces(one: ViewerTraces, other: ViewerTraces): ViewerTraces {
  return {
    areas: [...one.areas, ...other.areas],
    texts: [...new Set([...one.texts, ...other.texts])],
  };
}

/** What one try at a moment gave. */
interface Taken {
  sample: PageSample;
  picture: Picture;
  /** See `keyFactsOf` and `addressesOf`. */
  changed: KeyFacts[];
  addresses: string[];
  /** The page is no longer what it was when it was read. */
  isAnother: boolean;
}

/** Facts, snapshot and picture of one moment: the page must stand where it stood when the picture had been taken. */
async function takeOnce(
  deps: CaptureDeps,
  tabId: number,
  before: TabState,
  { script, noted }: { script: 'sample' | 'sample-reading-off'; noted: PromiseLike<unknown> },
): Promise<Taken> {
  // That a capture began is on disk before its picture is taken, and is written while the window is drawn anew.
  const [start] = await Promise.all([askPage(deps, tabId, 'begin', pagePosition), noted]);
  // The page is read while the browser makes the picture; that it stood still meanwhile is what the end says.
  const [sample, taken] = await Promise.all([
    askPage(deps, tabId, script, pageSample),
    takePixels(deps, before.windowId),
  ]);
  const [end, after] = await Promise.all([askPage(deps, tabId, 'end', pageEnd), deps.tab(tabId)]);
  const unmoved =
    isSameListing(before.url, start.url) &&
    stoodStill(start, sample.position) &&
    stoodStill(start, end.position) &&
    after.active &&
    after.windowId === before.windowId &&
    isSameListing(after.url, start.url);
  if (!unmoved) throw new CaptureStopped('page-changed');
  const seen = { ...sample, viewer: bothTraces(sample.viewer, end.viewer) };
  const changed = keyFactsOf(sample, end);
  const isAnother = becameAnother(sample, end);
  const urls = [before.url, start.url, sample.position.url, end.position.url, after.url];
  if (taken.method !== 'none')
    return { sample: seen, picture: taken, changed, isAnother, addresses: addressesOf(urls) };
  const picture = await render(deps, tabId, taken);
  const last = await deps.tab(tabId);
  if (!isSameListing(last.url, before.url)) throw new CaptureStopped('page-changed');
  return { sample: seen, picture, changed, isAnother, addresses: addressesOf([...urls, last.url]) };
}

/** Takes a moment anew where its key facts did not stay the same, a few times: then what is there is kept, with every value that was seen. */
async function takeSteady(...of: Parameters<typeof takeOnce>): Promise<Taken> {
  for (let round = 1; ; round += 1) {
    const taken = await takeOnce(...of);
    if (taken.changed.length === 1 && !taken.isAnother) return taken;
    if (round < MOMENT_ROUNDS) continue;
    if (taken.isAnother) throw new CaptureStopped('page-changed');
    return taken;
  }
}

/** Throws unless what was read is the listing that was asked for, or the wall in its way. */
function refuseOther({ position, settled, reading }: PageSample, key: string): void {
  if (listingKey(listingOf(position.url)) !== key || !settled) throw new CaptureStopped('page-changed');
  const kind = reading?.kind ?? 'listing';
  if (kind !== 'listing' && kind !== 'wall') throw new CaptureStopped('not-a-listing');
}

/**
 * Takes everything that a capture has of one moment: picture, facts, page copy, and what the worker knows of the tab. Throws where the
 * page moved, changed or is not the one that was asked for: then nothing is kept.
 */
export async function takeMoment(
  deps: CaptureDeps,
  { tabId }: CaptureRequest,
  { tab, listing, key }: ClickedListing,
  { captureId, startedAt, noted }: BegunCapture,
): Promise<{ moment: Moment; files: NewFile[]; picture: Picture }> {
  if (!tab.active) throw new CaptureStopped('page-changed');
  const switchedOff = await isReadingSwitchedOff(deps.db, listing.marketplace);
  const script = switchedOff ? 'sample-reading-off' : 'sample';
  const { sample, picture, changed, addresses } = await takeSteady(deps, tabId, tab, { script, noted });
  refuseOther(sample, key);
  const facts = { incognito: tab.incognito, ...(await deps.tabFacts(tabId, sample.load)) };
  const about = { captureId, listing, startedAt, switchedOff, tab: facts, changed, addresses };
  return { ...(await momentOf(about, sample, picture)), picture };
}
