import { coverageSentences } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runIn } from '../../scripts/support/extension-database.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { until } from '../../scripts/support/until.ts';
import { tell } from './support/extension-data.ts';
import { longPage, slicesOf, wrongRows } from './support/long-page.ts';
import { pictureColumns } from './support/picture-columns.ts';
import { type Covering, newestCapture, provePictures } from './support/prove-pictures.ts';
import {
  captureWhole,
  type Desk,
  openDesk,
  slicesKept,
  standing,
  startWhole,
  tabOf,
} from './support/whole-page.ts';

let desk: Desk;
let control: Page;

beforeAll(async () => {
  desk = await openDesk({ scrollBars: true });
  control = desk.control;
});
afterAll(() => desk?.close());
afterEach(async () => {
  // A zoom holds for all pages of a host.
  await runIn(control)(
    "for (const { id } of await chrome.tabs.query({ url: 'https://*/*' })) await chrome.tabs.setZoom(id, 1)",
  );
  const pages = (await desk.chromium.browser.pages()).filter((page) => page.url().startsWith('https:'));
  await Promise.all(pages.map((page) => page.close()));
});

const open = (wish: Parameters<typeof longPage>[0]) => desk.chromium.open(longPage(wish));

/** Of what pages pin: everything stands in the first picture as it stood; later only the sticky part does, at its own place. */
const PINNED: Covering = (share, slice) => {
  if (share < 0.1) return [[300, 360]];
  if (slice > 0) return [];
  return share > 0.9 ? [[0, 100_000]] : [[0, 50]];
};

