import type { CaptureManifest } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTable } from '../../scripts/support/extension-database.ts';
import { Firefox } from '../../scripts/support/firefox.ts';
import { FIREFOX_BUILD } from '../../scripts/support/paths.ts';
import { type PracticeSite, startPracticeSite } from '../../scripts/support/practice-site.ts';
import { until } from '../../scripts/support/until.ts';
import type { CaptureRow } from '../../utils/database/capture-rows.ts';
import { longPage, slicesOf, wrongRows } from './support/long-page.ts';
import { pictureColumns } from './support/picture-columns.ts';
import { type Covering, newestCapture, provePictures } from './support/prove-pictures.ts';

let practice: PracticeSite;
let firefox: Firefox;
let desk: string;

const run = (body: string, ...args: unknown[]) => firefox.evaluate(body, ...args);

async function start(devicePixelRatio = 1): Promise<void> {
  firefox = await Firefox.launch({ extensionDir: FIREFOX_BUILD, practice, devicePixelRatio });
  desk = await firefox.openTab(firefox.extensionUrl('workspace.html'));
}

async function captureCount(): Promise<number> {
  return (await readTable<CaptureRow>(run, 'captures')).length;
}

/** The shortcut opens the draft of a listing that has one, instead of capturing it again. */
async function forgetDrafts(): Promise<void> {
  await run(`
    const opening = indexedDB.open('marketsafe-reporter');
    const done = (asked, event) => new Promise((resolve) => { asked[event] = resolve; });
    await done(opening, 'onsuccess');
    const change = opening.result.transaction('drafts', 'readwrite');
    change.objectStore('drafts').clear();
    await done(change, 'oncomplete');
    opening.result.close();`);
}

/** Where the page stands, and its own styles. */
function standing(): Promise<unknown> {
  return run(`return JSON.stringify([scrollX, scrollY, document.activeElement?.id,
    [...document.querySelectorAll('body [style]')].filter((each) => !each.matches('.row')).map((each) => each.style.cssText)])`);
}

/**
 * Opens a page, captures the whole of it by the keyboard shortcut while it stays in front, and gives the record. What follows runs in
 * the extension's own tab.
 * @param prepare runs in the page first
 */
async function captureWhole(
  wish: Parameters<typeof longPage>[0],
  { prepare = '', zoom }: { prepare?: string; zoom?: number } = {},
): Promise<CaptureManifest> {
  const tab = await firefox.openTab(longPage(wish));
  await until('the listing to be recognised', async () =>
    /recognised|saved/.test(await firefox.actionTitle()),
  );
  await firefox.attendTo(desk);
  await forgetDrafts();
  const before = await captureCount();
  if (zoom)
    await run(
      'const [tab] = await browser.tabs.query({ active: true }); await browser.tabs.setZoom(tab.id, arguments[0]);',
      zoom,
    );
  await firefox.attendTo(tab);
  await run(prepare);
  const stood = await standing();
  await firefox.pressCommand('capture-whole-page');
  await firefox.attendTo(desk);
  await until('the capture', async () => (await captureCount()) > before);
  await firefox.attendTo(tab);
  expect(await standing()).toEqual(stood);
  await firefox.attendTo(desk);
  return newestCapture(run);
}

beforeAll(async () => {
  practice = await startPracticeSite();
  await start();
});
afterAll(async () => {
  await firefox?.close();
  await practice?.close();
});

/** In one picture of the whole page, everything that is pinned stands once, where the top of the page has it. */
const pinnedOnce =
  ({ env }: CaptureManifest): Covering =>
  (share) => {
    if (share < 0.1) return [[300, 360]];
    return share > 0.9 ? [[0, env.viewport.height]] : [[0, 50]];
  };

describe('a whole page in Firefox', () => {
  it('is one picture with everything once, and stands where it stood', async () => {
    const prepare =
      "window.scrollTo(0, 700); document.getElementById('field').focus({ preventScroll: true });";
    const manifest = await captureWhole({ height: 2_600, pinned: true }, { prepare });
    const [moment, ...slices] = slicesOf(manifest.files);
    expect(moment).toMatchObject({ path: 'viewport.png', area: { y: 700 } });
    expect(slices.map(({ path, area }) => [path, area.y, area.height])).toEqual([
      ['slice-001.png', 0, 2_600],
    ]);
    expect(manifest.page.covered).toEqual({ height: 2_600, of: 2_600 });
    const whole = { ...manifest, files: manifest.files.filter(({ path }) => path === 'slice-001.png') };
    await provePictures(run, whole, { shares: [0.05, 0.17, 0.55, 0.95], covering: pinnedOnce(manifest) });
    expect(manifest.request.exchange).toMatchObject({
      status: 200,
      protocol: 'http/1.1',
      serverAddress: '127.0.0.1',
    });
    expect(JSON.stringify(manifest)).not.toContain('planted-session');
  });

  it('has the pictures that load on sight', async () => {
    const manifest = await captureWhole({ height: 6_000, lazy: true });
    expect(manifest.limitations).not.toContain('images-unfinished');
    const covering: Covering = () => [1_000, 3_000, 5_000].map((y) => [y, y + 80]);
    await provePictures(run, manifest, { shares: [0.26], covering });
    await expect(provePictures(run, manifest, { shares: [0.26] })).rejects.toThrow();
  });

  it('is taken to its left end where it is written from right to left', async () => {
    const manifest = await captureWhole({ height: 900, width: 2_200, rtl: true });
    const [, whole] = slicesOf(manifest.files);
    const [column] = await pictureColumns(run, whole?.sha256 ?? '', [0.05]);
    if (!column || !whole) throw new Error('there is no picture of the whole page');
    expect(whole.area.width).toBe(2_200);
    expect(wrongRows(column, { ...whole.area, x: 0 }).slice(0, 5)).toEqual([]);
    expect(manifest.limitations).not.toContain('width-cut');
  });

  it('is taken in the part that scrolls where its root does not', async () => {
    const manifest = await captureWhole({ height: 3_000, nested: true });
    expect(slicesOf(manifest.files).length).toBeGreaterThan(2);
    expect(manifest.page).toMatchObject({ height: 3_000, covered: { height: 3_000, of: 3_000 } });
    expect(manifest.limitations).not.toContain('content-clipped');
    await provePictures(run, manifest, { shares: [0.17, 0.55] });
  });

  it('of 60,000 px is as few pictures as the browser allows', async () => {
    const manifest = await captureWhole({ height: 60_000 });
    expect(manifest.page.covered).toEqual({ height: 60_000, of: 60_000 });
    expect(slicesOf(manifest.files)).toHaveLength(3);
    await provePictures(run, manifest, { shares: [0.17] });
  });

  it('is complete at a zoom, and on a fine screen', async () => {
    const zoomed = await captureWhole({ height: 2_600 }, { zoom: 1.5 });
    expect(zoomed.env).toMatchObject({ zoom: 1.5, devicePixelRatio: 1.5 });
    await provePictures(run, zoomed, { shares: [0.17] });
    await firefox.close();
    await start(2);
    const fine = await captureWhole({ height: 2_600 });
    expect(fine.env.devicePixelRatio).toBe(2);
    await provePictures(run, fine, { shares: [0.17] });
  });
});
