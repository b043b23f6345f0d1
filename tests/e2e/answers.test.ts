import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WatchedListing } from '@marketsafe/contract';
import { answerOutcomeName, LANGUAGES, m, marketplaceName, setLanguage } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { readButton } from '../../scripts/support/in-page-button.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { until } from '../../scripts/support/until.ts';
import { violationsOf } from './support/axe.ts';
import { captureFromToolbar, draftOf, iconTitle, openListing } from './support/clicks.ts';
import { finishReport, numberOf } from './support/desk.ts';
import { rows } from './support/extension-data.ts';
import { openConsoleAs } from './support/review-console.ts';
import { Stack } from './support/stack.ts';

let stack: Stack;
let control: Page;
/** The listing that is removed, and the claim on it. */
let listing: Page;
let claimId: string;
/** The same of the one that the marketplace refuses. */
let otherListing: Page;
let otherId: string;
let otherNumber: string;
let analyst: Page;
beforeAll(async () => {
  stack = await Stack.start();
  control = await stack.control();
  await stack.connect(control);
  [listing, claimId] = await reported(PRACTICE.aliexpress, '1005006000000001');
  [otherListing, otherId] = await reported(PRACTICE.aliexpressState, '1005006000000002');
  await numberOf(control, claimId);
  otherNumber = await numberOf(control, otherId);
  const open = async (email: string) =>
    (await openConsoleAs(stack, email, '/answers', m.answers_title())).page;
  analyst = await open('analyst@demo.example');
  await sendToMarketplace(analyst, await open('lead@demo.example'));
});
afterEach(() => setLanguage('en'));
afterAll(() => stack?.close());

/** Captures and reports a listing; its page stays open. */
async function reported(url: string, itemId: string): Promise<[page: Page, claimId: string]> {
  const page = await openListing(stack, control, url);
  await captureFromToolbar(stack, page);
  const draft = await draftOf(control, itemId);
  await (await finishReport(stack, control, draft)).close();
  return [page, draft.draftId];
}

/** What a listing's own page says of it: the icon's tooltip, and the button in the page. */
async function saidOn(page: Page): Promise<string[]> {
  const debug = await page.createCDPSession();
  const button = await readButton(debug);
  await debug.detach();
  return [await iconTitle(control, page), button?.text ?? ''];
}

/** Pastes what the marketplace answers, and has it applied. */
async function paste(text: string): Promise<void> {
  await analyst.bringToFront();
  await choose(analyst, m.answers_marketplace(), 'aliexpress');
  await analyst.locator(`::-p-aria(${m.answers_paste()}[role="textbox"])`).fill(text);
  await press(analyst, m.answers_look());
}

/** Asks the server as whoever is signed in on a page. */
async function ask(page: Page, path: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await page.evaluate(
    async (url, text) => {
      const response = await fetch(url, {
        ...(text !== null && { method: 'POST', body: text, headers: { 'content-type': 'application/json' } }),
      });
      return { status: response.status, json: await response.json() };
    },
    path,
    body ? JSON.stringify(body) : null,
  );
  expect([path, answer.status, answer.json]).toEqual([path, 200, answer.json]);
  return answer.json;
}

/** Has the claims approved and sent, by the program's own routes. */
async function sendToMarketplace(one: Page, other: Page): Promise<void> {
  for (const id of [claimId, otherId]) {
    for (const page of [one, other]) {
      const { standing } = (await ask(page, `/v1/review/claims/${id}`)) as { standing: { sequence: number } };
      const decision = { claimId: id, seen: standing.sequence, decision: { kind: 'approve' } };
      await ask(page, '/v1/review/decisions', { decisions: [decision] });
    }
  }
  const { groups } = (await ask(one, '/v1/packets/candidates')) as { groups: { group: object }[] };
  const { packets } = (await ask(one, '/v1/packets', { group: groups[0]?.group, expedited: null })) as {
    packets: { packetId: string }[];
  };
  const path = `/v1/packets/${packets[0]?.packetId}`;
  const { contentSha256 } = (await ask(other, path)) as { contentSha256: string };
  await ask(other, `${path}/release`, { seen: contentSha256, channel: 'desk' });
}

async function choose(page: Page, label: string, value: string): Promise<void> {
  await page.locator(`::-p-aria(${label}[role="combobox"])`).fill(value);
}

it('an answer that staff bring in is in the open popup within a minute, without anybody asking', async () => {
  const popup = await stack.chromium.browser.newPage();
  await popup.goto(control.url().replace(/[^/]*\.html.*$/, 'popup.html'), { waitUntil: 'load' });
  await until('the report', () => popup.$('.short-list li'));
  expect(await popup.$(`.short-list ::-p-text(${m.claim_state_removed()})`)).toBeNull();

  await paste(
    `结果\t链接\n已下架\thttps://m.aliexpress.com/item/1005006000000001.html\n已下架\thttps://example.com/x`,
  );
  await until('the preview', () => analyst.$(`::-p-text(${m.answers_left({ count: '1' })})`));
  await analyst.$(`::-p-text(${m.answers_line_no_identity()})`).then((found) => expect(found).not.toBeNull());
  expect(await violationsOf(analyst)).toEqual([]);
  await press(analyst, m.answers_keep({ count: '1' }));
  const keptAt = Date.now();
  await until('the file to be applied', () =>
    analyst.$(`::-p-text(${m.answers_state_applied({ done: '1', lines: '2' })})`),
  );
  // Nothing is done in the popup, nor is it loaded again.
  await until(
    'the popup to say so',
    () => popup.$(`.short-list ::-p-text(${m.claim_state_removed()})`),
    90_000,
  );
  expect(Date.now() - keptAt).toBeLessThan(60_000);
  await popup.close();
  // The same round has told the listing's own page: nothing is loaded again.
  await until('icon and button to say it', async () =>
    (await saidOn(listing)).every((said) => /: removed\./.test(said)),
  );
  const ofPage = await stack.chromium.openPopup(listing);
  await until('the card of the page', () => ofPage.$('.page-card ::-p-text(removed)'));
  await ofPage.close();
});

