import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Price } from '@marketsafe/contract';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runIn } from '../../scripts/support/extension-database.ts';
import { CHROME_BUILD } from '../../scripts/support/paths.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { until } from '../../scripts/support/until.ts';
import type { PageStatus } from '../../utils/messages/messages.ts';
import { type AnalystConsole, openAsAnalyst } from './support/analyst-console.ts';
import { captureFromToolbar, draftOf, iconTitle, openListing } from './support/clicks.ts';
import { rows, tell } from './support/extension-data.ts';
import { Stack } from './support/stack.ts';

let stack: Stack;
let control: Page;

beforeAll(async () => {
  stack = await Stack.start();
  control = await stack.control();
});
afterAll(() => stack?.close());

/** What the worker says of the tab in front. */
async function statusOf(page: Page): Promise<PageStatus> {
  await page.bringToFront();
  const tabId = await runIn(control)(
    'const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true }); return tab.id;',
  );
  return (await tell(control, { type: 'page.status', tabId: Number(tabId) })) as PageStatus;
}

/** The words of the popup's card about the page in front. */
async function popupSays(page: Page): Promise<string> {
  const popup = await stack.chromium.openPopup(page);
  const text = await until('the popup to know the page', () =>
    popup.evaluate(() => {
      const card = document.querySelector('[aria-label="This page"]');
      return card?.getAttribute('aria-busy') === 'false' ? (card.textContent ?? '') : undefined;
    }),
  );
  await popup.close();
  return text;
}

function single(amount: number, currency: string): Price {
  return { min: amount, max: amount, currency };
}

describe('a listing of each marketplace, under its real host name', () => {
  it.each<[string, string, { itemId: string; title: RegExp; price: Price; seller: string }]>([
    [
      'Taobao',
      PRACTICE.taobao,
      {
        itemId: '710000000001',
        title: /^AURORA极光户外冲锋衣/,
        price: single(268, 'CNY'),
        seller: '练习户外装备店',
      },
    ],
    [
      'Tmall',
      PRACTICE.tmall,
      {
        itemId: '720000000001',
        title: /^AURORA极光户外双肩包/,
        price: single(499, 'CNY'),
        seller: '练习登山旗舰店',
      },
    ],
    [
      'Tmall Global',
      PRACTICE.tmallGlobal,
      {
        itemId: '730000000001',
        title: /^AURORA极光徒步靴/,
        price: single(899, 'CNY'),
        seller: '练习海外旗舰店',
      },
    ],
    [
      'Goofish, which draws itself after it has loaded',
      PRACTICE.goofish,
      {
        itemId: '740000000001',
        title: /^AURORA极光冲锋衣/,
        price: single(158, 'CNY'),
        seller: '练习户外小铺',
      },
    ],
    [
      'Lazada',
      PRACTICE.lazada,
      {
        itemId: '3750000001',
        title: /^AURORA Hiking Jacket/,
        price: single(45.9, 'SGD'),
        seller: 'Practice Outdoor SG',
      },
    ],
    [
      'Daraz',
      PRACTICE.daraz,
      {
        itemId: '476000001',
        title: /^AURORA Trekking Backpack/,
        price: single(4250, 'PKR'),
        seller: 'Practice Trek Store',
      },
    ],
    [
      'Trendyol',
      PRACTICE.trendyol,
      {
        itemId: '877000001',
        title: /Erkek Su Geçirmez Outdoor Mont/,
        price: single(1299.9, 'TRY'),
        seller: 'Alıştırma Outdoor',
      },
    ],
    [
      'Miravia',
      PRACTICE.miravia,
      {
        itemId: '1368100000000001',
        title: /^AURORA Chaqueta/,
        price: single(59.9, 'EUR'),
        seller: 'Práctica Outdoor',
      },
    ],
  ])('%s is recognised, and one click stores title, price and seller', async (_, url, expected) => {
    const page = await openListing(stack, control, url);
    expect(await captureFromToolbar(stack, page)).toBe('Saved: screenshot, facts and page snapshot.');
    const { facts, target, wall } = await draftOf(control, expected.itemId);
    expect(wall).toBeUndefined();
    expect(facts.title?.value).toMatch(expected.title);
    expect(facts.price?.value).toEqual(expected.price);
    expect(facts.seller?.value.name).toBe(expected.seller);
    expect(target).toMatchObject({ title: facts.title?.value, price: expected.price });
    const [capture] = (await rows(control, 'captures')).filter(({ listingKey }) =>
      listingKey.includes(expected.itemId),
    );
    expect(capture?.manifest.tool.adapter).toMatchObject({ id: target.marketplace });
    await page.close();
  });
});

describe('a page that is no listing', () => {
  it.each([
    ['taobao', PRACTICE.taobaoSearch],
    ['tmall', PRACTICE.tmallSearch],
    ['tmall-global', PRACTICE.tmallGlobalSearch],
    ['goofish', PRACTICE.goofishSearch],
    ['lazada', PRACTICE.lazadaSearch],
    ['daraz', PRACTICE.darazSearch],
    ['trendyol', PRACTICE.trendyolSearch],
    ['miravia', PRACTICE.miraviaSearch],
  ])('a search page of %s says that it is one', async (marketplace, url) => {
    const page = await stack.chromium.open(url);
    expect(await statusOf(page)).toEqual({ marketplace, kind: 'search' });
    await page.close();
  });

  it('a search, and the sign-in page on another host to which it leads, are told apart', async () => {
    const page = await stack.chromium.open(PRACTICE.taobaoSearch);
    expect(await popupSays(page)).toContain('Search results');
    await page.bringToFront();
    await Promise.all([page.waitForNavigation(), page.locator('a[href*="login.taobao.com"]').click()]);
    await until('the icon to name the wall', async () => /sign in/.test(await iconTitle(control, page)));
    const says = await popupSays(page);
    expect(says).toContain('This is the sign-in page of Taobao');
    expect(says).not.toMatch(/Capture[^d]/);
    await page.close();
  });

  it('a short link says that the listing is behind it', async () => {
    const page = await stack.chromium.open(PRACTICE.shortLink);
    expect(await popupSays(page)).toContain('A short link of Taobao');
    await page.close();
  });
});

