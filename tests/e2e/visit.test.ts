import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runIn } from '../../scripts/support/extension-database.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { until } from '../../scripts/support/until.ts';
import { rows } from './support/extension-data.ts';
import { Stack } from './support/stack.ts';

/** Listings that are chosen, by their place on the practice search page. */
const CHOSEN = [0, 1, 3] as const;
/** At a visit's own pace, with the worker's alarm after a restart. */
const VISIT_MS = 90_000;

let stack: Stack;
let control: Page;
beforeAll(async () => {
  stack = await Stack.start();
  control = await stack.control();
  await stack.connect(control);
});
afterAll(() => stack?.close());

const captured = async () =>
  (await rows(control, 'sweepItems'))
    .filter(({ state }) => state === 'captured')
    .map((row) => row.listingKey);

/** Chooses listings in the side panel of the search page in front, and has them captured by themselves. */
async function begin(): Promise<void> {
  await stack.chromium.open(PRACTICE.search);
  const tabId = await runIn(control)(
    `return (await chrome.tabs.query({ url: '*://www.aliexpress.com/*' }))[0].id;`,
  );
  const panel = await stack.chromium.extensionPage(`sidepanel.html?cards=${tabId}`);
  await until('the listings', async () => (await panel.$$('.card-row')).length >= 4);
  for (const at of CHOSEN) await (await panel.$$('.card-row'))[at]?.click();
  await stack.chromium.grantAllSites(panel);
  const start = await until('the way to start', () =>
    panel.$(`::-p-text(${m.visit_start({ count: CHOSEN.length })})`),
  );
  await start.click();
}

it('goes on after the browser was killed in the middle of it, in a window of its own, and takes nothing twice', async () => {
  await begin();
  const before = await until('the first of them', async () => {
    const found = await captured();
    return found.length > 0 && found;
  });
  stack.chromium = await stack.chromium.relaunch();
  control = await stack.control();
  expect(before.length).toBeLessThan(CHOSEN.length);
  expect(await captured()).toEqual(expect.arrayContaining(before));
  await until('the rest of them', async () => (await captured()).length === CHOSEN.length, VISIT_MS);
  await until(
    'the visit to end',
    async () => (await rows(control, 'sweeps'))[0]?.visit === undefined,
    VISIT_MS,
  );
  const drafts = await rows(control, 'drafts');
  expect(drafts.map(({ evidence }) => evidence.length)).toEqual(CHOSEN.map(() => 1));
  expect(new Set(drafts.map(({ listingKey }) => listingKey)).size).toBe(CHOSEN.length);
  // What the visit had opened is closed again: the window that tests look from is left.
  await until(
    'its window to close',
    async () => (await runIn(control)(`return (await chrome.windows.getAll()).length;`)) === 1,
  );
}, 240_000);
