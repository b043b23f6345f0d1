import {
  type CaptureProfile,
  type EvidenceFile,
  type Limitation,
  listingKey,
  recogniseAddress,
} from '@marketsafe/contract';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { ViewerTraces } from '../database/capture-rows.ts';
import type { ReporterDatabase } from '../database/database.ts';
import type { DraftRow } from '../database/draft-rows.ts';
import { addBlobs, draftOfListing, type NewFile } from '../drafts/drafts.ts';
import type { CaptureFailure, CaptureOutcome } from '../messages/messages.ts';
import { isReadingSwitchedOff } from '../reference/marketplace-settings.ts';
import type { CaptureContext, CaptureEnd } from './build-capture.ts';
import type { FullPageDriver } from './full-page.ts';
import { type CapturedAddress, type Moment, momentOf, type Picture, type TabFacts } from './moment.ts';
import { exists, failed, saved } from './outcome.ts';
import {
  type PagePosition,
  type PageSample,
  pageEnd,
  pagePosition,
  pageSample,
  scriptAnswer,
} from './page-sample.ts';
import {
  keepPictures,
  type PictureDeps,
  type TakenPictures,
  takePictures,
  wantsPictures,
} from './pictures/take-pictures.ts';
import { PixelsError, pngFromBase64 } from './pixels.ts';
import {
  PAGE_TIMEOUT_MS,
  PICTURES_WAIT_MS,
  PICTURES_WAIT_STOPPED_MS,
  RENDER_TIMEOUT_MS,
  STORAGE_HEADROOM,
} from './platform.ts';
import { sealCapture } from './seal-capture.ts';
import { isQuota, type Rest, takeRest } from './take-slices.ts';

/** A tab as far as capture looks at it. */
export interface TabState {
  url?: string | undefined;
  active: boolean;
  windowId: number;
  incognito: boolean;
}

/** `sample-unread` is `sample` without an adapter: it gives no facts. */
type CaptureScript = 'begin' | 'sample' | 'sample-unread' | 'end' | 'render';

/** Every browser call a capture makes, so that order and failure can be tested without a browser. */
export interface CaptureDeps {
  db: ReporterDatabase;
  context: CaptureContext;
  now: () => number;
  /** Milliseconds on a clock that cannot be set. */
  monotonic: () => number;
  tab: (tabId: number) => Promise<TabState>;
  /** What else the worker knows of a tab whose document was loaded from this address. */
  tabFacts: (tabId: number, load: PageSample['load']) => Promise<Omit<TabFacts, 'incognito'>>;
  /** Runs a capture script in the tab's page and gives its raw answer; rejects when the page takes no scripts. */
  runScript: (tabId: number, script: CaptureScript) => Promise<unknown>;
  /** What the window shows now, as PNG. Throws PixelsError. */
  pixels: (windowId: number) => Promise<Blob>;
  /** This browser's way to take a whole page. */
  fullPage: FullPageDriver;
  pictures: PictureDeps;
  estimate: () => Promise<{ usage?: number; quota?: number }>;
  timeout: <Value>(work: Promise<Value>, ms: number) => Promise<Value>;
}

export interface CaptureRequest {
  tabId: number;
  /** Key of the listing that the user was shown, where that is known: another one is not captured in its place. */
  listing?: string | undefined;
  /** Capture although the listing has a draft or a report. */
  again: boolean;
  profile: CaptureProfile;
  /** The click came from a place that grants pixels: a draft that has only a rendering then gets its real screenshot. */
  grantsPixels: boolean;
}

class CaptureStopped extends Error {
  readonly code: CaptureFailure;
  constructor(code: CaptureFailure) {
    super(code);
    this.code = code;
  }
}

function listingOf(url: string | undefined): CapturedAddress {
  const address = url === undefined ? null : recogniseAddress(url);
  // A captcha under the listing's own address has the identity too, and may be captured as the wall it is.
  if (!address?.itemId || !address.canonicalUrl) throw new CaptureStopped('not-a-listing');
  return { ...address, itemId: address.itemId, canonicalUrl: address.canonicalUrl };
}

