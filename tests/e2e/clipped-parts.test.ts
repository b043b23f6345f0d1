import type { CaptureManifest } from '@marketsafe/contract';
import { coverageSentences } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runIn } from '../../scripts/support/extension-database.ts';
import { CLIPPING, FOLLOWED, FRAMED, WHOLE } from './support/clipping-pages.ts';
import { tell } from './support/extension-data.ts';
import { newestCapture } from './support/prove-pictures.ts';
import { captureWhole, type Desk, openDesk, tabOf } from './support/whole-page.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk({});
  desk.practice.answer(FRAMED.url, (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(FRAMED.html);
  });
});
afterAll(() => desk?.close());

/** Opens a listing of its own with this body. */
async function open(at: number, body: string) {
  const url = `https://www.aliexpress.com/item/10050060000004${String(at).padStart(2, '0')}.html`;
  desk.practice.answer(url, (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(`<!doctype html>${body}`);
  });
  return desk.chromium.open(url);
}

/** Captures what the window shows of a page, and closes it. */
async function captureWindow(page: Page): Promise<CaptureManifest> {
  await page.bringToFront();
  const order = { type: 'capture.start', again: true, profile: 'quick' };
  expect(await tell(desk.control, { ...order, tabId: await tabOf(desk.control, page) })).toMatchObject({
    outcome: 'saved',
    method: 'pixels',
  });
  const manifest = await newestCapture(runIn(desk.control));
  expect(manifest.listing.itemId).toBe(page.url().match(/\d{16}/)?.[0]);
  await page.close();
  return manifest;
}

it.each(Object.entries(CLIPPING).map(([name, body], at) => [name, at, body] as const))(
  'more than the pictures show: %s',
  async (_, at, body) => {
    const manifest = await captureWindow(await open(at, body));
    expect(manifest.limitations).toContain('content-clipped');
    const [part] = manifest.page.clipped ?? [];
    expect(part?.of?.height ?? part?.of).toSatisfy((of) => of === null || of > 0);
    expect(coverageSentences(manifest, 'en').join()).not.toContain('whole page');
  },
);

it.each(Object.entries(FOLLOWED).map(([name, body], at) => [name, at + 30, body] as const))(
  'a part in the window’s place is the page: %s',
  async (_, at, body) => {
    const manifest = await captureWindow(await open(at, body));
    expect(manifest.page.clipped).toBeUndefined();
    expect(manifest.page.covered.of).toBeGreaterThan(3_000);
    expect(manifest.page.covered.height).toBeLessThan(1_500);
    expect(coverageSentences(manifest, 'en').join()).not.toContain('whole page');
  },
);

it.each(Object.entries(WHOLE).map(([name, body], at) => [name, at + 50, body] as const))(
  'no more than the pictures show: %s',
  async (_, at, body) => {
    const page = await open(at, body);
    const manifest = await captureWhole(desk.control, page);
    expect(manifest.page.clipped).toBeUndefined();
    expect(coverageSentences(manifest, 'en').join()).toContain('whole page');
    await page.close();
  },
);
