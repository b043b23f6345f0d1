import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { until } from '../../scripts/support/until.ts';
import { violationsOf } from './support/axe.ts';
import { captureFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { finishReport, numberOf } from './support/desk.ts';
import { Stack } from './support/stack.ts';

let stack: Stack;
let control: Page;
let draftId: string;
let sentId: string;
let captureId: string;
let sentCaptureId: string;

beforeAll(async () => {
  stack = await Stack.start();
  control = await stack.control();
  await stack.signIn(control);
  const page = await openListing(stack, control, PRACTICE.aliexpress);
  await captureFromToolbar(stack, page);
  const sent = await draftOf(control, '1005006000000001');
  sentId = sent.draftId;
  sentCaptureId = sent.evidence[0]?.captureId ?? '';
  await (await finishReport(stack, control, sent)).close();
  await numberOf(control, sentId);
  const other = await openListing(stack, control, PRACTICE.alibaba1688);
  await captureFromToolbar(stack, other);
  const draft = await draftOf(control, '700000000001');
  draftId = draft.draftId;
  captureId = draft.evidence[0]?.captureId ?? '';
});
afterAll(() => stack?.close());

/** Loads a page in one colour scheme; gives what it complains about itself and what axe finds. */
async function look(url: string, scheme: 'light' | 'dark', shown: string): Promise<string[]> {
  const page = await stack.chromium.browser.newPage();
  const complaints: string[] = [];
  page.on('console', (line) => {
    if (line.type() === 'error') complaints.push(line.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  try {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.goto(url, { waitUntil: 'load' });
    await until(`“${shown}” to be shown`, () => page.$(`::-p-text(${shown})`));
    // What is folded is looked at, too.
    await page.evaluate(() => {
      for (const folded of document.querySelectorAll('details')) folded.open = true;
    });
    return [...complaints, ...(await violationsOf(page))];
  } finally {
    await page.close();
  }
}

describe.each(['light', 'dark'] as const)(
  'in %s colours axe finds nothing, and no page complains',
  (scheme) => {
    it('on the extension’s pages', async () => {
      const pages: [string, string][] = [
        ['popup.html', 'Drafts and reports'],
        [`sidepanel.html?draft=${draftId}`, 'Finish'],
        [`sidepanel.html?draft=${sentId}`, 'Your report'],
        ['workspace.html', 'Drafts and reports'],
        [`workspace.html#/evidence/${captureId}`, 'Add a box'],
        [`workspace.html#/evidence/${sentCaptureId}`, 'nothing here can be changed'],
        ['workspace.html#/settings', 'Settings'],
        ['workspace.html#/about', 'Version'],
      ];
      for (const [path, shown] of pages) {
        expect([path, await look(stack.chromium.extensionUrl(path), scheme, shown)]).toEqual([path, []]);
      }
    });

    it('on the console’s pages', async () => {
      const { url } = stack.server;
      const pages: [string, string][] = [
        ['/claims', 'MS-'],
        [`/claims/${sentId}`, 'audit chain'],
        ['/device', 'code'],
        ['/marketplaces', 'All 11 marketplaces are read'],
        ['/verify', 'What you trust'],
      ];
      for (const [path, shown] of pages) {
        expect([path, await look(`${url}${path}`, scheme, shown)]).toEqual([path, []]);
      }
    });
  },
);