async function ask<Value>(
  deps: CaptureDeps,
  tabId: number,
  script: CaptureScript,
  shape: z.ZodType<Value>,
): Promise<Value> {
  const raw = await deps.timeout(deps.runScript(tabId, script), PAGE_TIMEOUT_MS).catch(() => null);
  const answer = scriptAnswer.safeParse(raw);
  const value = answer.success && answer.data.ok ? shape.safeParse(answer.data.value) : null;
  if (!value?.success) throw new CaptureStopped('page-unreachable');
  return value.data;
}

function hasPixels(draft: DraftRow): boolean {
  return draft.evidence.some((item) => item.files.some((file) => file.method === 'pixels'));
}

function samePlace(before: PagePosition, after: PagePosition): boolean {
  return (Object.keys(before) as (keyof PagePosition)[]).every((key) => before[key] === after[key]);
}

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

/** Facts, snapshot and picture of one moment: the page must stand where it stood when the picture had been taken. */
async function takeMoment(
  deps: CaptureDeps,
  tabId: number,
  before: TabState,
  { script, noted }: { script: 'sample' | 'sample-unread'; noted: PromiseLike<unknown> },
): Promise<{ sample: PageSample; picture: Picture }> {
  if (!before.active) throw new CaptureStopped('page-changed');
  // That a capture began is on disk before its picture is taken, and is written while the window is drawn anew.
  const [start] = await Promise.all([ask(deps, tabId, 'begin', pagePosition), noted]);
  // The page is read while the browser makes the picture; that it stood still meanwhile is what the end says.
  const [sample, taken] = await Promise.all([
    ask(deps, tabId, script, pageSample),
    takePixels(deps, before.windowId),
  ]);
  const [{ position, viewer }, after] = await Promise.all([
    ask(deps, tabId, 'end', pageEnd),
    deps.tab(tabId),
  ]);
  const unmoved =
    samePlace(start, sample.position) &&
    samePlace(start, position) &&
    after.active &&
    after.windowId === before.windowId &&
    after.url === before.url;
  if (!unmoved) throw new CaptureStopped('page-changed');
  const seen = { ...sample, viewer: bothTraces(sample.viewer, viewer) };
  if (taken.method !== 'none') return { sample: seen, picture: taken };
  const picture = await render(deps, tabId, taken);
  const last = await deps.tab(tabId);
  if (last.url !== before.url) throw new CaptureStopped('page-changed');
  return { sample: seen, picture };
}

async function refuseWhenFull(deps: CaptureDeps): Promise<void> {
  const { usage, quota } = await deps.estimate();
  if (quota !== undefined && quota - (usage ?? 0) < STORAGE_HEADROOM)
    throw new CaptureStopped('storage-full');
}

/** What was seen of the viewer before and after a picture: either may be in it. */
function bothTraces(one: ViewerTraces, other: ViewerTraces): ViewerTraces {
  return {
    areas: [...one.areas, ...other.areas],
    texts: [...new Set([...one.texts, ...other.texts])],
  };
}

/** Only real pixels make a full page: without them one viewport is all there is. */
function wantsSlices(profile: CaptureProfile, moment: Moment): boolean {
  return profile === 'full' && moment.wall === undefined;
}

