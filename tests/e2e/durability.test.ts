import type { Page } from 'puppeteer-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { until } from '../../scripts/support/until.ts';
import { claimsOnServer } from './support/claims.ts';
import { captureFromToolbar, draftOf, iconTitle, openListing } from './support/clicks.ts';
import { entryOf, finishReport, numberOf } from './support/desk.ts';
import { brokenBlobs, rows, tell } from './support/extension-data.ts';
import { Stack } from './support/stack.ts';

let stack: Stack;
let control: Page;

beforeEach(async () => {
  stack = await Stack.start();
  control = await stack.control();
});
afterEach(() => stack?.close());

describe('nothing saved is lost', () => {
  it('when the worker is killed between every two steps', async () => {
    await stack.connect(control);
    await stack.chromium.killWorker();
    const page = await openListing(stack, control, PRACTICE.aliexpress);
    await stack.chromium.killWorker();
    expect(await captureFromToolbar(stack, page)).toMatch(/^Saved: screenshot/);
    await stack.chromium.killWorker();
    const draft = await draftOf(control, '1005006000000001');
    await stack.stopServer();
    await finishReport(stack, control, draft);
    await stack.chromium.killWorker();
    expect((await entryOf(control, draft.draftId))?.state).toBe('ready');
    await stack.restartServer();
    await stack.chromium.killWorker();
    await until('the woken worker to deliver', async () => {
      await tell(control, { type: 'outbox.poke' });
      return (await entryOf(control, draft.draftId))?.state === 'acked';
    });
    await stack.chromium.killWorker();
    expect((await claimsOnServer(stack)).map((claim) => claim.claimId)).toEqual([draft.draftId]);
    expect(await brokenBlobs(control)).toEqual([]);
  });

  it('when the worker is killed at any moment of a capture or of a delivery', async () => {
    await stack.connect(control);
    const page = await openListing(stack, control, PRACTICE.aliexpressState);
    for (const moment of [0, 20, 60, 120, 250]) {
      await page.bringToFront();
      const popup = await stack.chromium.openPopup(page);
      const [tabId] = (await popup.evaluate(
        `chrome.tabs.query({ active: true, currentWindow: true }).then((tabs) => tabs.map((tab) => tab.id))`,
      )) as number[];
      const asked = tell(popup, { type: 'capture.start', tabId, again: true }).catch(() => undefined);
      await afterFrames(popup, moment);
      await stack.chromium.killWorker();
      await Promise.race([asked, popup.evaluate('1')]);
      await popup.close();
      expect(await brokenBlobs(control)).toEqual([]);
      for (const draft of await rows(control, 'drafts')) {
        const captures = (await rows(control, 'captures')).map((capture) => capture.captureId);
        expect(captures).toEqual(expect.arrayContaining(draft.evidence.map((item) => item.captureId)));
      }
    }
    await captureFromToolbarTwice(page);
    const draft = await draftOf(control, '1005006000000002');
    await finishReport(stack, control, draft);
    for (const moment of [0, 10, 40, 80]) {
      const poked = tell(control, { type: 'outbox.poke' }).catch(() => undefined);
      await afterFrames(control, moment);
      await stack.chromium.killWorker();
      await Promise.race([poked, control.evaluate('1')]);
    }
    await until('the report to arrive', async () => {
      await tell(control, { type: 'outbox.poke' });
      return (await entryOf(control, draft.draftId))?.state === 'acked';
    });
    expect((await claimsOnServer(stack)).map((claim) => claim.claimId)).toEqual([draft.draftId]);
  });

  it('when the browser is killed after “saved” and started again on the same profile', async () => {
    const page = await openListing(stack, control, PRACTICE.alibaba1688);
    expect(await captureFromToolbar(stack, page)).toMatch(/^Saved: screenshot/);
    stack.chromium = await stack.chromium.relaunch();
    control = await stack.control();
    const draft = await draftOf(control, '700000000001');
    expect(await brokenBlobs(control)).toEqual([]);

    await stack.connect(control);
    await stack.stopServer();
    await finishReport(stack, control, draft);
    stack.chromium = await stack.chromium.relaunch();
    await stack.restartServer();
    control = await stack.control();
    // Nobody pokes: starting the browser is enough.
    await numberOf(control, draft.draftId, 90_000);
    expect((await claimsOnServer(stack)).map((claim) => claim.claimId)).toEqual([draft.draftId]);
  });
});

describe('an update of the extension', () => {
  it('keeps drafts and queue, and the pages that were open go on without a reload', async () => {
    const page = await openListing(stack, control, PRACTICE.aliexpress);
    expect(await captureFromToolbar(stack, page)).toMatch(/^Saved: screenshot/);
    const draft = await draftOf(control, '1005006000000001');
    const other = await openListing(stack, control, PRACTICE.alibaba);

    await stack.chromium.updateExtension();
    await until('the pages of the old version to close', () => control.isClosed());
    control = await until('the new version', () => stack.control());
    expect(await rows(control, 'drafts')).toEqual([draft]);
    expect(await brokenBlobs(control)).toEqual([]);

    await until('the open page to be recognised again', async () =>
      /recognised/.test(await iconTitle(control, other)),
    );
    expect(await captureFromToolbar(stack, other)).toMatch(/^Saved: screenshot/);
    // The old version's button goes when its script next looks whether its extension is still there.
    await until('one button to be left on the page', () =>
      page.evaluate(() => document.documentElement.children.length === 3),
    );
  });
});

/** Waits some frames of a page, about `ms` milliseconds: a moment in the middle of what the worker is doing. */
async function afterFrames(page: Page, ms: number): Promise<void> {
  await page.evaluate(
    (wait) =>
      new Promise<void>((resolve) => {
        const end = performance.now() + wait;
        const frame = () => (performance.now() >= end ? resolve() : setTimeout(frame, 1));
        frame();
      }),
    ms,
  );
}

async function captureFromToolbarTwice(page: Page): Promise<void> {
  const popup = await stack.chromium.openPopup(page);
  await popup.close();
  await until('a capture that is whole', async () => {
    const tabs = (await control.evaluate(
      `chrome.tabs.query({ url: '*://*.aliexpress.com/*' }).then((found) => found.map((tab) => tab.id))`,
    )) as number[];
    await page.bringToFront();
    const outcome = (await tell(control, { type: 'capture.start', tabId: tabs[0], again: true })) as
      | { outcome: string }
      | undefined;
    return outcome?.outcome === 'saved';
  });
}