it('a refusal says its cause where the report is, and it can be taken back', async () => {
  await press(analyst, m.answers_undo());
  await until('the question', () => analyst.$(`::-p-text(${m.answers_undo_about()})`));
  await analyst.locator(`dialog ::-p-aria(${m.answers_undo()}[role="button"])`).click();
  await until('it to be back', () => analyst.$(`::-p-text(${m.answers_undone({ back: '1', stay: '0' })})`));
  await analyst.locator(`dialog ::-p-aria(${m.answers_close()}[role="button"])`).click();
  // A file, dropped or chosen, whose words nobody knows.
  const file = join(stack.dataFolder, 'answers.csv');
  await writeFile(file, `complaint;answer\r\n${otherNumber};"Nope; Beweise fehlen"\r\n`);
  const chooser = await analyst.$('input[type=file]');
  await (chooser as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
  const words = m.answers_means_of({ words: 'Nope; Beweise fehlen' });
  await until('the question what it means', () => analyst.$(`::-p-aria(${words})`));
  await choose(analyst, words, 'refused');
  await until('the line to be taken', () => analyst.$(`::-p-text(${m.answers_keep({ count: '1' })})`));
  await press(analyst, m.answers_keep({ count: '1' }));
  await until('the claim’s own page to say it', async () => {
    await control.goto(control.url().replace(/[^/]*\.html.*$/, `sidepanel.html?draft=${otherId}`));
    return control.$(`::-p-text(${m.claim_state_platform_rejected()})`);
  });
  await until('the cause', () => control.$(`::-p-text(${m.answers_cause_other()})`));
  const cause = new RegExp(`refused: ${m.answers_cause_other()}`);
  await until('the listing’s own page to say it', async () =>
    (await saidOn(otherListing)).every((said) => cause.test(said)),
  );
  const popup = await stack.chromium.openPopup(otherListing);
  await until('the card of the page', () => popup.$(`.page-card ::-p-text(${m.answers_cause_other()})`));
  await popup.close();
});

it('a removed listing that is live again is told to who comes by, listed, and claimed anew with a link to the old claim', async () => {
  await paste(`result\tlink\nremoved\thttps://www.aliexpress.com/item/1005006000000001.html`);
  await press(analyst, m.answers_keep({ count: '1' }));
  await until('the listing to be removed again', async () =>
    (await saidOn(listing)).every((said) => /: removed\./.test(said)),
  );
  const list = await stack.chromium.extensionPage('workspace.html#/watch');
  const line = await until('the list of removed listings', () => list.$('.rows li'));
  const text = () => line.evaluate((row) => row.textContent ?? '');
  expect(await text()).toContain(m.standing_short_removed());
  await listing.bringToFront();
  await listing.reload();
  await until('the icon to say so', async () => /seen live again/.test((await saidOn(listing))[0] ?? ''));
  await until('the list to say so', async () => (await text()).includes(m.standing_short_live_again()));
  expect(await violationsOf(list)).toEqual([]);

  const popup = await stack.chromium.openPopup(listing);
  await until('a new claim to be offered', () =>
    popup.evaluate(
      (words) =>
        [...document.querySelectorAll('button')].some((button) => button.textContent?.includes(words)),
      m.popup_relisted(),
    ),
  );
  expect(await violationsOf(popup)).toEqual([]);
  await popup.locator(`button::-p-text(${m.popup_relisted()})`).click();
  const again = await until('the new draft', async () =>
    (await rows(control, 'drafts')).find(
      ({ state, target }) => state === 'draft' && target.itemId === '1005006000000001',
    ),
  );
  await popup.close();
  await until('the list to be done with it', () => list.$(`::-p-text(${m.watch_none()})`));
  await list.close();
  await (await finishReport(stack, control, again)).close();
  const number = await numberOf(control, again.draftId);
  // Staff read who saw what, and which claim stands in the old one's place.
  const old = await until('the new claim to be linked with the old one', async () => {
    const { listings } = (await ask(analyst, '/v1/watch-list')) as { listings: WatchedListing[] };
    return listings.find((one) => one.claimId === claimId && one.relisted !== null);
  });
  expect(old).toMatchObject({
    sightings: [{ seen: 'live' }],
    relisted: { claimId: again.draftId, number },
  });
});

it.each(LANGUAGES)('the screen of answers has nothing that axe finds, in %s', async (language) => {
  setLanguage(language);
  const page = await analyst.browserContext().newPage();
  await page.evaluateOnNewDocument((choice) => {
    const chosenAt = new Date().toISOString();
    localStorage.setItem('marketsafe-language', JSON.stringify({ choice, chosenAt }));
  }, language);
  await page.goto(`${stack.server.url}/answers`, { waitUntil: 'load' });
  await until('the files', () => page.$(`::-p-text(${marketplaceName('aliexpress')})`));
  await until('the kept file', () => page.$(`::-p-text(${m.answers_state_undone()})`));
  expect(await violationsOf(page)).toEqual([]);
  expect(answerOutcomeName('removed')).not.toBe('removed');
  await page.close();
});