describe('a captcha under a listing’s address', () => {
  it.each([
    ['Taobao', PRACTICE.taobaoCaptcha, '710000000002'],
    ['Lazada', PRACTICE.lazadaCaptcha, '3750000002'],
  ])('of %s is stored as the wall it is, and cannot be finished as a report', async (_, url, itemId) => {
    const page = await stack.chromium.open(url);
    await page.bringToFront();
    await until('the icon to name the wall', async () => /captcha/.test(await iconTitle(control, page)));
    const popup = await stack.chromium.openPopup(page);
    await popup.locator('::-p-aria(Capture what the page shows[role="button"])').click();
    const draft = await draftOf(control, itemId);
    expect(draft).toMatchObject({ wall: 'captcha', facts: {} });
    await popup.close();
    const panel = await stack.chromium.extensionPage(`sidepanel.html?draft=${draft.draftId}`);
    const shown = await until('the draft to be shown', () =>
      panel.evaluate(() => /Before you finish/.test(document.body.textContent) && document.body.textContent),
    );
    expect(shown).toContain('The page showed a captcha instead of the listing. Open the listing itself');
    expect(shown).toContain('The page showed a wall instead of the listing: open the listing itself');
    await panel.close();
    await page.close();
  });
});

describe('a marketplace that the program has switched off', () => {
  let staff: AnalystConsole;
  beforeAll(async () => {
    await stack.signIn(control);
    staff = await openAsAnalyst(stack, '/marketplaces');
  });
  afterAll(() => staff?.close());

  /** Waits until this device has heard how many marketplaces are switched off. */
  async function hear(count: number): Promise<void> {
    await tell(control, { type: 'outbox.poke' });
    await until('the settings to be on the device', async () =>
      (await rows(control, 'reference')).some(
        (row) => row.key === 'marketplaces' && row.settings.length === count,
      ),
    );
  }

  it('in the console, by an analyst with a reason, is captured without facts and says so', async () => {
    const { page: table } = staff;
    await press(table, 'Switch off: 1688');
    await until('the dialog', () => table.$('dialog[open]'));
    expect(await staff.violations()).toEqual([]);
    // Without a reason nothing happens.
    await press(table, 'Switch off');
    await until('the reason to be asked for', () => table.$('::-p-text(Say in a few words why)'));
    await table.locator('::-p-aria(Reason[role="textbox"])').fill('Prices are read from the wrong place.');
    await table.keyboard.press('Enter');
    await until('the table to say so', () => table.$('::-p-text(Off up to version)'));
    expect(await table.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Switch on: 1688',
    );
    expect(await table.evaluate(() => document.body.textContent)).toContain('Ana Lytton');
    expect(await staff.violations()).toEqual([]);

    await hear(1);
    const page = await openListing(stack, control, PRACTICE.alibaba1688);
    expect(await captureFromToolbar(stack, page)).toBe(
      'Saved: screenshot and page snapshot. The program had switched off the reading of this marketplace’s pages: no facts were read.',
    );
    const draft = await draftOf(control, '700000000001');
    expect(draft).toMatchObject({ facts: {}, listingKey: '1688:700000000001' });
    expect(draft.wall).toBeUndefined();
    const panel = await stack.chromium.extensionPage(`sidepanel.html?draft=${draft.draftId}`);
    await until('the panel to say so', () =>
      panel.$('::-p-text(The program had switched off the reading of this marketplace)'),
    );
    expect(await panel.$('::-p-text(Facts: not read)')).not.toBeNull();
    await panel.close();
    await page.close();
  });

  it('and on again by the way back that the console offers, is read as before', async () => {
    await press(staff.page, 'Undo');
    await until('the table to say so', () => staff.page.$('::-p-text(All 11 marketplaces are read)'));
    await hear(0);
    const page = await openListing(stack, control, PRACTICE.alibaba1688);
    const popup = await stack.chromium.openPopup(page);
    await popup.locator('::-p-aria(Capture again[role="button"])').click();
    await until('the facts to be there', async () => {
      const draft = await draftOf(control, '700000000001');
      return draft.facts.title && draft.target.title;
    });
    await popup.close();
    await page.close();
  });

  it('is read by a script that holds no adapter at all', async () => {
    const script = (file: string) => readFile(join(CHROME_BUILD, file), 'utf8');
    const [reading, readingOff] = await Promise.all([
      script('capture-sample.js'),
      script('capture-reading-off.js'),
    ]);
    // Parts of page state that nothing but adapters reads, one of each engine.
    const parts = ['priceModule', 'tempModel', 'offerDetail', '__INIT_DATA__', 'skuModule'];
    expect(parts.filter((part) => reading.includes(part))).toEqual(parts);
    expect(parts.filter((part) => readingOff.includes(part))).toEqual([]);
  });
});
