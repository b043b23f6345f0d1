import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CounterState, counterList } from '@marketsafe/contract';
import { concedeCauseName, counterStateName, m } from '@marketsafe/words';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Chromium } from '../../scripts/support/chromium.ts';
import { CHROME_BUILD, CONSOLE_BUILD } from '../../scripts/support/paths.ts';
import { press } from '../../scripts/support/sign-in.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  type Person,
  postClaim,
  preparedClaim,
  send,
  sendJson,
  startTestServer,
  type TestServer,
} from '../server/support.ts';
import { SOON } from '../support/soon.ts';
import { violationsOf } from './support/axe.ts';
import { personPage } from './support/person-page.ts';

let server: TestServer;
let chromium: Chromium;
beforeAll(async () => {
  server = await startTestServer({ consoleFolder: CONSOLE_BUILD });
  chromium = await Chromium.launch({ extensionDir: CHROME_BUILD });
});
afterAll(async () => {
  await chromium?.close();
  await server?.close();
});

/** The console as a person has it, in a browser of their own. */
async function consoleOf(person: Person): Promise<Page> {
  const page = await personPage(chromium, person);
  return page;
}

const go = (page: Page, path: string) => page.goto(server.url + path, { waitUntil: 'load' });
const shows = (page: Page, text: string) => page.locator(`::-p-text(${text})`).wait();

it('a counter-notice is entered by staff, found with its clock, and conceded by who complained', async () => {
  const holder = await addInvestigator(server);
  const analyst = await addPerson(server, await addOrganisation(server, 'Program'), ['analyst']);
  const claim = await preparedClaim(server, holder);
  expect((await postClaim(server, holder, claim)).status).toBe(201);
  await server.owner.query("update app.claims set state = 'removed' where claim_id = $1", [claim.claimId]);

  const staff = await consoleOf(analyst);
  await go(staff, `/claims/${claim.claimId}`);
  await press(staff, m.counter_enter());
  await press(staff, m.counter_enter());
  await shows(staff, m.counter_enter_statement_needed());
  await staff.locator(`::-p-aria(${m.counter_enter_statement()})`).fill('我方有授权。');
  expect(await violationsOf(staff)).toEqual([]);
  await staff.locator(`dialog ::-p-aria(${m.counter_enter()}[role="button"])`).click();
  await shows(staff, counterStateName('open'));

  const page = await consoleOf(holder);
  await go(page, '/counter-notices');
  await shows(page, counterStateName('open'));
  expect(await violationsOf(page)).toEqual([]);
  await page.locator('td a, th a').click();
  await press(page, m.counter_concede());
  await page.locator(`dialog ::-p-aria(${m.counter_concede()}[role="button"])`).click();
  await shows(page, m.inquiry_cause_needed());
  await page.select('dialog select', 'authorised-seller');
  expect(await violationsOf(page)).toEqual([]);
  await page.locator(`dialog ::-p-aria(${m.counter_concede()}[role="button"])`).click();
  await shows(page, m.counter_event_conceded({ cause: concedeCauseName('authorised-seller') }));

  const list = counterList.parse((await send(server, '/v1/counter-notices', { person: holder })).json);
  expect(list.counterNotices.map(({ state }) => state)).toEqual(['conceded']);
});

