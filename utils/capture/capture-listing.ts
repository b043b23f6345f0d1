import { listingKey, recogniseAddress } from '@marketsafe/contract';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { DraftRow, ReporterDatabase } from '../drafts/database.ts';
import { draftOfListing, saveCapture } from '../drafts/drafts.ts';
import type { CaptureFailure, CaptureOutcome } from '../messages.ts';
import { isReadingSwitchedOff } from '../outbox/reference.ts';
import { buildCapture, type CaptureContext, type CapturedAddress, type Picture } from './build-capture.ts';
import { exists, failed, saved } from './outcome.ts';
import { type PagePosition, type PageSample, pagePosition, pageSample, scriptAnswer } from './page-sample.ts';
import { PixelsError, pngFromBase64 } from './pixels.ts';
import { PAGE_TIMEOUT_MS, RENDER_TIMEOUT_MS, STORAGE_HEADROOM } from './platform.ts';

/** A tab as far as capture looks at it. */
export interface TabState {
  url?: string | undefined;
  active: boolean;
  windowId: number;
  incognito: boolean;
}

/** `sample-unread` is `sample` without an adapter: it gives no facts. */
type CaptureScript = 'sample' | 'sample-unread' | 'end' | 'render';

/** Every browser call a capture makes, so that order and failure can be tested without a browser. */
export interface CaptureDeps {
  db: ReporterDatabase;
  context: CaptureContext;
  now: () => number;
  tab: (tabId: number) => Promise<TabState>;
  /** Runs a capture script in the tab's page and gives its raw answer; rejects when the page takes no scripts. */
  runScript: (tabId: number, script: CaptureScript) => Promise<unknown>;
  /** What the window shows now, as PNG. Throws PixelsError. */
  pixels: (windowId: number) => Promise<Blob>;
  estimate: () => Promise<{ usage?: number; quota?: number }>;
  timeout: <Value>(work: Promise<Value>, ms: number) => Promise<Value>;
}

export interface CaptureRequest {
  tabId: number;
  /** Key of the listing that the user was shown, where that is known: another one is not captured in its place. */
  listing?: string | undefined;
  /** Capture although the listing has a draft or a report. */
  again: boolean;
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
  script: 'sample' | 'sample-unread',
): Promise<{ sample: PageSample; picture: Picture }> {
  if (!before.active) throw new CaptureStopped('page-changed');
  const sample = await ask(deps, tabId, script, pageSample);
  let picture = await takePixels(deps, before.windowId);
  const position = await ask(deps, tabId, 'end', pagePosition);
  const after = await deps.tab(tabId);
  const unmoved =
    samePlace(sample.position, position) &&
    after.active &&
    after.windowId === before.windowId &&
    after.url === before.url;
  if (!unmoved) throw new CaptureStopped('page-changed');
  if (picture.method === 'none') picture = await render(deps, tabId, picture);
  const last = await deps.tab(tabId);
  if (last.url !== before.url) throw new CaptureStopped('page-changed');
  return { sample, picture };
}

function isQuota(error: unknown): boolean {
  for (
    let cause = error;
    cause instanceof Error;
    cause = (cause as { inner?: unknown }).inner ?? cause.cause
  ) {
    if (cause.name === 'QuotaExceededError') return true;
  }
  return false;
}

async function refuseWhenFull(deps: CaptureDeps): Promise<void> {
  const { usage, quota } = await deps.estimate();
  if (quota !== undefined && quota - (usage ?? 0) < STORAGE_HEADROOM)
    throw new CaptureStopped('storage-full');
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
  await deps.db.captureJobs.put({
    captureId,
    listingKey: key,
    tabId: request.tabId,
    url: listing.canonicalUrl,
    startedAt,
    state: 'capturing',
  });
  try {
    const switchedOff = await isReadingSwitchedOff(deps.db, listing.marketplace);
    const script = switchedOff ? 'sample-unread' : 'sample';
    const { sample, picture } = await takeMoment(deps, request.tabId, tab, script);
    const seen = listingOf(sample.position.url);
    if (listingKey(seen) !== key || !sample.settled) throw new CaptureStopped('page-changed');
    const kind = sample.reading?.kind ?? 'listing';
    if (kind !== 'listing' && kind !== 'wall') throw new CaptureStopped('not-a-listing');
    const built = await buildCapture(deps.context, {
      captureId,
      listing,
      sample,
      picture,
      switchedOff,
      startedAt,
      endedAt: deps.now(),
      incognito: tab.incognito,
    });
    const draftId = await saveCapture(deps.db, built);
    return saved(draftId, picture.method, built.capture.manifest.limitations);
  } finally {
    await deps.db.captureJobs.delete(captureId);
  }
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