describe('a whole page', () => {
  it('with parts that are pinned to the window: once each, and all of it put back', async () => {
    const page = await open({ height: 2_600, pinned: true });
    await page.evaluate(() => {
      document.getElementById('field')?.focus();
      document.querySelector('#nested')?.scrollTo(0, 130);
    });
    const before = await standing(page);
    const manifest = await captureWhole(control, page);
    expect(await standing(page)).toEqual(before);
    expect(manifest).toMatchObject({ profile: 'full', page: { covered: { height: 2_600, of: 2_600 } } });
    expect(manifest.limitations).toContain('pinned-hidden');
    // The left edge has the sticky part, the middle the closed shadow tree's, the right edge the fixed one.
    await provePictures(runIn(control), manifest, { shares: [0.05, 0.17, 0.55, 0.95], covering: PINNED });
  });

  it('from where it was scrolled to: the first picture is what was seen, the rest begins at the top', async () => {
    const page = await open({ height: 2_600, pinned: true });
    await page.evaluate(() => window.scrollTo(0, 1_111));
    const before = await standing(page);
    const manifest = await captureWhole(control, page);
    expect(await standing(page)).toEqual(before);
    const slices = slicesOf(manifest.files);
    expect(slices.slice(0, 2).map(({ path, area }) => [path, area.y])).toEqual([
      ['viewport.png', 1_111],
      ['slice-001.png', 0],
    ]);
    expect(manifest.page).toMatchObject({ scroll: { y: 1_111 }, covered: { height: 2_600, of: 2_600 } });
    const rest = { ...manifest, files: manifest.files.filter(({ path }) => path !== 'viewport.png') };
    await provePictures(runIn(control), rest, { shares: [0.17], covering: PINNED });
  });

  it('wider than the window: column by column, and cut where it is too wide', async () => {
    const page = await open({ height: 1_500, width: 2_200 });
    const manifest = await captureWhole(control, page);
    // A scroll bar lies over the last 15 px of each picture's right and lower edge.
    await provePictures(runIn(control), manifest, { covering: (_, slice) => barsOf(manifest, slice) });
    const xs = new Set(slicesOf(manifest.files).map(({ area }) => area.x));
    expect(xs.size).toBe(2);
    const [first] = slicesOf(manifest.files);
    expect(Math.max(...xs) + (first?.area.width ?? 0)).toBeGreaterThanOrEqual(2_200);
    expect(manifest.page.covered).toEqual({ height: 1_500, of: 1_500 });
    expect(manifest.limitations).not.toContain('width-cut');
    // The extension's own button is no part that the page pins.
    expect(manifest.limitations).not.toContain('pinned-hidden');

    const wide = await open({ height: 900, width: 9_000 });
    expect((await captureWhole(control, wide)).limitations).toContain('width-cut');
  });

  it.each([0.8, 1.1, 1.5])('at zoom %d', async (zoom) => {
    const page = await open({ height: 2_200, pinned: true });
    await runIn(control)(
      'await chrome.tabs.setZoom(arguments[0], arguments[1])',
      await tabOf(control, page),
      zoom,
    );
    await until('the zoom', () =>
      page.evaluate((wanted) => Math.abs(window.devicePixelRatio - wanted) < 0.01, zoom),
    );
    const manifest = await captureWhole(control, page);
    expect(manifest.env.zoom).toBeCloseTo(zoom);
    expect(manifest.env.devicePixelRatio).toBeCloseTo(zoom);
    expect(manifest.page.covered).toEqual({ height: 2_200, of: 2_200 });
    await provePictures(runIn(control), manifest, { shares: [0.17, 0.36] });
  });

  it('that grows while it is scrolled', async () => {
    const page = await open({ height: 1_500, grow: 3 });
    const manifest = await captureWhole(control, page);
    expect(manifest.page.covered).toEqual({ height: 3_000, of: 3_000 });
    await provePictures(runIn(control), manifest);
    const endless = await open({ height: 1_500, grow: 10_000 });
    const cut = await captureWhole(control, endless);
    expect(cut.limitations).toContain('page-grew');
    expect(cut.page.covered.height).toBeLessThan(cut.page.covered.of);
    await provePictures(runIn(control), cut);
  });

  it.each([0, 700])('whose root does not scroll, in the part that does, which stood at %d', async (y) => {
    const page = await open({ height: 3_000, nested: true, pinned: true });
    const scrolled = () => page.evaluate(() => document.querySelector('#sheet')?.parentElement?.scrollTop);
    await page.evaluate((to) => document.querySelector('#sheet')?.parentElement?.scrollTo(0, to), y);
    const manifest = await captureWhole(control, page);
    expect(await scrolled()).toBe(y);
    expect(manifest.page).toMatchObject({
      ...{ scroll: { x: 0, y }, height: 3_000, covered: { height: 3_000, of: 3_000 } },
    });
    expect(manifest.limitations).not.toContain('content-clipped');
    expect(coverageSentences(manifest, 'en')).toContainEqual(expect.stringContaining('whole page'));
    const rest = {
      ...manifest,
      files: manifest.files.filter(({ path }) => y === 0 || path !== 'viewport.png'),
    };
    await provePictures(runIn(control), rest, { shares: [0.17, 0.55], covering: PINNED });
  });

  it('written from right to left and wider than the window: to its left end', async () => {
    const page = await open({ height: 1_500, width: 2_200, rtl: true });
    const manifest = await captureWhole(control, page);
    const width = await page.evaluate(() => document.documentElement.clientWidth);
    const slices = slicesOf(manifest.files);
    expect(Math.min(...slices.map(({ area }) => area.x))).toBe(width - 2_200);
    expect(manifest.limitations).not.toContain('width-cut');
    expect(manifest.page.covered).toEqual({ height: 1_500, of: 1_500 });
    for (const { sha256, area } of slices) {
      const [column] = await pictureColumns(runIn(control), sha256, [0.3]);
      // A scroll bar lies over the lower edge.
      const bar: [number, number] = [area.y + area.height - 15, area.y + area.height];
      const onSheet = { ...area, x: area.x + 2_200 - width };
      expect(column && wrongRows(column, onSheet, [bar]).slice(0, 5)).toEqual([]);
    }
    const preview = manifest.files.find(({ method }) => method === 'stitched');
    expect(preview?.area).toEqual({
      x: width - 2_200,
      y: 0,
      width: expect.closeTo(2_200, -2),
      height: expect.any(Number),
    });
    const far = await open({ height: 900, width: 9_000, rtl: true });
    expect((await captureWhole(control, far)).limitations).toContain('width-cut');
  });

  it('whose parts are laid out on sight only: as high as it is', async () => {
    const page = await open({ height: 6_000, deferred: true });
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeGreaterThan(7_000);
    const manifest = await captureWhole(control, page);
    expect(manifest.page.covered).toEqual({ height: 6_000, of: 6_000 });
    await provePictures(runIn(control), manifest);
  });

  it('that scrolls smoothly and snaps', async () => {
    const page = await open({ height: 2_600, smooth: true });
    const before = await standing(page);
    const manifest = await captureWhole(control, page);
    expect(manifest.page.covered).toEqual({ height: 2_600, of: 2_600 });
    await provePictures(runIn(control), manifest);
    expect(await standing(page)).toEqual(before);
  });

  it('with pictures that load on sight: each is there', async () => {
    const page = await open({ height: 6_000, lazy: true });
    const manifest = await captureWhole(control, page);
    expect(manifest.limitations).not.toContain('images-unfinished');
    expect(await page.evaluate(() => [...document.images].every((image) => image.naturalWidth > 0))).toBe(
      true,
    );
    const inPictures: Covering = () => [1_000, 3_000, 5_000].map((y) => [y, y + 80]);
    await provePictures(runIn(control), manifest, { shares: [0.26], covering: inPictures });
    await expect(provePictures(runIn(control), manifest, { shares: [0.26] })).rejects.toThrow();
  });

  it('of 60,000 px, and one beyond what a capture takes', async () => {
    const page = await open({ height: 60_000 });
    await page.setViewport({ width: 900, height: 4_000 });
    const manifest = await captureWhole(control, page);
    expect(manifest.page.covered).toEqual({ height: 60_000, of: 60_000 });
    expect(manifest.limitations).not.toContain('height-capped');
    await provePictures(runIn(control), manifest, { shares: [0.25] });
    await page.close();

    const longer = await open({ height: 110_000 });
    await longer.setViewport({ width: 900, height: 8_000 });
    const cut = await captureWhole(control, longer);
    expect(cut.limitations).toContain('height-capped');
    expect(cut.page.covered.of).toBe(110_000);
    expect(cut.page.covered.height).toBeGreaterThanOrEqual(100_000);
    expect(cut.page.covered.height).toBeLessThan(110_000);
    await provePictures(runIn(control), cut, { shares: [0.25] });
  });
});

