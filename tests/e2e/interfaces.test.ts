import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  answerOutcomeName,
  type Language,
  m,
  newsSentence,
  ownedKindName,
  setLanguage,
  webhookEventName,
} from '@marketsafe/words';
import ICAL from 'ical.js';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Chromium } from '../../scripts/support/chromium.ts';
import { CHROME_BUILD, CONSOLE_BUILD } from '../../scripts/support/paths.ts';
import { saveDownload } from '../../scripts/support/save-download.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { readTable } from '../../server/src/tables/read-table.ts';
import { post, type SentClaim, sendClaims } from '../server/sent-packets.ts';
import {
  addInvestigator,
  addPerson,
  addProgram,
  type Person,
  postClaim,
  preparedClaim,
  startTestServer,
  type TestServer,
} from '../server/support.ts';
import { openReceiver, type Receiver, verified } from '../server/webhook-receiver.ts';
import { SOON } from '../support/soon.ts';
import { violationsOf } from './support/axe.ts';
import { personPage } from './support/person-page.ts';

let server: TestServer;
let chromium: Chromium;
let receiver: Receiver;
let folder: string;
let investigator: Person & { rightId: string };
let manager: Person;
/** Of another participant. */
let stranger: Person & { rightId: string };
let staff: [analyst: Person, lead: Person];
beforeAll(async () => {
  server = await startTestServer({
    consoleFolder: CONSOLE_BUILD,
    webhooks: {
      ...{ loopback: true, resolve: async () => [{ address: '127.0.0.1', family: 4 }] },
      pace: { every: 50, firstPause: 0.1, patience: 5_000, giveUpAfter: 600 },
    },
  });
  [chromium, receiver, folder] = await Promise.all([
    Chromium.launch({ extensionDir: CHROME_BUILD }),
    openReceiver(),
    mkdtemp(join(tmpdir(), 'marketsafe-interfaces-')),
  ]);
  investigator = await addInvestigator(server);
  manager = await addPerson(server, investigator.organisationId, ['manager']);
  stranger = await addInvestigator(server);
  const { analyst, lead } = await addProgram(server);
  staff = [analyst, lead];
  const draft = await preparedClaim(server, stranger);
  const hidden = { ...draft, target: { ...draft.target, title: 'CANARY of another participant' } };
  expect((await postClaim(server, stranger, hidden)).status).toBe(201);
});
afterAll(async () => {
  await chromium?.close();
  await receiver?.close();
  await server?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** The console as a person has it, in a browser of their own. */
async function consoleOf(person: Person, path: string, language: Language = 'en'): Promise<Page> {
  const page = await personPage(chromium, person);
  await page.evaluateOnNewDocument((choice) => {
    localStorage.setItem(
      'marketsafe-language',
      JSON.stringify({ choice, chosenAt: new Date().toISOString() }),
    );
  }, language);
  await page.goto(server.url + path, { waitUntil: 'load' });
  return page;
}

const shows = (page: Page, text: string) => page.locator(`::-p-text(${text})`).wait();
const counts = (page: Page, selector: string) => page.$$eval(selector, (found) => found.length);
const secretOn = (page: Page) => page.$eval('.token', (one) => one.textContent ?? '');

let sent: SentClaim;
it('a webhook is added by its screen, gets signed messages, and what became of each is listed; another participant sees none', async () => {
  const page = await consoleOf(manager, '/webhooks');
  await shows(page, m.webhooks_none());
  expect(await violationsOf(page)).toEqual([]);
  await press(page, m.webhooks_add());
  await press(page, m.webhooks_add_do());
  await shows(page, m.webhooks_address_wrong());
  await page.locator(`::-p-aria(${m.webhooks_address()}[role="textbox"])`).fill(receiver.address);
  expect(await violationsOf(page)).toEqual([]);
  await press(page, m.webhooks_add_do());
  await shows(page, m.webhooks_secret_made());
  const secret = await page.$eval('dialog .token', (one) => one.textContent ?? '');
  expect(await violationsOf(page)).toEqual([]);
  await press(page, m.account_done());

  const host = new URL(receiver.address).host;
  await press(page, m.webhooks_test_of({ host }));
  await shows(page, m.webhooks_tested({ host }));
  await expect.poll(() => receiver.got.length, SOON).toBe(1);
  expect(verified(secret, receiver.got[0] ?? expect.fail()).type).toBe('webhook.test');
  await shows(page, webhookEventName('webhook.test'));
  await shows(page, m.webhooks_outcome_delivered({ status: '204' }));

  const [first] = await sendClaims(server, investigator, staff, 1, (claim) => ({
    ...claim,
    target: { ...claim.target, title: '=HYPERLINK("https://evil.example")' },
  }));
  sent = first ?? expect.fail('nothing was sent');
  await expect
    .poll(() => receiver.got.map((one) => verified(secret, one).type), SOON)
    .toContain('claim.state-changed');
  await page.reload();
  await shows(page, webhookEventName('claim.state-changed'));
  expect(await violationsOf(page)).toEqual([]);
  // The secret is shown once.
  expect(await page.evaluate(() => document.body.textContent)).not.toContain(secret);
  const elsewhere = await consoleOf(
    await addPerson(server, stranger.organisationId, ['manager']),
    '/webhooks',
  );
  await shows(elsewhere, m.webhooks_none());
});

it('news are counted at the bell, marked as new where they are read, and are so no more the next time', async () => {
  const content = Buffer.from(`${sent.claim.target.canonicalUrl}\n`).toString('base64');
  const kept = await post(server, staff[0], '/v1/answers/imports', {
    ...{ reading: { marketplace: 'aliexpress', all: 'removed' }, content, name: 'a.csv', expected: 1 },
  });
  expect([kept.status, kept.json]).toEqual([201, kept.json]);
  const state = () =>
    server.owner.query('select state from app.claims where claim_id = $1', [sent.claim.claimId]);
  await expect.poll(async () => (await state()).rows[0]?.state, SOON).toBe('removed');
  const page = await consoleOf(investigator, '/claims');
  const bell = page.locator(`a[href="/news"] ::-p-text(${m.news_unseen({ count: '1' })})`);
  await bell.wait();
  await page.focus('a[href="/news"]');
  await page.keyboard.press('Enter');
  await page.locator(`td ::-p-text(${m.news_new()})`).wait();
  await shows(page, newsSentence({ news: 'answer', outcome: 'removed', cause: null }));
  await shows(page, sent.number);
  expect(await violationsOf(page)).toEqual([]);
  // Who reads them has seen them; what was new stays marked until they leave.
  await page.waitForFunction(() => document.querySelector('a[href="/news"] .badge') === null);
  expect(await counts(page, 'td .badge')).toBe(1);
  await page.reload();
  await shows(page, sent.number);
  expect(await counts(page, 'td .badge')).toBe(0);
  // A colleague has not seen them; another participant has none.
  const colleague = await consoleOf(manager, '/claims');
  await colleague.locator(`a[href="/news"] ::-p-text(${m.news_unseen({ count: '1' })})`).wait();
  await shows(await consoleOf(stranger, '/news'), m.news_none());
});

it('claims are taken along as CSV and as a workbook with the same rows, in the reader’s language, and nothing of others', async () => {
  setLanguage('zh-CN');
  try {
    const page = await consoleOf(investigator, '/export', 'zh-CN');
    await shows(page, m.owned_audited());
    expect(await violationsOf(page)).toEqual([]);
    const kind = ownedKindName('claims');
    const tables: string[][][] = [];
    for (const [format, name] of [
      ['csv', m.owned_csv_of({ kind })],
      ['xlsx', m.owned_xlsx_of({ kind })],
    ] as const) {
      const file = await saveDownload(page, folder, () => press(page, name));
      expect(file).toMatch(new RegExp(`marketsafe-claims\\.${format}$`));
      await shows(page, `marketsafe-claims.${format}`);
      const bytes = new Uint8Array(await readFile(file));
      const table = await readTable(bytes, { rows: 1_000, bytes: bytes.length });
      tables.push(table.map((row) => row.map(({ text }) => text)));
    }
    expect(await violationsOf(page)).toEqual([]);
    const [asCsv = [], asXlsx = []] = tables;
    expect(asCsv).toHaveLength(2);
    expect(asXlsx.map((row) => row[0])).toEqual(asCsv.map((row) => row[0]));
    for (const table of tables) {
      expect(table[1]).toContain(sent.number);
      expect(JSON.stringify(table)).not.toContain('CANARY');
    }
    expect(answerOutcomeName('removed')).toMatch(/\p{Script=Han}/u);
  } finally {
    setLanguage('en');
  }
});

it('the calendar’s address is made, replaced and ended under the account, and is read by a calendar program while it leads somewhere', async () => {
  await server.owner.query(
    `update app.rights set expires_on = current_date + 20 where right_id = any($1::uuid[])`,
    [[investigator.rightId, stranger.rightId]],
  );
  const page = await consoleOf(investigator, '/account');
  await shows(page, m.calendar_none());
  await press(page, m.calendar_make());
  await shows(page, m.calendar_made());
  expect(await violationsOf(page)).toEqual([]);
  const first = await secretOn(page);
  const uidsAt = async (address: string) =>
    new ICAL.Component(ICAL.parse(await (await fetch(address)).text()))
      .getAllSubcomponents('vevent')
      .map((each) => new ICAL.Event(each).uid);
  expect(await uidsAt(first)).toEqual([`right-end:${investigator.rightId}@marketsafe`]);

  await press(page, m.calendar_again());
  // It stands there only once the new one has come.
  await page.waitForFunction(
    (before) => ![null, undefined, before].includes(document.querySelector('.token')?.textContent),
    {},
    first,
  );
  const second = await secretOn(page);
  expect((await fetch(first)).status).toBe(404);
  expect(await uidsAt(second)).toHaveLength(1);
  await page.reload();
  await shows(page, m.calendar_again_about());
  expect(await counts(page, '.token')).toBe(0);
  await press(page, m.calendar_end());
  await shows(page, m.calendar_ended());
  await shows(page, m.calendar_none());
  expect((await fetch(second)).status).toBe(404);
  expect(await violationsOf(page)).toEqual([]);
});
