import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { populate } from '../../scripts/bench/server-population.ts';
import { until } from '../../scripts/support/until.ts';
import { connect } from '../../server/src/db/connect.ts';
import { type AnalystConsole, openAsAnalyst } from './support/analyst-console.ts';
import { Stack } from './support/stack.ts';

/** So many that most rows of the list are not drawn. */
const CLAIMS = 400;

let stack: Stack;
let staff: AnalystConsole;
beforeAll(async () => {
  stack = await Stack.start();
  const owner = connect(stack.server.databaseUrl, '-c timezone=UTC', 2);
  await populate({ url: stack.server.url, bareUrl: '', owner, databaseVersion: '', dataFolder: '' }, CLAIMS);
  await owner.end();
  staff = await openAsAnalyst(stack, '/marketplaces');
  await staff.page.goto(`${stack.server.url}/claims`, { waitUntil: 'load' });
});
afterAll(async () => {
  await staff?.close();
  await stack?.close();
});

const titles = (page: Page) =>
  page.$$eval('.claims-table tr[data-index]', (rows) => rows.map((row) => row.textContent ?? ''));

async function titlesOf(page: Page, holds: (titles: string[]) => boolean): Promise<string[]> {
  return until('the claims that are looked for', async () => {
    const found = await titles(page);
    return found.length > 0 && holds(found) ? found : undefined;
  });
}

// Title and seller are found, and the explanation, which may be the only part in Chinese.
const ofBackpacks = (title: string) => /背包|Backpack/.test(title);

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');

describe('the list of claims', () => {
  it('draws the rows in sight only, and goes on to the last of them by keys and by scrolling', async () => {
    const { page } = staff;
    await titlesOf(page, () => true);
    await until('further pages', async () => {
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      const rows = await page.$eval('.claims-table', (table) => Number(table.getAttribute('aria-rowcount')));
      return rows === CLAIMS + 1;
    });
    expect(await page.$$eval('.claims-table tbody tr[data-index]', (rows) => rows.length)).toBeLessThan(60);
    await page.evaluate(() => window.scrollTo(0, 0));
    await until('the first row', () => page.$('tr[data-index="0"]'));
    await page.keyboard.press('j');
    const first = await focused(page);
    expect(first).toMatch(/^MS-/);
    await page.keyboard.press('j');
    expect(await focused(page)).not.toBe(first);
    await page.keyboard.press('k');
    expect(await focused(page)).toBe(first);
    await page.keyboard.press('x');
    await until('the choice', () => page.$('::-p-text(1 claim chosen)'));
  });

  it('is searched by key, narrowed, kept in the address and as a view', async () => {
    const { page } = staff;
    await page.keyboard.press('/');
    await page.keyboard.type('背包');
    await titlesOf(page, (all) => all.every(ofBackpacks));
    await page.locator('::-p-aria(State[role="combobox"])').fill('in_review');
    await until(
      'the filter in the address',
      () => new URL(page.url()).searchParams.get('state') === 'in_review',
    );
    expect(new URL(page.url()).searchParams.get('q')).toBe('背包');
    await until('only that state', async () => {
      const states = await page.$$eval('.claims-table .badge', (badges) =>
        badges.map((badge) => badge.textContent),
      );
      return states.length > 0 && states.every((state) => state === 'In review');
    });
    await page.locator('::-p-aria(Save this view[role="button"])').click();
    await page.locator('::-p-aria(Name of the view)').fill('Backpacks');
    await page.keyboard.press('Enter');
    await page.locator('::-p-aria(Backpacks[role="link"])').wait();
    expect(await staff.violations()).toEqual([]);

    await page.reload({ waitUntil: 'load' });
    const again = await titlesOf(page, (all) => all.every(ofBackpacks));
    await page.locator('::-p-aria(Remove all filters[role="button"])').click();
    await titlesOf(page, (all) => all.some((title) => !ofBackpacks(title)));
    await page.locator('::-p-aria(Backpacks[role="link"])').click();
    expect(await titlesOf(page, (all) => all.every(ofBackpacks))).toEqual(again);
  });

  it('says that nothing was found, and shows a participant nothing of others', async () => {
    const { page } = staff;
    await page.goto(`${stack.server.url}/claims?q=zzzz`, { waitUntil: 'load' });
    await page.locator('::-p-aria(Nothing found[role="heading"])').wait();
    expect(await staff.violations()).toEqual([]);
  });
});
