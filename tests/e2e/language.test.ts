import { type LanguageSetting, me } from '@marketsafe/contract';
import type { CDPSession, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readButton } from '../../scripts/support/in-page-button.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { until } from '../../scripts/support/until.ts';
import { violationsOf } from './support/axe.ts';
import { captureFromToolbar, draftOf, iconTitle, openListing } from './support/clicks.ts';
import { rows, tell } from './support/extension-data.ts';
import { Stack } from './support/stack.ts';

let stack: Stack;
let control: Page;

beforeAll(async () => {
  stack = await Stack.start();
  control = await stack.control();
  await stack.signIn(control);
});
afterAll(() => stack?.close());

/** What stands in the in-page button. */
async function buttonText(debug: CDPSession): Promise<string> {
  return (await readButton(debug))?.text ?? '';
}

function shown(page: Page): Promise<string> {
  return page.evaluate(() => document.body.textContent ?? '');
}

/** Titles that entries of the context menu are given from now on, as the browser took them. */
async function menuTitles(): Promise<() => Promise<Record<string, string>>> {
  const worker = await stack.chromium.worker();
  await worker.evaluate(() => {
    const scope = globalThis as unknown as {
      chrome: { contextMenus: { update: (...args: unknown[]) => unknown } };
      titles: Record<string, string>;
    };
    const menus = scope.chrome.contextMenus;
    const update = menus.update;
    scope.titles = {};
    menus.update = (id: unknown, change: unknown, ...rest: unknown[]) => {
      scope.titles[String(id)] = (change as { title: string }).title;
      return update.call(menus, id, change, ...rest);
    };
  });
  return () => worker.evaluate(() => (globalThis as unknown as { titles: Record<string, string> }).titles);
}

/** Chooses a language in the settings, as a person does. */
async function choose(workspace: Page, language: string): Promise<void> {
  await workspace.bringToFront();
  const field = await until('the choice of language', () => workspace.$('select:has(option[value="zh-CN"])'));
  await field.select(language);
}

/** Asks the server as the signed-in person, from where the console could be. */
async function asThem(path: string, choice?: LanguageSetting): Promise<unknown> {
  const [session] = await rows(control, 'session');
  if (session?.state !== 'signed-in') throw new Error('nobody is signed in');
  const response = await fetch(session.serverUrl + path, {
    headers: { Authorization: `Bearer ${session.token}`, 'Content-Type': 'application/json' },
    ...(choice && { method: 'PUT', body: JSON.stringify(choice) }),
  });
  return response.json();
}

it('a language chosen in the workspace is spoken at once everywhere that is open, and back again', async () => {
  const page = await openListing(stack, control, PRACTICE.aliexpress);
  await captureFromToolbar(stack, page);
  const { draftId } = await draftOf(control, '1005006000000001');
  const debug = await page.createCDPSession();
  await until('the outcome in the page', async () => /Saved:/.test(await buttonText(debug)));
  const popup = await stack.chromium.extensionPage('popup.html');
  const panel = await stack.chromium.extensionPage(`sidepanel.html?draft=${draftId}`);
  await until(
    'the panel in English',
    async () => (await shown(panel)).includes('Readiness') || (await shown(panel)).includes('Explanation'),
  );
  const workspace = await stack.chromium.extensionPage('workspace.html#/settings');
  const titles = await menuTitles();
  for (const each of [popup, panel, workspace]) {
    await each.evaluate(() => Object.assign(globalThis, { notReloaded: true }));
  }

  await choose(workspace, 'zh-CN');
  await until('the workspace in Chinese', async () => (await shown(workspace)).includes('扩展程序的语言'));
  await until('the popup in Chinese', async () => /设置/.test(await shown(popup)));
  await until('the panel in Chinese', async () => /理由|证据/.test(await shown(panel)));
  await until('the button in Chinese', async () => /已保存：.*已取证/.test(await buttonText(debug)));
  await until('the toolbar title in Chinese', async () => /^已存草稿/.test(await iconTitle(control, page)));
  await until('the menu in Chinese', async () => (await titles())['capture-listing'] === '对此商品取证');
  expect((await titles())['capture-whole-page']).toBe('对此商品整页取证');
  for (const each of [popup, panel, workspace]) {
    expect(await each.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
    expect(await each.evaluate(() => 'notReloaded' in globalThis)).toBe(true);
    expect(await each.title()).toMatch(/MarketSafe/);
    expect(await violationsOf(each)).toEqual([]);
  }
  await until(
    'the server to keep the choice',
    async () => me.parse(await asThem('/v1/me')).language?.choice === 'zh-CN',
  );

  await choose(workspace, 'en');
  await until('the workspace in English', async () => (await shown(workspace)).includes('Language of this'));
  await until('the button in English', async () => /Saved:.*Captured/.test(await buttonText(debug)));
  await until('the toolbar title in English', async () =>
    /^Draft saved/.test(await iconTitle(control, page)),
  );
  await until(
    'the menu in English',
    async () => (await titles())['capture-listing'] === 'Capture this listing',
  );
  await until('the popup in English', async () => !/\p{Script=Han}/u.test(await shown(popup)));
  for (const each of [page, popup, panel, workspace]) await each.close();
});

it('a choice made in the console reaches the extension with its next contact', async () => {
  const workspace = await stack.chromium.extensionPage('workspace.html#/settings');
  await asThem('/v1/me/language', { choice: 'zh-CN', chosenAt: new Date().toISOString() });
  await tell(control, { type: 'outbox.poke' });
  await until('the workspace in Chinese', async () => (await shown(workspace)).includes('扩展程序的语言'));
  await workspace.close();
});
