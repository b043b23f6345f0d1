import type { ServerResponse } from 'node:http';
import type { CaptureManifest } from '@marketsafe/contract';
import { limitationSentences } from '@marketsafe/words';
import type { Dialog, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Chromium } from '../../scripts/support/chromium.ts';
import { readBlob, runIn } from '../../scripts/support/extension-database.ts';
import { CHROME_BUILD } from '../../scripts/support/paths.ts';
import { type PracticeSite, startPracticeSite } from '../../scripts/support/practice-site.ts';
import { makeTemporaryFolder } from '../../scripts/support/temporary-folder.ts';
import { until } from '../../scripts/support/until.ts';
import type { CaptureOutcome } from '../../utils/messages/messages.ts';
import { FIRST_COLOUR, FLICKERING, OTHER_COLOUR } from './support/changing-pages.ts';
import { rows, tell } from './support/extension-data.ts';
import { expectHiddenText, serveHiddenText } from './support/hidden-text.ts';
import { countColours } from './support/pictures.ts';

let practice: PracticeSite;
let chromium: Chromium;
let control: Page;

beforeAll(async () => {
  practice = await startPracticeSite();
  chromium = await Chromium.launch({
    extensionDir: CHROME_BUILD,
    profileDir: await makeTemporaryFolder('e2e-profile'),
    practice,
  });
  control = await chromium.extensionPage('workspace.html');
  await chromium.grantAllSites(control);
});
afterAll(async () => {
  await chromium?.close();
  await practice?.close();
});

/** Pages of the test that runs: closed whatever it came to. */
const opened: Page[] = [];
afterEach(async () => {
  for (const page of opened.splice(0)) await page.close();
});

function serve(url: string, html: string): void {
  practice.answer(url, (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
  });
}

/** Lets a listing's address answer with this page, and opens it. */
async function open(itemId: string, html: string | ((url: string) => void)): Promise<Page> {
  const url = `https://www.aliexpress.com/item/${itemId}.html`;
  if (typeof html === 'string') serve(url, html);
  else html(url);
  const page = await chromium.open(url);
  opened.push(page);
  await page.bringToFront();
  return page;
}

async function capture(): Promise<CaptureOutcome> {
  const tabId = await runIn(control)(
    'const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true }); return tab.id;',
  );
  return (await tell(control, {
    type: 'capture.start',
    tabId,
    again: true,
    profile: 'quick',
  })) as CaptureOutcome;
}

async function recordOf(itemId: string): Promise<CaptureManifest> {
  const captures = await rows(control, 'captures');
  const found = captures.findLast(({ manifest }) => manifest.listing.itemId === itemId);
  if (!found) throw new Error('there is no capture');
  return found.manifest;
}

const LISTING =
  '<!doctype html><h1 data-pl="product-title">Aurora jacket</h1><div class="product-price-current"><span class="product-price-value">US $5.00</span></div>';

