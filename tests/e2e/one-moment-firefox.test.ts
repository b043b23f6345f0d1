import type { CaptureManifest } from '@marketsafe/contract';
import { coverageSentences } from '@marketsafe/words';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readBlob, readTable } from '../../scripts/support/extension-database.ts';
import { Firefox } from '../../scripts/support/firefox.ts';
import { FIREFOX_BUILD } from '../../scripts/support/paths.ts';
import { type PracticeSite, startPracticeSite } from '../../scripts/support/practice-site.ts';
import type { CaptureRow } from '../../utils/database/capture-rows.ts';
import type { CaptureOutcome } from '../../utils/messages/messages.ts';
import { FLICKERING } from './support/changing-pages.ts';
import { CLIPPING, FOLLOWED, FRAMED, WHOLE } from './support/clipping-pages.ts';
import { expectHiddenText, serveHiddenText } from './support/hidden-text.ts';
import { pictureColumns } from './support/picture-columns.ts';
import { newestCapture } from './support/prove-pictures.ts';

let practice: PracticeSite;
let firefox: Firefox;
let desk: string;

const run = (body: string, ...args: unknown[]) => firefox.evaluate(body, ...args);

beforeAll(async () => {
  practice = await startPracticeSite();
  practice.answer(FRAMED.url, (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(FRAMED.html);
  });
  firefox = await Firefox.launch({ extensionDir: FIREFOX_BUILD, practice });
  await firefox.grantAllSites();
  desk = await firefox.openTab(firefox.extensionUrl('workspace.html'));
});
afterAll(async () => {
  await firefox?.close();
  await practice?.close();
});
afterEach(async () => {
  await firefox.attendTo(desk);
  await run(
    "await browser.tabs.remove((await browser.tabs.query({ url: 'https://*/*' })).map(({ id }) => id));",
  );
});

const LISTING =
  '<!doctype html><h1 data-pl="product-title">Aurora jacket</h1><div class="product-price-current"><span class="product-price-value">US $5.00</span></div>';

let opened = 0;

/** Lets a listing's address of its own answer with this page, and opens it. Gives the listing's number. */
async function open(html: (itemId: string) => string, serve?: (url: string) => void): Promise<string> {
  opened += 1;
  const itemId = `10050060000005${String(opened).padStart(2, '0')}`;
  const url = `https://www.aliexpress.com/item/${itemId}.html`;
  practice.answer(url, (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html(itemId));
  });
  serve?.(url);
  await firefox.openTab(url);
  return itemId;
}

/** Captures the page in front, which stays there, at a time in Unix milliseconds, or now. */
async function capture(profile: 'quick' | 'full' = 'quick', at = 0): Promise<CaptureOutcome> {
  await firefox.attendTo(desk);
  return (await run(
    `const [tab] = await browser.tabs.query({ active: true });
     await new Promise((later) => setTimeout(later, Math.max(0, arguments[1] - Date.now())));
     return browser.runtime.sendMessage({ type: 'capture.start', tabId: tab.id, again: true, profile: arguments[0] });`,
    profile,
    at,
  )) as CaptureOutcome;
}

async function captured(itemId: string, profile: 'quick' | 'full' = 'quick'): Promise<CaptureManifest> {
  expect(await capture(profile)).toMatchObject({ outcome: 'saved', method: 'pixels' });
  const manifest = await newestCapture(run);
  expect(manifest.listing.itemId).toBe(itemId);
  return manifest;
}

