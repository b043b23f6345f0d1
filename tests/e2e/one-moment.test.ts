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
import { rows, tell } from './support/extension-data.ts';
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

/** Lets a listing's address answer with this page, and opens it. */
async function open(itemId: string, html: string): Promise<Page> {
  const url = `https://www.aliexpress.com/item/${itemId}.html`;
  practice.answer(url, (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
  });
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

/** What a flickering page draws with each of its prices. */
const LOW = [255, 0, 0] as const;
const HIGH = [0, 0, 255] as const;

describe('picture and facts', () => {
  it('are of one moment, or the record says what changed', async () => {
    await open(
      '1005006000000101',
      `<!doctype html><title>Flicker</title><style>body { margin: 0 } #c { width: 100px; height: 100px }</style>
       <div id="c" style="background:#f00"></div><h1 data-pl="product-title">Flickering jacket</h1>
       <div class="product-price-current"><span class="product-price-value" id="p">US $19.90</span></div>
       <script>let n = 0; setInterval(() => {
         const high = ++n % 2 === 1;
         p.textContent = high ? 'US $24.90' : 'US $19.90'; c.style.background = high ? '#00f' : '#f00';
       }, 60)</script>`,
    );
    for (let round = 0; round < 4; round += 1) {
      expect(await capture()).toMatchObject({ outcome: 'saved', method: 'pixels' });
      const manifest = await recordOf('1005006000000101');
      const png = await readBlob(runIn(control), manifest.files[0]?.sha256 ?? '');
      const [low = 0, high = 0] = await countColours(control, png ?? Buffer.of(), [LOW, HIGH]);
      expect(low + high).toBe(100 * 100);
      const shown = low > high ? 19.9 : 24.9;
      const agrees = manifest.listing.facts.price?.value.min === shown;
      const says = manifest.listing.changed?.some(({ price }) => price?.value.min === shown) ?? false;
      expect({ round, agreesOrSays: agrees || says }).toEqual({ round, agreesOrSays: true });
      if (manifest.listing.changed) {
        expect(limitationSentences(manifest, 'en').join()).toMatch(/Price: USD [\d.]+ → USD [\d.]+/);
      }
    }
  });

  it('of a listing that rewrites its own query are kept, with the addresses', async () => {
    await open(
      '1005006000000102',
      `${LISTING}<script>let n = 0; setInterval(() => history.replaceState(null, '', '?n=' + (++n)), 100)</script>`,
    );
    expect(await capture()).toMatchObject({ outcome: 'saved', method: 'pixels' });
    const { request } = await recordOf('1005006000000102');
    expect(request.addresses?.length).toBeGreaterThan(1);
    expect(request.addresses?.every((address) => address.includes('/item/1005006000000102.html'))).toBe(true);
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
        for (const end = Date.now() + 9_000; Date.now() < end; );
      });
    });
    const { limitations } = await expectItsPicture('1005006000000106');
    expect(limitations).toContain('page-silent');
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
