import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { tickEach } from '../../scripts/support/tick-each.ts';
import { until } from '../../scripts/support/until.ts';
import { violationsOf } from './support/axe.ts';
import { captureFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { brokenBlobs, rows } from './support/extension-data.ts';
import { Stack } from './support/stack.ts';

const ITEM = '1005006000000001';

let stack: Stack;
let control: Page;
let desk: Page;

beforeAll(async () => {
  stack = await Stack.start();
  control = await stack.control();
  const page = await openListing(stack, control, PRACTICE.aliexpress);
  await captureFromToolbar(stack, page);
  const draft = await draftOf(control, ITEM);
  desk = await stack.chromium.extensionPage(`workspace.html#/draft/${draft.draftId}`);
});
afterAll(() => stack?.close());

async function press(page: Page, name: string): Promise<void> {
  await page.locator(`::-p-aria(${name}[role="button"])`).click();
}

async function reads(page: Page, text: string): Promise<void> {
  await until(`“${text}” to be shown`, () => page.$(`::-p-text(${text})`));
}

describe('a legal hold', () => {
  it('is put on with a reason, by keyboard alone', async () => {
    await desk.bringToFront();
    await desk.locator('::-p-aria(Put on legal hold…[role="button"])').wait();
    await desk.focus('::-p-aria(Put on legal hold…[role="button"])');
    await desk.keyboard.press('Enter');
    await until('the reason to have the focus', () =>
      desk.evaluate(() => document.activeElement?.id === 'hold-reason'),
    );
    await desk.keyboard.type('Case 12/34');
    await desk.keyboard.press('Tab');
    await desk.keyboard.press('Enter');
    await reads(desk, 'On hold since');
    expect((await draftOf(control, ITEM)).holds).toMatchObject([{ reason: 'Case 12/34', by: null }]);
    expect(await violationsOf(desk)).toEqual([]);
  });

  it('shows in the queue, and deleting is refused there and on the desk with a sentence', async () => {
    await press(desk, 'Delete draft');
    await reads(desk, 'on legal hold, so nothing of it was deleted');
    const queue = await stack.chromium.extensionPage('workspace.html');
    await reads(queue, 'On legal hold');
    await press(queue, 'Delete');
    await reads(queue, 'on legal hold, so nothing of it was deleted');
    expect(await violationsOf(queue)).toEqual([]);
    expect((await rows(control, 'drafts')).length).toBe(1);
    expect(await brokenBlobs(control)).toEqual([]);
    await queue.close();
  });

  it('is named where the space on this device is told', async () => {
    const about = await stack.chromium.extensionPage('workspace.html#/about');
    await reads(about, 'Legal holds');
    await reads(about, 'Nothing can be removed now.');
    await about.close();
  });

  it('is released after a second look; then the draft can be deleted, and brought back from another page', async () => {
    await press(desk, 'Release the hold…');
    await until('the safe answer to have the focus', () =>
      desk.evaluate(() => document.activeElement?.textContent === 'Keep the hold'),
    );
    await press(desk, 'Release the hold');
    await reads(desk, 'The hold is released.');
    await press(desk, 'Delete draft');
    await until('the draft to be gone', async () => (await rows(control, 'drafts')).length === 0);
    const other = await stack.chromium.extensionPage('workspace.html');
    await press(other, 'Undo');
    const back = await draftOf(control, ITEM);
    expect(back.holds?.[0]?.released).toBeDefined();
    expect((await rows(control, 'captures')).length).toBe(1);
    expect(await brokenBlobs(control)).toEqual([]);
    await other.close();
  });

  it('is put on everything that is chosen in the queue, and released again', async () => {
    const page = await openListing(stack, control, PRACTICE.alibaba1688);
    await captureFromToolbar(stack, page);
    await draftOf(control, '700000000001');
    const queue = await stack.chromium.extensionPage('workspace.html');
    await until('both drafts to be listed', async () => (await queue.$$('.row-check')).length === 2);
    await tickEach(queue, '.row-check');
    await press(queue, 'Put 2 on legal hold…');
    await queue.keyboard.type('Case 56');
    await press(queue, 'Put on hold');
    await reads(queue, 'Release 2 holds…');
    const held = (await rows(control, 'drafts')).map(({ holds }) => holds?.at(-1));
    expect(held).toMatchObject([{ reason: 'Case 56' }, { reason: 'Case 56' }]);
    expect(await violationsOf(queue)).toEqual([]);
    await press(queue, 'Release 2 holds…');
    await press(queue, 'Release 2 holds');
    await until('the holds to be released', async () =>
      (await rows(control, 'drafts')).every(({ holds }) => holds?.at(-1)?.released !== undefined),
    );
    await queue.close();
    await page.close();
  });
});
