import { createHash } from 'node:crypto';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBlob, runIn } from '../../scripts/support/extension-database.ts';
import type { CaptureOutcome } from '../../utils/messages/messages.ts';
import { grantByToolbar, openListing } from './support/clicks.ts';
import { rows, tell } from './support/extension-data.ts';
import {
  type Asked,
  distance,
  drawPicture,
  LISTING,
  listingPage,
  servePicture,
  serveText,
} from './support/listing-pictures.ts';
import { Stack } from './support/stack.ts';

const HOST = 'https://ae01.alicdn.com/kf';
/** In the page, in a smaller form than the facts name, so it is in the browser's cache under this address. */
const SHOWN = `${HOST}/shown.jpg_640x640.jpg`;
const NAMED = `${HOST}/shown.jpg`;
const RE_ENCODED = `${HOST}/again.webp`;
const OTHER = `${HOST}/other.png`;
const HTML = `${HOST}/html.png`;
const HUGE = `${HOST}/huge.jpg`;
const HANGING = `${HOST}/hanging.jpg`;
const MISSING = `${HOST}/missing.jpg`;

let stack: Stack;
let control: Page;
const asked: Asked[] = [];
const served = new Map<string, Buffer>();
const seenByWorker: string[] = [];

async function captureWhole(page: Page): Promise<CaptureOutcome> {
  await grantByToolbar(stack, page);
  const tabId = await runIn(control)(
    'const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true }); return tab.id;',
  );
  return (await tell(control, {
    type: 'capture.start',
    tabId,
    again: true,
    profile: 'full',
  })) as CaptureOutcome;
}

/** Opens the listing with these pictures, and captures all of it. */
async function captured(pictures: readonly string[], shown: readonly string[]) {
  stack.practice.answer(LISTING, serveText('text/html', listingPage(pictures, shown)));
  const page = await openListing(stack, control, LISTING);
  // A page's own worker would see every request that the page makes.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.reload();
  await page.waitForNetworkIdle({ idleTime: 300 }).catch(() => undefined);
  const entries = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  const before = { asked: asked.length, entries: await entries(), worker: seenByWorker.length };
  const outcome = await captureWhole(page);
  expect(outcome).toMatchObject({ outcome: 'saved', method: 'pixels' });
  const manifest = (await rows(control, 'captures')).at(-1)?.manifest;
  if (!manifest) throw new Error('nothing was captured');
  return {
    page,
    outcome,
    manifest,
    fetched: manifest.files.filter(({ method }) => method === 'fetched'),
    asked: asked.slice(before.asked),
    newEntries: (await entries()).filter((name) => !before.entries.includes(name)),
    newToWorker: seenByWorker.slice(before.worker),
  };
}

beforeAll(async () => {
  stack = await Stack.start();
  control = await stack.control();
  const jpeg = { type: 'image/jpeg', quality: 0.9, size: 640 };
  const [first, again] = await drawPicture(runIn(control), 7, [
    jpeg,
    { type: 'image/webp', quality: 0.4, size: 300 },
  ]);
  const [other] = await drawPicture(runIn(control), 99, [{ type: 'image/png', quality: 1, size: 400 }]);
  const parts: [string, string, Buffer | undefined][] = [
    [SHOWN, 'image/jpeg', first],
    [RE_ENCODED, 'image/webp', again],
    [OTHER, 'image/png', other],
    [HUGE, 'image/jpeg', Buffer.concat([first ?? Buffer.of(), Buffer.alloc(7 * 1024 * 1024)])],
  ];
  for (const [url, type, bytes] of parts) {
    if (!bytes) throw new Error('nothing was drawn');
    served.set(url, bytes);
    servePicture(stack.practice, url, type, bytes, asked);
  }
  stack.practice.answer(HTML, serveText('image/png', '<!doctype html><script>alert(1)</script>'));
  stack.practice.answer(HANGING, () => undefined);
  stack.practice.answer(
    'https://www.aliexpress.com/practice-worker.js',
    serveText(
      'text/javascript',
      `addEventListener('install', () => skipWaiting());
       addEventListener('activate', (event) => event.waitUntil(clients.claim()));
       addEventListener('fetch', ({ request }) => { fetch('/practice-seen?' + encodeURIComponent(request.url)); });`,
    ),
  );
  stack.practice.answer('https://www.aliexpress.com/practice-seen', (request, response) => {
    seenByWorker.push(decodeURIComponent((request.url ?? '').split('?')[1] ?? ''));
    response.writeHead(204).end();
  });
});
afterAll(() => stack?.close());

describe('the listing’s own pictures, in a capture of the whole page', () => {
  it('are the bytes that were served, found again where they were re-encoded, and nothing of the page sees them asked for', async () => {
    const { page, manifest, fetched, ...trace } = await captured([NAMED, RE_ENCODED, OTHER], [SHOWN]);
    expect(fetched.map(({ path, type, url }) => [path, type, url])).toEqual([
      ['picture-01.jpg', 'image/jpeg', SHOWN],
      ['picture-02.webp', 'image/webp', RE_ENCODED],
      ['picture-03.png', 'image/png', OTHER],
    ]);
    for (const { sha256, url, bytes } of fetched) {
      const kept = await readBlob(runIn(control), sha256);
      expect(kept?.equals(served.get(url ?? '') ?? Buffer.of())).toBe(true);
      expect(kept && createHash('sha256').update(kept).digest('hex')).toBe(sha256);
      expect(bytes).toBe(kept?.length);
    }
    const [first, again, other] = fetched.map(({ perceptualHash }) => perceptualHash);
    expect(distance(first, again)).toBeLessThanOrEqual(6);
    expect(distance(first, other)).toBeGreaterThan(16);
    expect(manifest.limitations).not.toContain('listing-images-missing');

    // What the page shows came out of its cache; the rest was asked for as the page itself would, without a cookie.
    expect(trace.asked.map(({ url }) => url).sort()).toEqual([OTHER, RE_ENCODED].sort());
    for (const { headers } of trace.asked) {
      expect(headers).toMatchObject({ origin: 'https://www.aliexpress.com', 'sec-fetch-site': 'cross-site' });
      expect(headers.cookie).toBeUndefined();
      expect(JSON.stringify(headers)).not.toContain('extension');
    }
    expect(trace.newEntries.filter((name) => name.includes('alicdn'))).toEqual([]);
    expect(trace.newToWorker.filter((url) => url.includes('alicdn'))).toEqual([]);
    await page.close();
  });

  it('are left out where they are no pictures, too large, late or gone; the capture is saved, and says so', async () => {
    const { page, outcome, manifest, fetched } = await captured([HTML, HUGE, HANGING, MISSING, OTHER], []);
    expect(fetched.map(({ url }) => url)).toEqual([OTHER]);
    expect(manifest.limitations).toContain('listing-images-missing');
    expect(outcome).toMatchObject({
      limitations: expect.arrayContaining(['listing-images-missing']),
    });
    await page.close();
  });
});