describe('picture and facts', () => {
  it.each(Object.keys(FLICKERING).map((name, at) => [name, `10050060000002${at}`] as const))(
    'are of one moment, or the record says what changed: %s',
    async (name, itemId) => {
      const page = FLICKERING[name]?.(itemId);
      if (!page) throw new Error('there is no such page');
      await open(itemId, page.html);
      for (let round = 0; round < 2; round += 1) {
        expect(await capture()).toMatchObject({ outcome: 'saved', method: 'pixels' });
        const manifest = await recordOf(itemId);
        const png = await readBlob(runIn(control), manifest.files[0]?.sha256 ?? '');
        const [first = 0, other = 0] = await countColours(control, png ?? Buffer.of(), [
          FIRST_COLOUR,
          OTHER_COLOUR,
        ]);
        expect(first + other).toBe(100 * 100);
        const shown = page.values[first > other ? 0 : 1];
        const { facts, changed = [] } = manifest.listing;
        expect(page.values).toContain(page.read(facts));
        expect({ round, shown, said: [facts, ...changed].map(page.read) }).toEqual({
          round,
          shown,
          said: expect.arrayContaining([shown]),
        });
        if (changed.length > 0)
          expect(limitationSentences(manifest, 'en').join()).toMatch(/(Price|Title|Seller): .* → /);
      }
    },
  );

  it('of a listing that rewrites its own query are kept, with the addresses', async () => {
    await open(
      '1005006000000102',
      `${LISTING}<script>let n = 0; setInterval(() => history.replaceState(null, '', '?n=' + (++n) + '#part-' + n), 60)</script>`,
    );
    expect(await capture()).toMatchObject({ outcome: 'saved', method: 'pixels' });
    const { request } = await recordOf('1005006000000102');
    expect(request.addresses?.length).toBeGreaterThan(1);
    expect(request.addresses?.every((address) => address.includes('/item/1005006000000102.html'))).toBe(true);
  });

  it('of one that only moves along itself are kept too', async () => {
    await open(
      '1005006000000110',
      `${LISTING}<script>let n = 0; setInterval(() => history.pushState(null, '', '#part-' + (++n)), 60)</script>`,
    );
    expect(await capture()).toMatchObject({ outcome: 'saved', method: 'pixels' });
    expect((await recordOf('1005006000000110')).request).not.toHaveProperty('addresses');
  });

  it.each([
    ['becomes', "history.pushState(null, '', '/item/1005006000000119.html')"],
    ['goes to', "location.replace('/item/1005006000000119.html')"],
  ])('of a page that %s another listing after its picture are not kept', async (_, moves) => {
    serve('https://www.aliexpress.com/item/1005006000000119.html', LISTING);
    const page = await open('1005006000000111', LISTING);
    const before = (await rows(control, 'captures')).length;
    // Held up longer than a picture waits for it, it moves before it says anything.
    await page.evaluate(
      `setTimeout(() => { for (const end = Date.now() + 2_000; Date.now() < end; ); ${moves}; })`,
    );
    expect(await capture()).toMatchObject({ outcome: 'failed' });
    expect((await rows(control, 'captures')).length).toBe(before);
    expect(await rows(control, 'captureJobs')).toEqual([]);
  });

  it('of a page that comes back as it was left are its own', async () => {
    const page = await open(
      '1005006000000112',
      `${LISTING}<script>addEventListener('pageshow', (event) => { if (event.persisted) document.title = 'kept'; })</script>`,
    );
    serve('https://www.aliexpress.com/item/1005006000000113.html', LISTING.replace('Aurora', 'Borealis'));
    await page.goto('https://www.aliexpress.com/item/1005006000000113.html');
    expect(await capture()).toMatchObject({ outcome: 'saved' });
    expect((await recordOf('1005006000000113')).listing.facts.title?.value).toBe('Borealis jacket');
    await page.goBack();
    expect(await page.title()).toBe('kept');
    expect(await capture()).toMatchObject({ outcome: 'saved', method: 'pixels' });
    const { request, listing } = await recordOf('1005006000000112');
    expect(listing.facts.title?.value).toBe('Aurora jacket');
    expect(request.url).toContain('1005006000000112');
    expect(JSON.stringify(request.exchange ?? {})).not.toContain('1005006000000113');
  });
});

describe('a page that was opened in advance', () => {
  it('shows icon and button once somebody goes there, and its capture knows how it came', async () => {
    const next = 'https://www.aliexpress.com/item/1005006000000104.html';
    let asked = false;
    practice.answer(next, (request, response) => {
      asked ||= /prerender/.test(String(request.headers['sec-purpose']));
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(LISTING);
    });
    const page = await open(
      '1005006000000103',
      `${LISTING}<a id="go" href="${next}">next</a>
       <script type="speculationrules">{"prerender":[{"urls":["${next}"],"eagerness":"immediate"}]}</script>`,
    );
    await until('the next page to be opened in advance', async () => asked);
    await page.evaluate(() => document.querySelector<HTMLElement>('#go')?.click());
    // Asked through the extension: the driver does not follow a tab from the one page to the other.
    const shown = await until('the next page to be shown, with its icon', async () => {
      const tab = (await runIn(control)(
        `const [tab] = await chrome.tabs.query({ url: arguments[0] });
         return tab && { id: tab.id, title: await chrome.action.getTitle({ tabId: tab.id }) };`,
        next,
      )) as { id: number; title: string } | undefined;
      return tab && /Listing recognised/.test(tab.title) ? tab.id : undefined;
    });
    const look = () =>
      runIn(control)(
        `const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: arguments[0] }, func: () => ({
           elements: document.documentElement.children.length,
           activatedAt: performance.getEntriesByType('navigation')[0].activationStart }) });
         return result;`,
        shown,
      ) as Promise<{ elements: number; activatedAt: number }>;
    await until('its button', async () => (await look()).elements > 2);
    expect((await look()).activatedAt).toBeGreaterThan(0);
    expect(await capture()).toMatchObject({ outcome: 'saved', method: 'pixels' });
    expect((await recordOf('1005006000000104')).request.exchange?.status).toBe(200);
  });
});

