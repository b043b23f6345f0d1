import { randomUUID } from 'node:crypto';
import { listingKey } from '@marketsafe/contract';
import { listedSellerSentence, m } from '@marketsafe/words';
import type { CDPSession, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runIn } from '../../scripts/support/extension-database.ts';
import { middleOf } from '../../scripts/support/in-page-button.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { practicePicture } from '../../scripts/support/practice-pictures.ts';
import { until } from '../../scripts/support/until.ts';
import { SETTINGS_KEY } from '../../utils/settings/settings-key.ts';
import { makeCapture } from '../server/captures.ts';
import { makeClaim, postClaim, putCaptures, putDrafts, send } from '../server/support.ts';
import { violationsOf } from './support/axe.ts';
import { type Mark, markButton, readMarks } from './support/card-marks.ts';
import { captureFromToolbar, draftOf, iconTitle, methodsOf, openListing } from './support/clicks.ts';
import { rows } from './support/extension-data.ts';
import { servePicture } from './support/listing-pictures.ts';
import { Stack } from './support/stack.ts';

const REPORTED = '1005006000000002';
const DRAFTED = '1005006000000003';
const RIGHT = '5c0f6d1e-7a52-4f6e-9b1c-2f4f5a8e2d01';

let stack: Stack;
let control: Page;

/** What a colleague hands in, on a device of their own. */
async function asColleague() {
  const { server } = stack;
  if (!server.demo) throw new Error('the demo program is missing');
  const test = { url: server.url } as never;
  const answer = await send(test, '/api/auth/sign-in/email', {
    method: 'POST',
    headers: { origin: server.url, 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'manager@demo.example', password: server.demo.password }),
  });
  const { token, user } = answer.json as { token: string; user: { id: string } };
  return { test, person: { token, userId: user.id, organisationId: 'demo', rightId: RIGHT } };
}

/** Lets the extension hear what is new, as its popup does. */
async function hear(page: Page, isHeard: () => Promise<unknown>): Promise<void> {
  await runIn(page)(`await chrome.runtime.sendMessage({ type: 'outbox.poke' });`);
  await until('the extension to hear of it', isHeard);
}

const set = (change: object) =>
  runIn(control)(
    `const stored = (await chrome.storage.local.get(arguments[0]))[arguments[0]];
     await chrome.storage.local.set({ [arguments[0]]: { ...stored, ...arguments[1] } });`,
    SETTINGS_KEY,
    change,
  );

/** Pictures of the practice search page, as a picture server has them that lets every site read them. */
const PICTURES = ['jacket-front', 'backpack-front', 'boot-brown', 'jacket-kids'];

let claimNumber: string;
beforeAll(async () => {
  stack = await Stack.start();
  control = await stack.control();
  await stack.connect(control);
  for (const name of PICTURES) {
    const drawing = practicePicture(`/practice/${name}.jpg`) ?? '';
    const url = `https://ae01.alicdn.com/practice/${name}.jpg`;
    servePicture(stack.practice, url, 'image/svg+xml', Buffer.from(drawing), []);
  }
  const { test, person } = await asColleague();
  const captures = [makeCapture(REPORTED)];
  await putCaptures(test, person, captures);
  const claim = makeClaim(RIGHT, REPORTED, captures);
  const answer = await postClaim(test, person, claim);
  expect(answer.status).toBe(201);
  claimNumber = (answer.json as { number: string }).number;
  const listing = { marketplace: 'aliexpress', itemId: DRAFTED };
  await putDrafts(test, person, {
    begun: [{ draftId: randomUUID(), listing, begunAt: new Date().toISOString() }],
    ended: [],
  });
  await hear(control, async () => (await rows(control, 'known')).length === 2);
});
afterAll(() => stack?.close());

