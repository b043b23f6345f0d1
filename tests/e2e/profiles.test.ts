import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runIn } from '../../scripts/support/extension-database.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { until } from '../../scripts/support/until.ts';
import { violationsOf } from './support/axe.ts';
import { claimOnServer } from './support/claims.ts';
import { draftOf, openListing, saidBy } from './support/clicks.ts';
import { finishReport, numberOf } from './support/desk.ts';
import { longPage, slicesOf } from './support/long-page.ts';
import { newestCapture, provePictures } from './support/prove-pictures.ts';
import { Stack } from './support/stack.ts';

let stack: Stack;
let control: Page;

beforeAll(async () => {
  stack = await Stack.start();
  control = await stack.control();
  await stack.connect(control);
});
afterAll(() => stack?.close());

/** Opens the popup on a page and presses one key once the capture is offered. */
async function popupKey(page: Page, key: 'q' | 'f'): Promise<Page> {
  const popup = await stack.chromium.openPopup(page);
  await until('the popup to offer the capture', () => popup.$('::-p-text(Capture)'));
  await until('a focused button', () => popup.evaluate(() => document.activeElement?.tagName === 'BUTTON'));
  await popup.keyboard.press(key);
  return popup;
}

describe('what a capture takes', () => {
  it('is the whole page by one key, with progress, and the finished claim is accepted with every slice', async () => {
    const page = await openListing(stack, control, longPage({ height: 6_000, pinned: true }));
    const popup = await popupKey(page, 'f');
    await until('the progress', () => popup.$('progress[value][max]'));
    const progress = await popup.evaluate(() => document.querySelector('main')?.textContent);
    expect(progress).toMatch(/Picture \d+ of \d+ is kept/);
    expect(await violationsOf(popup)).toEqual([]);
    expect(await until('the outcome', () => savedIn(popup))).toMatch(/^Saved: the page in \d+ pictures/);
    await popup.close();

    const manifest = await newestCapture(runIn(control));
    expect(manifest).toMatchObject({ profile: 'full', page: { covered: { height: 6_000, of: 6_000 } } });
    await provePictures(runIn(control), manifest, { shares: [0.17] });
    const draft = await draftOf(control, '1005006000000007');
    await finishReport(stack, control, draft);
    await numberOf(control, draft.draftId);
    const claim = await claimOnServer(stack, draft.draftId);
    const received = claim.evidence[0]?.files.map(({ path, sha256 }) => [path, sha256]);
    expect(received).toEqual(manifest.files.map(({ path, sha256 }) => [path, sha256]));
    expect(slicesOf(manifest.files).length).toBeGreaterThanOrEqual(7);
    await page.close();
  });

  it('ends where one stops it, with what there is', async () => {
    const page = await openListing(stack, control, longPage({ height: 20_000 }));
    const popup = await popupKey(page, 'f');
    await until('the second picture', () => popup.$('::-p-text(Picture 2 of)'));
    await press(popup, 'Stop here and keep these');
    expect(await until('the outcome', () => savedIn(popup))).toMatch(
      /^Saved: the page in \d+ pictures.*ended by the person who made it.*: the pictures end early/,
    );
    await popup.close();
    const manifest = await newestCapture(runIn(control));
    expect(manifest.limitations).toContain('partial-cancelled');
    expect(manifest.page.covered.height).toBeLessThan(20_000);
    await page.close();
  });

  it('is what the settings say, unless the other key is pressed', async () => {
    await runIn(control)(
      "const { settings } = await chrome.storage.local.get('settings'); await chrome.storage.local.set({ settings: { ...settings, profile: 'full' } });",
    );
    const page = await openListing(stack, control, longPage({ height: 1_500 }));
    const popup = await popupKey(page, 'q');
    expect(await until('the outcome', () => savedIn(popup))).toMatch(/^Saved/);
    expect((await newestCapture(runIn(control))).profile).toBe('quick');
    const again = await popup.$$eval('button', (buttons) => buttons.map((button) => button.textContent));
    expect(again.join()).toContain('Capture the whole page again');
    await popup.close();
    await page.close();
  });
});

/** What the popup says once the capture is over. */
async function savedIn(popup: Page): Promise<string | undefined> {
  const said = await saidBy(popup);
  return said?.startsWith('Picture') ? undefined : said;
}
