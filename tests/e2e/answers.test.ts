import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerOutcomeName, LANGUAGES, m, marketplaceName, setLanguage } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { until } from '../../scripts/support/until.ts';
import { violationsOf } from './support/axe.ts';
import { captureFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { finishReport, numberOf } from './support/desk.ts';
import { openConsoleAs } from './support/review-console.ts';
import { Stack } from './support/stack.ts';

let stack: Stack;
let control: Page;
let claimId: string;
let number: string;
let analyst: Page;
beforeAll(async () => {
  stack = await Stack.start();
  control = await stack.control();
  await stack.connect(control);
  const page = await openListing(stack, control, PRACTICE.aliexpress);
  await captureFromToolbar(stack, page);
  const draft = await draftOf(control, '1005006000000001');
  claimId = draft.draftId;
  await (await finishReport(stack, control, draft)).close();
  number = await numberOf(control, claimId);
  const open = async (email: string) =>
    (await openConsoleAs(stack, email, '/answers', m.answers_title())).page;
  analyst = await open('analyst@demo.example');
  await sendToMarketplace(analyst, await open('lead@demo.example'));
});
afterEach(() => setLanguage('en'));
afterAll(() => stack?.close());

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

/** Has the claim approved and sent, by the program's own routes. */
async function sendToMarketplace(one: Page, other: Page): Promise<void> {
  const { standing } = (await ask(one, `/v1/review/claims/${claimId}`)) as { standing: { sequence: number } };
  for (const page of [one, other]) {
    const seen = ((await ask(page, `/v1/review/claims/${claimId}`)) as { standing: { sequence: number } })
      .standing.sequence;
    await ask(page, '/v1/review/decisions', {
      decisions: [{ claimId, seen, decision: { kind: 'approve' } }],
    });
  }
  expect(standing.sequence).toBeGreaterThan(0);
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

  await analyst.bringToFront();
  await choose(analyst, m.answers_marketplace(), 'aliexpress');
  const list = `结果\t链接\n已下架\thttps://m.aliexpress.com/item/1005006000000001.html\n已下架\thttps://example.com/x`;
  await analyst.locator(`::-p-aria(${m.answers_paste()}[role="textbox"])`).fill(list);
  await press(analyst, m.answers_look());
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
});

it('a refusal says its cause where the report is, and it can be taken back', async () => {
  await press(analyst, m.answers_undo());
  await until('the question', () => analyst.$(`::-p-text(${m.answers_undo_about()})`));
  await analyst.locator(`dialog ::-p-aria(${m.answers_undo()}[role="button"])`).click();
  await until('it to be back', () => analyst.$(`::-p-text(${m.answers_undone({ back: '1', stay: '0' })})`));
  await analyst.locator(`dialog ::-p-aria(${m.answers_close()}[role="button"])`).click();
  // A file, dropped or chosen, whose words nobody knows.
  const file = join(stack.dataFolder, 'answers.csv');
  await writeFile(file, `complaint;answer\r\n${number};"Nope; Beweise fehlen"\r\n`);
  const chooser = await analyst.$('input[type=file]');
  await (chooser as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
  const words = m.answers_means_of({ words: 'Nope; Beweise fehlen' });
  await until('the question what it means', () => analyst.$(`::-p-aria(${words})`));
  await choose(analyst, words, 'refused');
  await until('the line to be taken', () => analyst.$(`::-p-text(${m.answers_keep({ count: '1' })})`));
  await press(analyst, m.answers_keep({ count: '1' }));
  await until('the claim’s own page to say it', async () => {
    await control.goto(control.url().replace(/[^/]*\.html.*$/, `sidepanel.html?draft=${claimId}`));
    return control.$(`::-p-text(${m.claim_state_platform_rejected()})`);
  });
  await until('the cause', () => control.$(`::-p-text(${m.answers_cause_other()})`));
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