/** Rows of a slice that a horizontal scroll bar covers. */
function barsOf(manifest: Awaited<ReturnType<typeof newestCapture>>, slice: number): [number, number][] {
  const area = slicesOf(manifest.files)[slice]?.area;
  return area ? [[area.y + area.height - 15, area.y + area.height]] : [];
}

describe('a whole page that is not taken to its end', () => {
  it('because the user stops it', async () => {
    const page = await open({ height: 9_000, pinned: true });
    const before = await standing(page);
    const { outcome } = await startWhole(control, page);
    await slicesKept(control, 2);
    await tell(control, { type: 'capture.stop', tabId: await tabOf(control, page) });
    expect(await outcome).toMatchObject({
      outcome: 'saved',
      limitations: expect.arrayContaining(['partial-cancelled']),
    });
    const manifest = await newestCapture(runIn(control));
    expect(manifest.limitations).toContain('partial-cancelled');
    expect(manifest.page.covered.height).toBeLessThan(9_000);
    await provePictures(runIn(control), manifest, { shares: [0.17] });
    expect(await standing(page)).toEqual(before);
  });

  it.each(['another tab', 'another page'])('because %s comes to the front', async (what) => {
    const page = await open({ height: 9_000, pinned: true });
    const before = await standing(page);
    const { outcome } = await startWhole(control, page);
    await slicesKept(control, 2);
    if (what === 'another tab') await control.bringToFront();
    else await page.goto(PRACTICE.aliexpressState);
    expect(await outcome).toMatchObject({ outcome: 'saved' });
    const manifest = await newestCapture(runIn(control));
    expect(manifest.limitations).toContain('partial-moved');
    expect(manifest.page.covered.of).toBe(9_000);
    await provePictures(runIn(control), manifest, { shares: [0.17] });
    if (what === 'another tab') expect(await standing(page)).toEqual(before);
  });

  it('because the worker was killed: the page comes back by itself, and what there was becomes a capture that says so', async () => {
    const page = await open({ height: 9_000, pinned: true });
    const before = await standing(page);
    const { outcome } = await startWhole(control, page);
    outcome.catch(() => undefined);
    await slicesKept(control, 3);
    const earlier = (await newestCapture(runIn(control))).captureId;
    await desk.chromium.killWorker();
    expect(await standing(page)).not.toEqual(before);
    await page.bringToFront();
    // Nobody asks: the page's own watchdog puts it back and wakes the worker.
    const manifest = await until(
      'the partial capture',
      async () => {
        const newest = await newestCapture(runIn(control));
        return newest.captureId !== earlier && newest;
      },
      60_000,
    );
    expect(manifest.limitations).toEqual(expect.arrayContaining(['partial-interrupted', 'pinned-hidden']));
    expect(slicesOf(manifest.files).length).toBeGreaterThanOrEqual(4);
    await provePictures(runIn(control), manifest, { shares: [0.17] });
    await until(
      'the page to be as it was',
      async () => JSON.stringify(await standing(page)) === JSON.stringify(before),
    );
  });
});

describe.each([1, 2, 3])('with %d device pixels to a CSS pixel', (devicePixelRatio) => {
  it('each tile has them all', async () => {
    const fine = await openDesk({ devicePixelRatio });
    try {
      const page = await fine.chromium.open(longPage({ height: 2_200, pinned: true }));
      const manifest = await captureWhole(fine.control, page);
      expect(manifest.env.devicePixelRatio).toBe(devicePixelRatio);
      await provePictures(runIn(fine.control), manifest, {
        shares: [0.05, 0.17, 0.55, 0.95],
        covering: PINNED,
      });
    } finally {
      await fine.close();
    }
  });
});
