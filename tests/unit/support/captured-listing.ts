import { buildCapture } from '../../../utils/capture/build-capture.ts';
import type { PageSample } from '../../../utils/capture/page-sample.ts';
import type { CapturedListing } from '../../../utils/drafts/drafts.ts';

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
    title: 'Aurora jacket - AliExpress',
    language: 'en',
    documentHeight: 4000,
    snapshot: { html: '<!doctype html><p>Aurora jacket', truncated: false },
    ...change,
  };
}

/** A finished capture of a practice listing, ready to be saved. */
export function capturedListing(
  itemId = '1005006000000001',
  at = 1_700_000_000_000,
): Promise<CapturedListing> {
  return buildCapture(
    { version: '0.1.0', userAgent: 'test', language: 'en', timeZone: 'UTC' },
    {
      captureId: crypto.randomUUID(),
      listing: {
        marketplace: 'aliexpress',
        itemId,
        canonicalUrl: `https://www.aliexpress.com/item/${itemId}.html`,
      },
      sample: pageSampleOf(),
      picture: { method: 'pixels', png: new Blob([PNG_BYTES], { type: 'image/png' }) },
      switchedOff: false,
      startedAt: at,
      endedAt: at + 200,
      incognito: false,
    },
  );
}
