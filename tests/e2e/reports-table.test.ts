import { readFile } from 'node:fs/promises';
import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { saveDownload } from '../../scripts/support/save-download.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { makeTemporaryFolder, removeFolder } from '../../scripts/support/temporary-folder.ts';
import { until } from '../../scripts/support/until.ts';
import { violationsOf } from './support/axe.ts';
import { captureFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { rows } from './support/extension-data.ts';
import { Stack } from './support/stack.ts';

let stack: Stack;
let control: Page;
let table: Page;

const LISTINGS = [
  [PRACTICE.aliexpress, '1005006000000001'],
  [PRACTICE.alibaba1688, '700000000001'],
  [PRACTICE.taobao, '710000000001'],
] as const;

beforeAll(async () => {
  stack = await Stack.start();
  control = await stack.control();
  await stack.signIn(control);
  for (const [url, itemId] of LISTINGS) {
    await captureFromToolbar(stack, await openListing(stack, control, url));
    await draftOf(control, itemId);
  }
  table = await stack.chromium.extensionPage('workspace.html');
});
afterAll(() => stack?.close());

const shown = () =>
  table.evaluate(() => Array.from(document.querySelectorAll('[data-row]'), (row) => row.textContent ?? ''));

async function search(text: string): Promise<void> {
  await table.locator(`::-p-aria(${m.reports_search()}[role="searchbox"])`).fill(text);
}

describe('the table of drafts and reports', () => {
  it('shows each with its picture, and keeps that picture', async () => {
    await until('three rows with pictures', async () => (await table.$$('[data-row] img')).length === 3);
    expect((await rows(control, 'thumbs')).length).toBe(3);
    const size = await table.$eval('[data-row] img', (image) => (image as HTMLImageElement).naturalWidth);
    expect(size).toBe(112);
  });

  it('finds by title and seller, Chinese too', async () => {
    await search('冲锋衣');
    await until('fewer rows', async () => (await shown()).length < 3);
    for (const row of await shown()) expect(row).toMatch(/冲锋衣/);
    expect((await shown()).length).toBeGreaterThan(0);
    await search('700000000001');
    await until('one row', async () => (await shown()).length === 1);
    await search('nothing like this');
    await until('the way out', () => table.$(`::-p-text(${m.reports_nothing_found()})`));
    await press(table, m.reports_clear_filters());
    await until('all rows again', async () => (await shown()).length === 3);
  });

  it('says what all that are chosen lack, gives them a right, and takes it back', async () => {
    await table.locator('.report-head input').click();
    await until('what they lack', () =>
      table.$(`::-p-text(${m.reports_bulk_summary({ drafts: 3, ready: 0 })})`),
    );
    const right = await table.evaluate(() => {
      const [option] = document.querySelectorAll<HTMLOptionElement>('.bulk-setter optgroup option');
      return option?.value ?? '';
    });
    await table.locator(`::-p-aria(${m.reports_bulk_right()}[role="combobox"])`).fill(right);
    await press(table, m.reports_bulk_set_right());
    const rightsOf = async () => new Set((await rows(control, 'drafts')).map(({ rightId }) => rightId));
    await until('all to have it', async () => (await rightsOf()).has(right) && (await rightsOf()).size === 1);
    await press(table, m.shared_undo());
    await until('none to have it', async () => (await rightsOf()).has(undefined));
    expect((await rightsOf()).size).toBe(1);
  });

  it('goes to a spreadsheet, a row for each', async () => {
    const folder = await makeTemporaryFolder('list');
    onTestFinished(() => removeFolder(folder));
    const file = await saveDownload(table, folder, () => press(table, m.reports_sheet_csv()));
    const lines = (await readFile(file, 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(4);
    for (const [, itemId] of LISTINGS) expect(lines.join('\n')).toContain(itemId);
  });

  it('deletes all that are chosen at once, and brings all back at once', async () => {
    await press(table, m.reports_bulk_delete({ count: 3 }));
    await until('all to be gone', async () => (await rows(control, 'drafts')).length === 0);
    await until('the way back', () => table.$(`::-p-text(${m.shared_deleted_many({ count: 3 })})`));
    await press(table, m.shared_undo());
    await until('all to be back', async () => (await rows(control, 'drafts')).length === 3);
    await until('their rows', async () => (await shown()).length === 3);
  });

  it('has nothing that axe finds while rows are chosen', async () => {
    await table.locator('.row-check').click();
    await until('what can be done', () => table.$('.bulk-edits'));
    expect(await violationsOf(table)).toEqual([]);
  });
});