describe('what a colleague has', () => {
  it('is said by icon and popup of the listing: who, when, number and state; capturing is capturing again', async () => {
    const page = await openListing(stack, control, PRACTICE.aliexpressState);
    const title = await until('the icon to say so', async () => {
      const said = await iconTitle(control, page);
      return said.includes(claimNumber) && said;
    });
    expect(title).toBe(`Reported by Marco Lead just now as ${claimNumber}: In review.`);
    const popup = await stack.chromium.openPopup(page);
    await until('the popup to say so', () => popup.$(`::-p-text(Reported by Marco Lead)`));
    await until('the popup to offer what it is', () =>
      popup.evaluate(() => /^Capture again/.test(document.activeElement?.textContent ?? '')),
    );
    await popup.close();
    await page.close();
  });

  it('is said of a draft, and one’s own drafts are told to the organisation', async () => {
    const page = await stack.chromium.open(PRACTICE.spa);
    await until('the icon to say so', async () =>
      /Marco Lead has a draft/.test(await iconTitle(control, page)),
    );
    await page.close();
    const own = await openListing(stack, control, PRACTICE.aliexpress);
    await captureFromToolbar(stack, own);
    const { test, person } = await asColleague();
    await until('the colleague to be told', async () => {
      const { json } = await send(test, '/v1/known', { person });
      return JSON.stringify(json).includes('"1005006000000001"');
    });
    await own.close();
  });
});

