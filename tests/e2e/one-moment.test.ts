import type { CaptureManifest } from '@marketsafe/contract';
import { limitationSentences } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chromium } from '../../scripts/support/chromium.ts';
import { readBlob, runIn } from '../../scripts/support/extension-database.ts';
import { CHROME_BUILD } from '../../scripts/support/paths.ts';
import { type PracticeSite, startPracticeSite } from '../../scripts/support/practice-site.ts';
import { makeTemporaryFolder } from '../../scripts/support/temporary-folder.ts';
import { until } from '../../scripts/support/until.ts';
import type { CaptureOutcome } from '../../utils/messages/messages.ts';
import { clickInPageButton, iconTitle } from './support/clicks.ts';
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

/** Lets a listing's address answer with this page, and opens it. */
async function open(itemId: string, html: string): Promise<Page> {
  const url = `https://www.aliexpress.com/item/${itemId}.html`;
  practice.answer(url, (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
  });
  const page = await chromium.open(url);
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

/** What a flickering page draws with each of its prices. */
const LOW = [255, 0, 0] as const;
const HIGH = [0, 0, 255] as const;

describe('picture and facts', () => {
  it('are of one moment, or the record says what changed', async () => {
    const page = await open(
      '1005006000000101',
      `<!doctype html><title>Flicker</title><style>body { margin: 0 } #c { width: 100px; height: 100px }</style>
       <div id="c" style="background:#f00"></div><h1>Flickering jacket</h1>
       <div class="product-price-value" id="p">US $19.90</div>
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
    await page.close();
  });

  it('of a listing that rewrites its own query are kept, with the addresses', async () => {
    const page = await open(
      '1005006000000102',
      `<!doctype html><h1>Restless listing</h1><div class="product-price-value">US $5.00</div>
       <script>let n = 0; setInterval(() => history.replaceState(null, '', '?n=' + (++n)), 20)</script>`,
    );
    expect(await capture()).toMatchObject({ outcome: 'saved', method: 'pixels' });
    const { request } = await recordOf('1005006000000102');
    expect(request.addresses?.length).toBeGreaterThan(1);
    expect(request.addresses?.every((address) => address.includes('/item/1005006000000102.html'))).toBe(true);
    await page.close();
  });
});

describe('a page that was opened in advance', () => {
  it('shows icon and button once somebody goes there, and its capture knows how it came', async () => {
    const next = 'https://www.aliexpress.com/item/1005006000000104.html';
    let asked = false;
    practice.answer(next, (request, response) => {
      asked ||= /prerender/.test(String(request.headers['sec-purpose']));
      const html = '<!doctype html><h1>Opened in advance</h1><div class="product-price-value">US $7.00</div>';
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
    });
    const page = await open(
      '1005006000000103',
      `<!doctype html><h1>The first</h1><a id="go" href="${next}">next</a>
       <script type="speculationrules">{"prerender":[{"urls":["${next}"],"eagerness":"immediate"}]}</script>`,
    );
    await until('the next page to be opened in advance', async () => asked);
    const first = await iconTitle(control, page);
    expect(first).toMatch(/Listing recognised/);
    await page.click('#go');
    await until('the next page to be shown', async () => page.url() === next);
    await until('its icon', async () => /Listing recognised/.test(await iconTitle(control, page)));
    await until('its button', () => page.evaluate(() => document.documentElement.children.length > 2));
    expect(
      await page.evaluate(() => performance.getEntriesByType('navigation')[0]?.toJSON().activationStart),
    ).toBeGreaterThan(0);
    await clickInPageButton(page);
    await until('its capture', async () =>
      (await rows(control, 'captures')).some(
        ({ manifest }) => manifest.listing.itemId === '1005006000000104',
      ),
    );
    expect((await recordOf('1005006000000104')).request.exchange?.status).toBe(200);
    await page.close();
  });
});