describe('picture and facts in Firefox', () => {
  it.each(Object.keys(FLICKERING))('are of one moment, or the record says what changed: %s', async (name) => {
    const page = FLICKERING[name];
    if (!page) throw new Error('there is no such page');
    const itemId = await open((id) => page(id).html);
    const { values, read } = page(itemId);
    for (let round = 0; round < 2; round += 1) {
      const manifest = await captured(itemId);
      const [column] = await pictureColumns(run, manifest.files[0]?.sha256 ?? '', [0.03]);
      const shown = values[(column?.rgb[50 * 3] ?? 0) > 128 ? 0 : 1];
      const { facts, changed = [] } = manifest.listing;
      expect(values).toContain(read(facts));
      expect([facts, ...changed].map(read)).toContain(shown);
    }
  });

  it('of a listing that rewrites its own query are kept, with the addresses', async () => {
    const itemId = await open(
      () =>
        `${LISTING}<script>let n = 0; setInterval(() => history.replaceState(null, '', '?n=' + (++n)), 250)</script>`,
    );
    const { request } = await captured(itemId);
    for (const address of request.addresses ?? [request.url]) expect(address).toContain(itemId);
  });

  it('of a page that becomes another listing meanwhile are not kept', async () => {
    const OTHER = '1005006000000599';
    for (const seconds of [2, 8, 32]) {
      // The page holds itself up from then on: while it does, nothing of the browser's may have to wait for it before the capture does.
      const at = Date.now() + 2_000 * seconds;
      await open(
        () => `${LISTING}<script>setTimeout(() => {
          for (const end = Date.now() + ${seconds}_000; Date.now() < end; );
          history.pushState(null, '', '/item/${OTHER}.html');
        }, ${at} - Date.now())</script>`,
      );
      await firefox.attendTo(desk);
      const before = (await readTable<CaptureRow>(run, 'captures')).length;
      const { outcome } = await capture('quick', at + 200);
      const rows = await readTable<CaptureRow>(run, 'captures');
      // On a slow machine the page was another one before the capture began, which proves nothing.
      if (outcome === 'saved' && (await newestCapture(run)).listing.itemId === OTHER) continue;
      expect([outcome, rows.length]).toEqual(['failed', before]);
      return;
    }
    throw new Error('every capture began too late');
  });

  it('of a page that is held up for a while are had once it is free', async () => {
    const itemId = await open(() => LISTING);
    await run('setTimeout(() => { for (const end = Date.now() + 2_000; Date.now() < end; ); });');
    const manifest = await captured(itemId);
    expect(manifest.listing.facts.title?.value).toBe('Aurora jacket');
    expect(manifest.time.pictureMs).toBeGreaterThan(0);
  });
});

describe('the page copy in Firefox', () => {
  it('holds what the page showed, wherever it stood, and nothing that anybody typed', async () => {
    const itemId = await open(String, (url) => serveHiddenText(practice, url));
    const { files, limitations } = await captured(itemId);
    expect(limitations.filter((code) => code.startsWith('snapshot'))).toEqual([]);
    const copy = files.find(({ path }) => path === 'snapshot.html');
    const html = await readBlob(run, copy?.sha256 ?? '');
    await open(() => LISTING);
    await expectHiddenText(run, html?.toString() ?? '');
  });
});

describe('the whole page in Firefox', () => {
  it.each(Object.keys(CLIPPING))('is not said of %s', async (name) => {
    const manifest = await captured(await open(() => `<!doctype html>${CLIPPING[name]}`));
    expect(manifest.limitations).toContain('content-clipped');
    expect(coverageSentences(manifest, 'en').join()).not.toContain('whole page');
  });

  it.each(Object.keys(FOLLOWED))('is not said of a picture of a part of it: %s', async (name) => {
    const { page, limitations } = await captured(await open(() => `<!doctype html>${FOLLOWED[name]}`));
    expect(limitations).not.toContain('content-clipped');
    expect(page.covered.of).toBeGreaterThan(3_000);
    expect(page.covered.height).toBeLessThan(1_500);
  });

  it.each(Object.keys(WHOLE))('is said of %s', async (name) => {
    const manifest = await captured(await open(() => `<!doctype html>${WHOLE[name]}`), 'full');
    expect(manifest.page.clipped).toBeUndefined();
    expect(coverageSentences(manifest, 'en').join()).toContain('whole page');
  });
});
