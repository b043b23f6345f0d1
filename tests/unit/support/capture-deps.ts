import type { CaptureDeps, CaptureRequest, TabState } from '../../../utils/capture/capture-deps.ts';
import type { PageEnd, PageSample } from '../../../utils/capture/page-sample.ts';
import { STORAGE_HEADROOM } from '../../../utils/capture/platform.ts';
import type { ReporterDatabase } from '../../../utils/database/database.ts';
import { CONTEXT, LISTING_URL, PNG_BYTES, pageSampleOf, SNAPSHOT, VIEWER } from './captured-listing.ts';

export const TAB: TabState = { url: LISTING_URL, active: true, windowId: 7, incognito: false };
/** One click on the toolbar button. */
export const CLICK: CaptureRequest = { tabId: 3, again: false, grantsPixels: true, profile: 'quick' };

/** A capture script's answer. */
export function ok(value: unknown) {
  return Promise.resolve({ ok: true, value });
}

/** How a page that did not change stands at the end. */
export function endOf({ position }: Pick<PageSample, 'position'>): PageEnd {
  return { position, readings: [] };
}

/** What a page that does not change answers to a capture's scripts; `end` is how it stands at the end. */
export function pageAnswer(script: string, sample: PageSample, end = endOf(sample)): unknown {
  if (script === 'begin') return { position: sample.position, button: null };
  if (script === 'copy') return { mark: sample.position.mark, snapshot: SNAPSHOT };
  if (script === 'look') return { mark: sample.position.mark, clipped: [], viewer: VIEWER };
  return script === 'end' ? end : sample;
}

/** A store in which nothing is missing. */
export const SOUND_STORE: CaptureDeps['store'] = {
  look: async () => ({ state: 'sound' }),
  allThere: async () => true,
};

/** A browser in which everything goes well, unless `change` says so. */
export function fakeDeps(db: ReporterDatabase, change: Partial<CaptureDeps> = {}): CaptureDeps {
  const sample = pageSampleOf();
  return {
    db,
    context: CONTEXT,
    now: () => 1_700_000_000_000,
    monotonic: () => 0,
    tabFacts: () => Promise.resolve({ zoom: 1 }),
    fullPage: () => Promise.resolve({ pageHeight: 4000, clipped: [], limitations: [] }),
    pictures: { collect: () => ok([]), hash: () => Promise.resolve('0'.repeat(16)) },
    tab: () => Promise.resolve(TAB),
    runScript: (_, script) =>
      ok(script === 'render' ? btoa(String.fromCharCode(...PNG_BYTES)) : pageAnswer(script, sample)),
    pixels: () => Promise.resolve(new Blob([PNG_BYTES], { type: 'image/png' })),
    estimate: () => Promise.resolve({ usage: 0, quota: STORAGE_HEADROOM * 2 }),
    store: SOUND_STORE,
    whole: () => undefined,
    timeout: (work) => work,
    ...change,
  };
}

/** Everything a capture may write. */
export async function stored(db: ReporterDatabase) {
  return {
    drafts: await db.drafts.toArray(),
    captures: await db.captures.toArray(),
    blobs: await db.blobs.toArray(),
    jobs: await db.captureJobs.toArray(),
  };
}
