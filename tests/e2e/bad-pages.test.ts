import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runIn } from '../../scripts/support/extension-database.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { until } from '../../scripts/support/until.ts';
import type { CaptureOutcome } from '../../utils/messages/messages.ts';
import { captureFromToolbar, draftOf, iconTitle, openListing } from './support/clicks.ts';
import { brokenBlobs, rows, tell } from './support/extension-data.ts';
import { Stack } from './support/stack.ts';

let stack: Stack;
let control: Page;

beforeAll(async () => {
  stack = await Stack.start();
  control = await stack.control();
});
afterAll(() => stack?.close());

/** Id of the tab in front, whether or not the extension may see its address. */
async function tabInFront(page: Page): Promise<number> {
  await page.bringToFront();
  return Number(
    await runIn(control)(
      'const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true }); return tab.id;',
    ),
  );
}

async function capture(page: Page): Promise<CaptureOutcome> {
  return (await tell(control, { type: 'capture.start', tabId: await tabInFront(page) })) as CaptureOutcome;
}

describe('a page that is no listing', () => {
  it.each([
    ['search', PRACTICE.search],
    ['store', PRACTICE.store],
  ])('a %s page is left alone, and capturing it says why not', async (_, url) => {
    const before = await rows(control, 'drafts');
    const page = await stack.chromium.open(url);
    const ownParts = () => page.evaluate(() => `${document.head.outerHTML}${document.body.outerHTML}`);
    const served = await ownParts();
    expect(await capture(page)).toMatchObject({ outcome: 'failed', code: 'not-a-listing' });
    expect(await rows(control, 'drafts')).toEqual(before);
    // The marks of its listings stand beside what the page is made of.
    expect(await ownParts()).toBe(served);
    await page.close();
  });

  it('a look-alike host gets no content script', async () => {
    const page = await stack.chromium.browser.newPage();
    await page
      .goto('https://www.aliexpress.com.evil.example/item/1005006000000001.html')
      .catch(() => undefined);
    expect(await capture(page)).toMatchObject({ outcome: 'failed', code: 'not-a-listing' });
    await page.close();
  });

  it('a captcha under the listing’s address is stored as the wall it is', async () => {
    const page = await stack.chromium.open(PRACTICE.captcha);
    await page.bringToFront();
    await until('the icon to name the wall', async () => /captcha/.test(await iconTitle(control, page)));
    const popup = await stack.chromium.openPopup(page);
    await popup.locator('::-p-aria(Capture what the page shows[role="button"])').click();
    const draft = await draftOf(control, '1005006000000005');
    expect(draft).toMatchObject({ wall: 'captcha', facts: {} });
    await popup.close();
    await page.close();
  });
});

describe('a page that moves', () => {
  it('while it is captured is not saved as either listing', async () => {
    const page = await openListing(stack, control, PRACTICE.aliexpress);
    const before = await rows(control, 'drafts');
    // A capture takes at least two frames and a picture: one of these moves falls into it.
    await page.evaluate(() => {
      let count = 0;
      setInterval(() => {
        count += 1;
        history.pushState(null, '', `/item/100500600000001${count % 2}.html`);
      }, 50);
    });
    expect(await capture(page)).toMatchObject({ outcome: 'failed', code: 'page-changed' });
    expect(await rows(control, 'drafts')).toEqual(before);
    expect(await rows(control, 'captureJobs')).toEqual([]);
    await page.close();
  });

  it('to the next listing without a load never keeps the previous one’s facts', async () => {
    const page = await openListing(stack, control, PRACTICE.spa);
    await captureFromToolbar(stack, page);
    const first = await draftOf(control, '1005006000000003');
    await page.bringToFront();
    await page.locator('a[href*="1005006000000004"]').click();
    await until('the address to change', () => page.url() === PRACTICE.spaNext);
    await until('the icon to follow', async () => /recognised/.test(await iconTitle(control, page)));
    await captureFromToolbar(stack, page);
    const second = await draftOf(control, '1005006000000004');
    expect(second.target.title).not.toBe(first.target.title);
    expect(second.facts.seller?.value).not.toEqual(first.facts.seller?.value);
    await page.close();
  });
});

