import type { CaptureContext, CaptureEnd } from '../../../utils/capture/build-capture.ts';
import { momentOf } from '../../../utils/capture/moment.ts';
import type { PageSample, PageTraces } from '../../../utils/capture/page-sample.ts';
import { signAndSave } from '../../../utils/capture/sign-and-save.ts';
import type { ReporterDatabase } from '../../../utils/database/database.ts';

export const LISTING_URL = 'https://www.aliexpress.com/item/1005006000000001.html';

/** The smallest thing that starts as a PNG does. */
export const PNG_BYTES = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

/** What the capture script reads on a practice listing. */
export function pageSampleOf(change: Partial<PageSample> = {}): PageSample {
  return {
    position: {
      url: LISTING_URL,
      mark: 'mark-1',
      x: 0,
      y: 0,
      width: 1280,
      height: 800,
      devicePixelRatio: 1,
      turns: 0,
    },
    settled: true,
    reading: {
      marketplace: 'aliexpress',
      kind: 'listing',
      itemId: '1005006000000001',
      canonicalUrl: LISTING_URL,
      facts: { title: { value: 'Aurora jacket', raw: 'Aurora jacket', source: 'dom:h1' } },
    },
    drawn: {},
    title: 'Aurora jacket - AliExpress',
    language: 'en',
    documentWidth: 1280,
    documentHeight: 4000,
    imagesUnfinished: 0,
    load: { url: LISTING_URL, protocol: 'h2', startedAt: 1_700_000_000_000 },
    elements: 1_000,
    ...change,
  };
}

/** Where that page shows the viewer and the listing. */
export const VIEWER: PageTraces = {
  areas: [],
  texts: [],
  regions: [{ part: 'title', area: { x: 100, y: 90, width: 300, height: 200 } }],
};

/** The copy of that page. */
export const SNAPSHOT = {
  html: '<!doctype html><p>Aurora jacket',
  truncated: false,
  framesLeftOut: false,
  stylesLeftOut: false,
};

export const CONTEXT: CaptureContext = {
  version: '0.1.0',
  commit: 'unknown',
  userAgent: 'test',
  brands: [],
  platform: 'test',
  language: 'en',
  timeZone: 'UTC',
};

interface ListingTaken {
  itemId?: string;
  at?: number;
  captureId?: string;
  png?: Uint8Array<ArrayBuffer>;
  /** The sweep that it is taken in. */
  sweepId?: string;
}

/** What a capture of a practice listing took before it is signed. */
export function takenOfListing({
  itemId = '1005006000000001',
  at = 1_700_000_000_000,
  captureId = crypto.randomUUID(),
  png = PNG_BYTES,
}: ListingTaken = {}) {
  return momentOf(pageSampleOf(), {
    captureId,
    listing: {
      marketplace: 'aliexpress',
      itemId,
      canonicalUrl: `https://www.aliexpress.com/item/${itemId}.html`,
    },
    startedAt: at,
    switchedOff: false,
    tab: { incognito: false, zoom: 1 },
    picture: { method: 'pixels', png: new Blob([png], { type: 'image/png' }) },
    copy: SNAPSHOT,
    clipped: [],
    viewer: VIEWER,
    answered: 'first',
  });
}

/** Captures a practice listing into the database, with the code that the extension does it with; returns the draft's id. */
export async function captureInto(db: ReporterDatabase, listing: ListingTaken = {}): Promise<string> {
  const { moment, files } = await takenOfListing(listing);
  const end: CaptureEnd = {
    profile: 'quick',
    slices: [],
    pageHeight: 4000,
    clipped: [],
    endedAt: moment.startedAt + 200,
    monotonicMs: 200,
    limitations: [],
  };
  return (await signAndSave(db, CONTEXT, moment, end, files, undefined, listing.sweepId)).draftId;
}
