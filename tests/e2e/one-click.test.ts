import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runIn } from '../../scripts/support/extension-database.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { until } from '../../scripts/support/until.ts';
import {
  captureFromToolbar,
  clickInPageButton,
  dispatchToWorker,
  draftOf,
  grantByToolbar,
  iconTitle,
  methodsOf,
  openListing,
  saidBy,
} from './support/clicks.ts';
import { brokenBlobs, rows } from './support/extension-data.ts';
import { Stack } from './support/stack.ts';

let stack: Stack;
let control: Page;

beforeAll(async () => {
  stack = await Stack.start();
  control = await stack.control();
});
afterAll(() => stack?.close());

describe('one click captures a listing, with the shipped permissions', () => {
  it('from the toolbar popup: a real screenshot, saved before it says so', async () => {
    const page = await openListing(stack, control, PRACTICE.aliexpress);
    expect(await captureFromToolbar(stack, page)).toMatch(/^Saved: screenshot/);
    const [draft] = await rows(control, 'drafts');
    expect(draft?.target).toMatchObject({ marketplace: 'aliexpress', itemId: '1005006000000001' });
    expect(draft && methodsOf(draft)).toEqual(['pixels', 'snapshot']);
    expect(await brokenBlobs(control)).toEqual([]);
    await until('the icon to say so', async () => /Draft saved/.test(await iconTitle(control, page)));
    await page.close();
  });

  it('again opens the draft instead of making a twin', async () => {
    const page = await openListing(stack, control, `${PRACTICE.aliexpress}?spm=a2g0o.tracked.1`);
    const popup = await stack.chromium.openPopup(page);
    await until('the popup to offer the draft', () =>
      popup.evaluate(() => /^Open draft/.test(document.activeElement?.textContent ?? '')),
    );
    await popup.close();
    await clickInPageButton(page);
    const [draft] = await rows(control, 'drafts');
    const panel = await stack.chromium.shownExtensionPage('sidepanel.html');
    await until('the draft to be shown', () => panel.$(`::-p-text(${draft?.target.title})`));
    await dispatchToWorker(stack, control, page, 'commands.onCommand');
    await until('the draft to be in front or beside', async () => !panel.isClosed());
    expect((await rows(control, 'drafts')).length).toBe(1);
    expect((await rows(control, 'captures')).length).toBe(1);
    await panel.close();
    await page.close();
  });

  it('from the keyboard shortcut', async () => {
    const page = await openListing(stack, control, PRACTICE.aliexpressState);
    await grantByToolbar(stack, page);
    await dispatchToWorker(stack, control, page, 'commands.onCommand');
    expect(methodsOf(await draftOf(control, '1005006000000002'))).toContain('pixels');
    await page.close();
  });

  it('from the context menu', async () => {
    const page = await openListing(stack, control, PRACTICE.alibaba1688);
    await grantByToolbar(stack, page);
    await dispatchToWorker(stack, control, page, 'contextMenus.onClicked');
    expect(methodsOf(await draftOf(control, '700000000001'))).toContain('pixels');
    await page.close();
  });

  it('from the in-page button without a grant: a rendering that is labelled as one, and the way to a screenshot', async () => {
    const page = await openListing(stack, control, PRACTICE.alibaba);
    await clickInPageButton(page);
    const draft = await draftOf(control, '1600000000001');
    expect(methodsOf(draft)).toEqual(['rendered', 'snapshot']);
    expect(draft.target.title).toBeTruthy();

    expect(await captureFromToolbarAgain(page)).toMatch(/^Saved: screenshot/);
    expect(methodsOf(await draftOf(control, '1600000000001'))).toContain('pixels');
    await page.close();
  });

  it('from the in-page button once access to all sites was granted: a real screenshot at once', async () => {
    await stack.chromium.grantAllSites(control);
    const page = await openListing(stack, control, PRACTICE.spa);
    await clickInPageButton(page);
    expect(methodsOf(await draftOf(control, '1005006000000003'))).toContain('pixels');
    await page.close();
  });
});

describe('discreet mode', () => {
  it('leaves the page as it is without the extension', async () => {
    await runIn(control)(
      "const { settings } = await chrome.storage.local.get('settings'); await chrome.storage.local.set({ settings: { ...settings, discreet: true } });",
    );
    const page = await openListing(stack, control, PRACTICE.aliexpressState);
    const added = await page.evaluate(() =>
      [...document.documentElement.children].map((child) => child.tagName),
    );
    expect(added).toEqual(['HEAD', 'BODY']);
    await page.close();
  });
});

async function captureFromToolbarAgain(page: Page): Promise<string> {
  const popup = await stack.chromium.openPopup(page);
  await popup.locator('::-p-aria(Capture again[role="button"])').click();
  const said = await until('the popup to say what came of it', () => saidBy(popup));
  await popup.close();
  return said;
}
