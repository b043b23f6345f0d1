import { LANGUAGES, type Language, m, setLanguage } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runIn } from '../../scripts/support/extension-database.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { until } from '../../scripts/support/until.ts';
import { SETTINGS_KEY } from '../../utils/settings/settings-key.ts';
import { settled, violationsOf } from './support/axe.ts';
import { captureFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { finishReport, numberOf } from './support/desk.ts';
import { rows } from './support/extension-data.ts';
import { Stack } from './support/stack.ts';

let stack: Stack;
let control: Page;
let draftId: string;
let sweepId: string;
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
  await control.bringToFront();
  await control.evaluate(`location.hash = '#/sweeps'`);
  await control.locator(`::-p-aria(${m.sweep_name()}[role="textbox"])`).fill('Aurora');
  await press(control, m.sweep_new());
  sweepId = await until('the sweep', async () => (await rows(control, 'sweeps'))[0]?.sweepId);
});
afterEach(() => setLanguage('en'));
afterAll(() => stack?.close());

/** Chooses a language for the extension's pages, and for this test. */
async function choose(language: Language): Promise<void> {
  setLanguage(language);
  await runIn(control)(
    `const stored = (await chrome.storage.local.get(arguments[0]))[arguments[0]];
     const chosen = { language: arguments[1], languageChosenAt: Date.now() };
     await chrome.storage.local.set({ [arguments[0]]: { ...stored, ...chosen } });`,
    SETTINGS_KEY,
    language,
  );
}

/** Chooses a language for the console's pages before they are loaded. */
async function chooseInConsole(page: Page, language: Language): Promise<void> {
  await page.evaluateOnNewDocument((choice) => {
    const chosenAt = new Date().toISOString();
    localStorage.setItem('marketsafe-language', JSON.stringify({ choice, chosenAt }));
  }, language);
}

const SCHEMES = ['light', 'dark'] as const;

/** Puts a page that is shown into a colour scheme, as the system does when it gets dark. */
async function setColours(page: Page, scheme: (typeof SCHEMES)[number]): Promise<void> {
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await settled(page);
}

/** Loads a page in a language; gives what it complains about itself and what axe finds in light and then in dark colours. */
async function look(url: string, language: Language, shown: string): Promise<string[]> {
  const page = await stack.chromium.browser.newPage();
  const complaints: string[] = [];
  page.on('console', (line) => {
    if (line.type() === 'error') complaints.push(line.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  try {
    if (url.startsWith('http')) await chooseInConsole(page, language);
    await page.goto(url, { waitUntil: 'load' });
    await until(`“${shown}” to be shown`, () => page.$(`::-p-text(${shown})`));
    // What is folded is looked at, too.
    await page.evaluate(() => {
      for (const folded of document.querySelectorAll('details')) folded.open = true;
    });
    const spoken = await page.evaluate(() => document.documentElement.lang);
    if (spoken !== language) complaints.push(`says to be in ${spoken}`);
    const backgrounds = new Set<string>();
    for (const scheme of SCHEMES) {
      await setColours(page, scheme);
      backgrounds.add(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor));
      complaints.push(...(await violationsOf(page)).map((violation) => `${scheme}: ${violation}`));
    }
    if (backgrounds.size < SCHEMES.length) complaints.push('looks the same in light and dark colours');
    return complaints;
  } finally {
    await page.close();
  }
}

describe.each(LANGUAGES)(
  'in %s axe finds nothing in light and in dark colours, and no page complains',
  (language) => {
    it('on the extension’s pages', async () => {
      await choose(language);
      const pages: [string, string][] = [
        ['popup.html', m.popup_all()],
        [`sidepanel.html?draft=${draftId}`, m.desk_finish()],
        [`sidepanel.html?draft=${sentId}`, m.desk_report()],
        ['workspace.html', m.queue_section()],
        [`workspace.html#/evidence/${captureId}`, m.viewer_add_box()],
        [`workspace.html#/evidence/${sentCaptureId}`, m.viewer_finished()],
        ['workspace.html#/review', m.review_key_finish_all()],
        ['workspace.html#/sweeps', m.sweep_new()],
        ['workspace.html#/watch', m.watch_none()],
        [`workspace.html#/sweeps/${sweepId}`, m.sweep_declare()],
        ['workspace.html#/settings', m.shared_settings()],
        ['workspace.html#/about', m.workspace_version()],
      ];
      for (const [path, shown] of pages) {
        expect([path, await look(stack.chromium.extensionUrl(path), language, shown)]).toEqual([path, []]);
      }
    });

    it('on the console’s pages', async () => {
      setLanguage(language);
      const { url } = stack.server;
      const pages: [string, string][] = [
        ['/claims', 'MS-'],
        [`/claims/${sentId}`, m.console_packages_export_evidence()],
        ['/device', m.device_code_label()],
        ['/people', m.people_invitations()],
        ['/trouble', m.trouble_none()],
        ['/translations', m.translation_own_none()],
        ['/account', m.account_tokens_none()],
        ['/password', m.account_forgotten_send()],
        ['/marketplaces', m.marketplaces_all_read({ count: 11 })],
        ['/procedures', m.procedure_column_known()],
        ['/procedures/taobao', m.procedure_part_channels()],
        ['/verify', m.verify_trust()],
      ];
      for (const [path, shown] of pages) {
        expect([path, await look(`${url}${path}`, language, shown)]).toEqual([path, []]);
      }
    });
  },
);