describe('a hostile page', () => {
  it('is captured with bounded facts, and nothing of it runs', async () => {
    const page = await stack.chromium.open(PRACTICE.hostile);
    await page.bringToFront();
    await until('the listing to be recognised', async () =>
      /recognised/.test(await iconTitle(control, page)),
    );
    expect(await captureFromToolbar(stack, page)).toMatch(/^Saved/);
    const draft = await draftOf(control, '1005006000000006');
    expect(draft.target.title?.length ?? 0).toBeLessThanOrEqual(2_000);
    const panel = await stack.chromium.browser.newPage();
    let dialogs = 0;
    panel.on('dialog', (dialog) => {
      dialogs += 1;
      void dialog.dismiss();
    });
    await panel.goto(stack.chromium.extensionUrl(`sidepanel.html?draft=${draft.draftId}`));
    await until('the draft to be shown', () => panel.$('::-p-aria(Finish[role="button"])'));
    expect(dialogs).toBe(0);
    expect(await brokenBlobs(control)).toEqual([]);
    await panel.close();
    await page.close();
  });

  it('cannot start a capture by clicks and messages of its own', async () => {
    const page = await openListing(stack, control, PRACTICE.aliexpressState);
    const before = await rows(control, 'drafts');
    await page.evaluate(() => {
      for (let count = 0; count < 5_000; count += 1) {
        window.postMessage({ type: 'capture.here' }, '*');
        for (const child of document.documentElement.children) child.dispatchEvent(new MouseEvent('click'));
        document.dispatchEvent(new CustomEvent('capture.here'));
      }
    });
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect(await rows(control, 'drafts')).toEqual(before);
    expect(await rows(control, 'captureJobs')).toEqual([]);
    await page.close();
  });
});

describe('a curious page', () => {
  it('hears nothing of the extension, and cannot end its content script', async () => {
    const page = await stack.chromium.browser.newPage();
    const announcement = `${stack.chromium.extensionId}:listing:wxt:content-script-started`;
    await page.evaluateOnNewDocument((type) => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      window.addEventListener('message', (event) => heard.push(JSON.stringify(event.data)));
      document.addEventListener(type, () => heard.push(type));
    }, announcement);
    await page.goto(PRACTICE.alibaba1688);
    await page.bringToFront();
    await until('the listing to be recognised', async () =>
      /recognised|saved/.test(await iconTitle(control, page)),
    );
    await until('the button', () => page.evaluate(() => document.documentElement.children.length === 3));
    expect(await page.evaluate('heard')).toEqual([]);
    await page.evaluate((type) => {
      const detail = { contentScriptName: 'listing', messageId: 'x' };
      document.dispatchEvent(new CustomEvent(type, { detail }));
      window.postMessage({ type, ...detail }, '*');
    }, announcement);
    expect(await page.evaluate(() => document.documentElement.children.length)).toBe(3);
    await page.close();
  });

  it('finds the button again after coming back from the search results', async () => {
    const page = await openListing(stack, control, PRACTICE.aliexpressState);
    await page.goto(PRACTICE.search);
    await page.goBack();
    await until('the icon to be back', async () => /recognised|saved/.test(await iconTitle(control, page)));
    await until('the button to be back', () =>
      page.evaluate(() => document.documentElement.children.length === 3),
    );
    await page.close();
  });
});

describe('a full disk', () => {
  it('is refused before anything is written, and everything saved stays', async () => {
    const page = await openListing(stack, control, PRACTICE.alibaba);
    const before = await rows(control, 'drafts');
    const session = await control.createCDPSession();
    const origin = stack.chromium.extensionUrl('').replace(/\/$/, '');
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 });
    expect(await capture(page)).toMatchObject({ outcome: 'failed', code: 'storage-full' });
    expect(await rows(control, 'drafts')).toEqual(before);
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    expect(await capture(page)).toMatchObject({ outcome: 'saved' });
    await page.close();
  });
});