describe('a seller on the organisation’s list', () => {
  it('is told on the listing’s card and in its draft, with the reason', async () => {
    const { test, person } = await asColleague();
    const why = 'Licensed until 2027.';
    const answer = await send(test, '/v1/sellers', {
      ...{ method: 'POST', person, headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({
        ...{ marketplace: 'aliexpress', id: '1102000001', name: null, list: 'allow', why },
        entryId: randomUUID(),
      }),
    });
    expect([answer.status, answer.json]).toEqual([200, answer.json]);
    await hear(control, async () => {
      const row = (await rows(control, 'reference')).find(({ key }) => key === 'sellers');
      return row?.key === 'sellers' && row.sellers.length > 0;
    });
    const page = await openListing(stack, control, PRACTICE.aliexpress);
    const popup = await stack.chromium.openPopup(page);
    const told = listedSellerSentence({ list: 'allow', why });
    await until('the popup to say so', () => popup.$(`.page-card ::-p-text(${told})`));
    expect(await violationsOf(popup)).toEqual([]);
    await popup.close();
    const { draftId } = await draftOf(control, '1005006000000001');
    const panel = await stack.chromium.extensionPage(`sidepanel.html?draft=${draftId}`);
    await until('the draft to say so', () => panel.$(`.desk-head ::-p-text(${told})`));
    expect(await violationsOf(panel)).toEqual([]);
    await panel.close();
    await page.close();
  });
});

describe('a search page', () => {
  let page: Page;
  let debug: CDPSession;
  const marks = () => readMarks(debug);
  const click = async (mark: Mark | undefined, options?: { shift?: boolean }) => {
    if (!mark) throw new Error('there is no such mark');
    const { x, y } = await middleOf(debug, { ...mark, counts: true });
    if (options?.shift) await page.keyboard.down('Shift');
    await page.mouse.click(x, y);
    if (options?.shift) await page.keyboard.up('Shift');
  };
  const chosen = async () => (await marks()).map((mark) => mark.chosen);

  it('marks every listing with how it stands, and by whom', async () => {
    page = await stack.chromium.open(PRACTICE.search);
    await page.bringToFront();
    debug = await page.createCDPSession();
    const texts = await until('the marks to say how the listings stand', async () => {
      const found = (await marks()).map(({ text }) => text);
      return found.some((text) => /Reported/.test(text)) && found;
    });
    expect(texts.slice(0, 4)).toEqual([
      // The list of its seller's, who is known by the draft.
      expect.stringMatching(/^Draft Allow list/),
      expect.stringMatching(/^Reported Marco Lead/),
      expect.stringMatching(/^Draft elsewhere Marco Lead/),
      'New',
    ]);
    // One element more, of which the page sees nothing.
    expect(await page.evaluate(() => document.documentElement.lastElementChild?.outerHTML)).toBe(
      '<div></div>',
    );
  });

  it('is chosen from by clicks, spans and keys, and opens nothing by that', async () => {
    const before = page.url();
    const all = await marks();
    await click(all[0]);
    expect((await chosen()).slice(0, 4)).toEqual([true, false, false, false]);
    await click((await marks())[2], { shift: true });
    expect((await chosen()).slice(0, 4)).toEqual([true, true, true, false]);
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    expect((await chosen()).slice(0, 4)).toEqual([true, true, true, true]);
    await page.keyboard.press('Escape');
    expect((await chosen()).includes(true)).toBe(false);
    await page.keyboard.press('a');
    expect((await chosen()).slice(0, 4)).toEqual([false, false, false, true]);
    expect(page.url()).toBe(before);
  });

  it('goes on in the side panel, with pictures, prices and the same choice', async () => {
    await click(await markButton(debug, m.cards_go_on()));
    const panel = await stack.chromium.shownExtensionPage('sidepanel.html');
    await until(
      'the listings with their pictures',
      async () => (await panel.$$('.card-row img')).length >= 4,
    );
    expect(await violationsOf(panel)).toEqual([]);
    const line = (text: string) => panel.$(`::-p-text(${text})`);
    expect(await line('AURORA Trekking Backpack 45L')).not.toBeNull();
    expect(await line(claimNumber)).not.toBeNull();
    expect(await panel.$$eval('.card-row-chosen', (found) => found.length)).toBe(
      (await chosen()).filter(Boolean).length,
    );
    await panel.locator('.card-row').click();
    await until('the page to follow', async () => (await chosen())[0]);
    await panel.click(`::-p-text(${m.cards_clear()})`);
    await until('the page to follow', async () => !(await chosen()).includes(true));
    await panel.close();
  });

  it('in discreet mode stays as it is, and is listed in the side panel all the same', async () => {
    await set({ discreet: true });
    await until('the marks to go', async () => (await marks()).length === 0);
    const untouched = await page.evaluate(() => document.documentElement.children.length);
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.children.length)).toBe(untouched);
    const tabId = await runIn(control)(
      `return (await chrome.tabs.query({ url: '*://www.aliexpress.com/*' }))[0].id;`,
    );
    // The way there from the popup, without anything in the page.
    const popup = await stack.chromium.openPopup(page);
    await popup.locator(`::-p-text(${m.popup_list()})`).click();
    await (await stack.chromium.shownExtensionPage('sidepanel.html')).close();
    const panel = await stack.chromium.extensionPage(`sidepanel.html?cards=${tabId}`);
    await until('the listings', async () => (await panel.$$('.card-row')).length >= 4);
    expect(await page.evaluate(() => document.documentElement.children.length)).toBe(untouched);
    await (await panel.$$('.card-row'))[3]?.click();
    await panel.click(`::-p-text(${m.cards_make_drafts()})`);
    const draft = await until('a draft of the card', async () =>
      (await rows(control, 'drafts')).find(
        (row) => row.listingKey === listingKey({ marketplace: 'aliexpress', itemId: '1005006000000004' }),
      ),
    );
    expect(draft).toMatchObject({
      state: 'draft',
      evidence: [],
      target: { title: 'AURORA Kids Rain Jacket' },
    });
    await panel.close();
    await set({ discreet: false });
  });

  it('has what was chosen captured in a window of its own, into the drafts that there are', async () => {
    const tabId = await runIn(control)(
      `return (await chrome.tabs.query({ url: '*://www.aliexpress.com/*' }))[0].id;`,
    );
    const panel = await stack.chromium.extensionPage(`sidepanel.html?cards=${tabId}`);
    await until('the listings', async () => (await panel.$$('.card-row')).length >= 4);
    // It is still chosen from before, in the page.
    expect(await panel.$$eval('.card-row-chosen', (found) => found.length)).toBe(1);
    await until('the reason for the permission', () => panel.$(`::-p-text(${m.visit_permission_allow()})`));
    await stack.chromium.grantAllSites(panel);
    const start = await until('the way to start', () => panel.$(`::-p-text(${m.visit_start({ count: 1 })})`));
    const windows = () => runIn(control)(`return (await chrome.windows.getAll()).length;`);
    const before = await windows();
    await start.click();
    const draft = await until('the draft with its picture', async () => {
      const found = (await rows(control, 'drafts')).find(({ listingKey: key }) => key.endsWith('0004'));
      return found && found.evidence.length > 0 && found;
    });
    expect(methodsOf(draft)).toContain('pixels');
    await until('its window to close', async () => (await windows()) === before);
    const [sweep] = await rows(control, 'sweeps');
    expect(sweep?.visit).toBeUndefined();
    expect((await rows(control, 'sweepItems')).map(({ state }) => state)).toEqual(['captured']);
    await panel.close();
  });
});