describe('a page that is held up', () => {
  /** What is right of every page that has drawn a frame: it is pictured, and what could not be had is said. */
  async function expectItsPicture(itemId: string): Promise<CaptureManifest> {
    expect(await capture()).toMatchObject({ outcome: 'saved', method: 'pixels' });
    const manifest = await recordOf(itemId);
    expect(manifest.files[0]).toMatchObject({ path: 'viewport.png', method: 'pixels' });
    return manifest;
  }

  it('by a message box has its picture, and no more', async () => {
    const page = await open('1005006000000105', LISTING);
    const box = new Promise<Dialog>((resolve) => page.once('dialog', resolve));
    void page.evaluate(() => alert('Hold on')).catch(() => undefined);
    const dialog = await box;
    const manifest = await expectItsPicture('1005006000000105');
    // Nothing but the machine's own load makes it later: of a few tries one is in time, or none ever is.
    const times = [manifest.time.pictureMs ?? Number.POSITIVE_INFINITY];
    while (times.length < 3 && !times.some((ms) => ms < 1_000)) {
      times.push((await expectItsPicture('1005006000000105')).time.pictureMs ?? Number.POSITIVE_INFINITY);
    }
    expect(Math.min(...times)).toBeLessThan(1_000);
    expect(manifest.limitations).toEqual(
      expect.arrayContaining(['page-silent', 'facts-failed', 'snapshot-failed']),
    );
    expect(manifest.page.button?.width).toBeGreaterThan(0);
    expect(manifest.files).toHaveLength(1);
    await dialog.dismiss();
    // Nothing is wrong with the page: the next capture has everything, and the button is there again.
    expect(await capture()).toMatchObject({ outcome: 'saved' });
    expect((await recordOf('1005006000000105')).limitations).not.toContain('page-silent');
  });

  it('by a loop that does not end has its picture', async () => {
    const page = await open('1005006000000106', LISTING);
    await page.evaluate(() => {
      setTimeout(() => {
        for (const end = Date.now() + 6_000; Date.now() < end; );
      });
    });
    const { limitations } = await expectItsPicture('1005006000000106');
    expect(limitations).toContain('page-silent');
    // The loop is not over yet.
    const isHeld = page.evaluate(() => false);
    expect(await Promise.race([isHeld, control.evaluate(() => true)])).toBe(true);
    await isHeld;
  });

  it('by 60 MB of content has its picture', async () => {
    const page = await open('1005006000000107', LISTING);
    await page.evaluate(() => {
      setTimeout(() => {
        document.body.insertAdjacentHTML('beforeend', `<p>${'much text '.repeat(20)}</p>`.repeat(300_000));
      });
    });
    await expectItsPicture('1005006000000107');
  });

  it('before its first frame is not kept where there is nothing to picture, and says so in time', async () => {
    const url = 'https://www.aliexpress.com/item/1005006000000108.html';
    const held: ServerResponse[] = [];
    practice.answer('https://www.aliexpress.com/held.js', (_, response) => void held.push(response));
    practice.answer(url, (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(`<!doctype html><title>Held</title><script src="/held.js"></script>${LISTING}`);
    });
    const page = await chromium.browser.newPage();
    opened.push(page);
    const loaded = page.goto(url);
    await until('the page to wait for its script', async () => held.length > 0);
    await page.bringToFront();
    const outcome = await capture();
    if (outcome.outcome === 'saved') expect(outcome.limitations).toContain('page-silent');
    else expect(outcome).toMatchObject({ outcome: 'failed', code: 'page-unreachable' });
    held[0]?.end();
    await loaded;
    expect(await capture()).toMatchObject({ outcome: 'saved', method: 'pixels' });
  });
});

describe('the page copy', () => {
  it('holds what the page showed, wherever it stood, and nothing that anybody typed', async () => {
    await open('1005006000000114', (url) => serveHiddenText(practice, url));
    expect(await capture()).toMatchObject({ outcome: 'saved' });
    const { files, limitations } = await recordOf('1005006000000114');
    expect(limitations.filter((code) => code.startsWith('snapshot'))).toEqual([]);
    const copy = files.find(({ path }) => path === 'snapshot.html');
    const html = await readBlob(runIn(control), copy?.sha256 ?? '');
    const reader = await open('1005006000000115', LISTING);
    await expectHiddenText(runIn(reader), html?.toString() ?? '');
  });
});