function withFiles(rest: Rest, files: readonly EvidenceFile[], limitations: readonly Limitation[]): Rest {
  return {
    ...rest,
    slices: [...rest.slices, ...files],
    limitations: [...rest.limitations, ...limitations],
  };
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

async function keepMoment(db: ReporterDatabase, moment: Moment, files: readonly NewFile[]): Promise<void> {
  await db.transaction('rw', db.blobs, db.captureJobs, async () => {
    await addBlobs(db, files, moment.startedAt);
    await db.captureJobs.update(moment.captureId, { moment, slices: [] });
  });
}

async function capture(deps: CaptureDeps, request: CaptureRequest): Promise<CaptureOutcome> {
  const tab = await deps.tab(request.tabId).catch(() => {
    throw new CaptureStopped('page-unreachable');
  });
  const listing = listingOf(tab.url);
  const key = listingKey(listing);
  if (request.listing !== undefined && request.listing !== key) throw new CaptureStopped('page-changed');
  const earlier = await draftOfListing(deps.db, key);
  const wantsPixels = request.grantsPixels && earlier?.state === 'draft' && !hasPixels(earlier);
  if (earlier && !request.again && !wantsPixels) return exists(earlier.draftId, earlier.state);

  await refuseWhenFull(deps);
  const captureId = uuidv7();
  const startedAt = deps.now();
  const startedTicks = deps.monotonic();
  const noted = deps.db.captureJobs.put({
    captureId,
    listingKey: key,
    tabId: request.tabId,
    url: listing.canonicalUrl,
    startedAt,
    state: 'capturing',
    profile: request.profile,
  });
  noted.catch(() => undefined);
  try {
    const switchedOff = await isReadingSwitchedOff(deps.db, listing.marketplace);
    const script = switchedOff ? 'sample-unread' : 'sample';
    const { sample, picture } = await takeMoment(deps, request.tabId, tab, { script, noted });
    const seen = listingOf(sample.position.url);
    if (listingKey(seen) !== key || !sample.settled) throw new CaptureStopped('page-changed');
    const kind = sample.reading?.kind ?? 'listing';
    if (kind !== 'listing' && kind !== 'wall') throw new CaptureStopped('not-a-listing');
    const facts = { incognito: tab.incognito, ...(await deps.tabFacts(request.tabId, sample.load)) };
    const about = { captureId, listing, startedAt, switchedOff, tab: facts };
    let { moment, files } = await momentOf(about, sample, picture);
    let rest: Rest = { slices: [], pageHeight: moment.page.height, limitations: [] };
    // The page gets its pictures together while its slices are taken.
    const pictures = beginPictures(deps, request, moment);
    const inParts = wantsSlices(request.profile, moment) && picture.method === 'pixels';
    if (inParts) {
      await keepMoment(deps.db, moment, files);
      files = [];
      const { tabId } = request;
      rest = await takeRest(deps, moment, { tabId, windowId: tab.windowId, picture: picture.png });
    }
    const taken = await pictures(rest.limitations.includes('partial-cancelled'));
    if (inParts) {
      const kept = await keepPictures(deps.db, moment, taken);
      rest = withFiles(rest, kept.pictures, kept.limitations);
      const job = await deps.db.captureJobs.get(captureId);
      moment = job?.moment ?? moment;
    } else {
      files = [...files, ...taken.files];
      rest = withFiles(
        rest,
        taken.files.map(({ file }) => file),
        taken.limitations,
      );
    }
    const end: CaptureEnd = {
      profile: request.profile,
      endedAt: deps.now(),
      monotonicMs: Math.round(deps.monotonic() - startedTicks),
      ...rest,
    };
    const { draftId, limitations } = await sealCapture(deps.db, deps.context, moment, end, files);
    const slices = rest.slices.filter(({ method }) => method === 'pixels').length;
    return saved(draftId, picture.method, limitations, slices);
  } catch (error) {
    if (!(await keepWhatThereIs(deps.db, captureId))) throw error;
    console.error(error);
    throw new CaptureStopped('kept-for-later');
  }
}

/**
 * After a failure: a job whose page is on disk stays, and the next start finishes it. Where the capture came about, its job went in the
 * same transaction.
 * @returns whether something is kept
 */
async function keepWhatThereIs(db: ReporterDatabase, captureId: string): Promise<boolean> {
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

/**
 * Captures the listing a tab shows into a draft. Resolves only after the strict transaction has committed; never rejects: what went
 * wrong, what was kept and what to do is in the outcome.
 */
export async function captureListing(deps: CaptureDeps, request: CaptureRequest): Promise<CaptureOutcome> {
  try {
    return await capture(deps, request);
  } catch (error) {
    if (error instanceof CaptureStopped) return failed(error.code);
    if (isQuota(error)) return failed('storage-full');
    console.error(error);
    return failed(
      error instanceof Error && /Dexie|Database|Abort|Open/.test(error.name) ? 'storage-failed' : 'internal',
    );
  }
}