it('one is contested by keys with evidence, forwarded, met with a suit in its fifteen days, and its outcomes are entered', async () => {
  const holder = await addInvestigator(server);
  const analyst = await addPerson(server, await addOrganisation(server, 'Program'), ['analyst']);
  const claim = await preparedClaim(server, holder);
  expect((await postClaim(server, holder, claim)).status).toBe(201);
  const enter = async () => {
    // What the marketplace had put back it removes again.
    await server.owner.query("update app.claims set state = 'removed' where claim_id = $1", [claim.claimId]);
    const entered = await sendJson(server, `/v1/claims/${claim.claimId}/counter-notices`, {
      person: analyst,
      body: {
        ...{ counterId: randomUUID(), receivedOn: new Date().toISOString().slice(0, 10) },
        ...{ statement: '我方有授权。', replyBy: null },
      },
    });
    expect([entered.status, entered.json]).toEqual([200, entered.json]);
  };
  /** The row of the newest counter-notice, reached by keys. */
  const onRow = async (page: Page, state: 'open' | 'contested', key: 'x' | 'f' | 'p' | 'd') => {
    await go(page, '/counter-notices');
    await shows(page, counterStateName(state));
    await page.keyboard.press('j');
    await page.keyboard.press(key);
    await page.locator('dialog[open]').wait();
  };
  const closed = (page: Page) => page.waitForSelector('dialog[open]', { hidden: true });
  const inDialog = (page: Page, name: string) =>
    page.locator(`dialog ::-p-aria(${name}[role="button"])`).click();
  const state = async () =>
    counterList
      .parse((await send(server, '/v1/counter-notices', { person: holder })).json)
      .counterNotices.filter(({ claimId }) => claimId === claim.claimId)
      .map((one) => one.state);

  await enter();
  const page = await consoleOf(holder);
  await onRow(page, 'open', 'x');
  await inDialog(page, m.counter_contest());
  await shows(page, m.counter_contest_empty());
  const file = join(server.dataFolder, 'invoices.pdf');
  await writeFile(file, '%PDF-1.4 invoices');
  const chooser = (await page.$('dialog input[type=file]')) as ElementHandle<HTMLInputElement> | null;
  await chooser?.uploadFile(file);
  await page.locator(`::-p-aria(${m.counter_reply_text()}[role="textbox"])`).fill('We never licensed them.');
  expect(await violationsOf(page)).toEqual([]);
  await inDialog(page, m.counter_contest());
  await closed(page);
  await shows(page, counterStateName('contested'));

  const staff = await consoleOf(analyst);
  await onRow(staff, 'contested', 'f');
  await shows(staff, m.counter_forwarded_about());
  expect(await violationsOf(staff)).toEqual([]);
  await inDialog(staff, m.counter_forwarded());
  await closed(staff);

  // Who complained has fifteen days, and says by key what they filed.
  await onRow(page, 'contested', 'p');
  await page.select('dialog select', 'suit');
  await page.locator(`::-p-aria(${m.counter_proof_text()}[role="textbox"])`).fill('(2026) 沪 73 民初 1');
  expect(await violationsOf(page)).toEqual([]);
  await inDialog(page, m.counter_proof());
  await closed(page);
  await go(page, `/claims/${claim.claimId}`);
  await shows(page, m.counter_event_contested());
  await shows(page, 'invoices.pdf');
  await shows(page, '(2026) 沪 73 民初 1');
  await shows(page, m.counter_end_proven());
  expect(await violationsOf(page)).toEqual([]);

  await onRow(staff, 'contested', 'd');
  await inDialog(staff, m.counter_decide());
  await shows(staff, m.counter_decide_needed());
  expect(await violationsOf(staff)).toEqual([]);
  await staff.select('dialog select', 'upheld');
  await inDialog(staff, m.counter_decide());
  await closed(staff);
  await expect.poll(state, SOON).toEqual(['upheld']);

  // Then the seller wins, and then the listing is back although nobody decided so; the claim's page says so to who complained.
  const outcomes: CounterState[] = ['upheld'];
  for (const outcome of ['overturned', 'reinstated'] as const) {
    await enter();
    await onRow(page, 'open', 'x');
    await page.locator(`::-p-aria(${m.counter_reply_text()}[role="textbox"])`).fill('Nothing has changed.');
    await inDialog(page, m.counter_contest());
    await closed(page);
    await onRow(staff, 'contested', 'd');
    await staff.select('dialog select', outcome);
    await inDialog(staff, m.counter_decide());
    await closed(staff);
    outcomes.push(outcome);
    await expect.poll(async () => (await state()).sort(), SOON).toEqual(outcomes.toSorted());
    await go(page, `/claims/${claim.claimId}`);
    for (const each of outcomes) await shows(page, counterStateName(each));
  }
}, 120_000);
