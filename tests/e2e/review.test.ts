import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, takeStatements, tickAll } from '../../scripts/support/fill-claim.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { until } from '../../scripts/support/until.ts';
import { violationsOf } from './support/axe.ts';
import { captureFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { entryOf, numberOf } from './support/desk.ts';
import { rows } from './support/extension-data.ts';
import { Stack } from './support/stack.ts';

const FIRST = '1005006000000001';
const SECOND = '1005006000000002';

let stack: Stack;
let control: Page;
let sheet: Page;
let ids: { first: string; second: string; open: string };

/** Fills a draft in so that it is ready, and leaves it open. */
async function makeReady(draftId: string): Promise<void> {
  const panel = await stack.chromium.extensionPage(`sidepanel.html?draft=${draftId}`);
  await choose(panel, m.desk_right(), /^AURORA · Trademark/);
  await choose(panel, m.desk_reason(), /./);
  await takeStatements(panel);
  await (await panel.waitForSelector('#draft-field-ownerStatement'))?.type('Aurora never made this model.');
  await tickAll(panel);
  await panel.waitForSelector(`::-p-text(${m.desk_ready()})`);
  await panel.waitForSelector(`::-p-text(${m.desk_saved()})`);
  await panel.close();
}

beforeAll(async () => {
  stack = await Stack.start();
  control = await stack.control();
  await stack.connect(control);
  for (const listing of [PRACTICE.aliexpress, PRACTICE.aliexpressState, PRACTICE.alibaba1688]) {
    const page = await openListing(stack, control, listing);
    await captureFromToolbar(stack, page);
    await page.close();
  }
  const [first, second, open] = await Promise.all(
    [FIRST, SECOND, '700000000001'].map(async (item) => (await draftOf(control, item)).draftId),
  );
  ids = { first: first ?? '', second: second ?? '', open: open ?? '' };
  await makeReady(ids.first);
  await makeReady(ids.second);
  sheet = await stack.chromium.extensionPage('workspace.html#/review');
  await sheet.bringToFront();
});
afterAll(() => stack?.close());

const focused = () => sheet.evaluate(() => document.activeElement?.id);
const on = (draftId: string) =>
  until('the focus on the card', async () => (await focused()) === `review-${draftId}`);
const stateOf = async (draftId: string) =>
  (await rows(control, 'drafts')).find((draft) => draft.draftId === draftId)?.state;
const excluded = async (draftId: string) =>
  (await rows(control, 'drafts')).find((draft) => draft.draftId === draftId)?.exclusion !== undefined;

describe('the contact sheet', () => {
  it('shows every open draft as a picture, with what is missing in words', async () => {
    await on(ids.first);
    await until('three pictures', () =>
      sheet.$$eval(
        '.review-card img',
        (all) => all.length === 3 && all.every((each) => (each as HTMLImageElement).complete),
      ),
    );
    expect(
      await sheet.$$eval('.review-card', (all) => all.map((each) => /Ready/.test(each.textContent))),
    ).toEqual([true, true, false]);
    await sheet.waitForSelector(`::-p-text(${m.review_ready({ count: 2 })})`);
    expect(await violationsOf(sheet)).toEqual([]);
  });

  it('is gone through by keys: move, enlarge, exclude and take that back', async () => {
    await sheet.keyboard.press('j');
    await on(ids.second);
    await sheet.keyboard.press('Space');
    await until('the picture to be large', () => sheet.$('dialog[open] .review-large img'));
    await sheet.keyboard.press('k');
    await until('the other one', () =>
      sheet.$(`dialog[open] ::-p-text(${FIRST})`).then((found) => found ?? true),
    );
    await sheet.keyboard.press('j');
    await sheet.keyboard.press('Escape');
    await on(ids.second);
    await sheet.keyboard.press('x');
    await until('the draft to be excluded', () => excluded(ids.second));
    await sheet.waitForSelector(`::-p-text(${m.review_excluded({ count: 1 })})`);
    await sheet.keyboard.press('u');
    await until('that to be taken back', async () => !(await excluded(ids.second)));
  });

  it('finishes one with a key, which can be taken back, and nothing has left by then', async () => {
    await sheet.keyboard.press('f');
    await until('the report to be finished', async () => (await stateOf(ids.second)) === 'finished');
    await on(ids.open);
    await sheet.waitForSelector('::-p-text(sent in ten seconds)');
    await sheet.keyboard.press('u');
    await until('the draft to be open again', async () => (await stateOf(ids.second)) === 'draft');
    expect(await entryOf(control, ids.second)).toBeUndefined();
    const draft = (await rows(control, 'drafts')).find((each) => each.draftId === ids.second);
    expect(draft?.declarations).toEqual({ goodFaith: true, accurate: true, authorised: true });
  });

  it('finishes all that are ready together, and leaves the rest', async () => {
    await sheet.waitForSelector(`::-p-text(${m.review_ready({ count: 2 })})`);
    await sheet.keyboard.down('Shift');
    await sheet.keyboard.press('F');
    await sheet.keyboard.up('Shift');
    for (const draftId of [ids.first, ids.second]) await numberOf(control, draftId);
    expect(await stateOf(ids.open)).toBe('draft');
    expect(await sheet.$$eval('.review-card', (all) => all.length)).toBe(1);
  });
});
