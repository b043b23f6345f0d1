import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { claimDetail, counterList, deskAnswers, deskCounters } from '@marketsafe/contract';
import { answerCauseName, answerOutcomeName, counterStateName, m } from '@marketsafe/words';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Chromium } from '../../scripts/support/chromium.ts';
import { CHROME_BUILD, CONSOLE_BUILD } from '../../scripts/support/paths.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { type SentClaim, sendClaims } from '../server/sent-packets.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  type Person,
  send,
  startTestServer,
  type TestServer,
} from '../server/support.ts';
import { SOON } from '../support/soon.ts';
import { violationsOf } from './support/axe.ts';
import { personPage } from './support/person-page.ts';

let server: TestServer;
let chromium: Chromium;
let holder: Person & { rightId: string };
let analyst: Person;
let lead: Person;
let liaison: Person;
let page: Page;
let claims: SentClaim[];
beforeAll(async () => {
  server = await startTestServer({ consoleFolder: CONSOLE_BUILD });
  chromium = await Chromium.launch({ extensionDir: CHROME_BUILD });
  holder = await addInvestigator(server);
  const program = await addOrganisation(server, 'Program');
  analyst = await addPerson(server, program, ['analyst']);
  lead = await addPerson(server, program, ['program_lead']);
  liaison = await addPerson(server, await addOrganisation(server, 'Desk'), ['liaison']);
  await server.owner.query('insert into app.desks values ($1, $2)', [liaison.organisationId, 'aliexpress']);
  const sent = await sendClaims(server, holder, [analyst, lead], 4);
  claims = [...sent].sort((one, other) => one.position - other.position);
  page = await consoleOf(liaison);
});
afterAll(async () => {
  await chromium?.close();
  await server?.close();
});

/** The console as a person has it, in a browser of their own. */
async function consoleOf(person: Person): Promise<Page> {
  const opened = await personPage(chromium, person);
  return opened;
}

const shows = (on: Page, text: string) => on.locator(`::-p-text(${text})`).wait();
const stateOf = async (index: number) =>
  claimDetail.parse(
    (await send(server, `/v1/claims/${claims[index]?.claim.claimId}`, { person: holder })).json,
  ).state;
const packet = () => `/v1/desk/packets/${claims[0]?.packetId}`;

it('the marketplace’s people answer by keys, undo, look at what goes, and send it', async () => {
  await page.goto(`${server.url}/desk/${claims[0]?.packetId}`, { waitUntil: 'load' });
  await shows(page, m.portal_keys());
  expect(await violationsOf(page)).toEqual([]);
  // The first is removed, the second is gone already, which is undone; the third is refused with a cause.
  for (const key of ['j', 'd', 'j', 'g', 'u', 'j', 'r'] as const) await page.keyboard.press(key);
  await shows(page, m.portal_refuse());
  expect(await violationsOf(page)).toEqual([]);
  await page.select('dialog select', 'evidence-insufficient');
  await press(page, m.portal_refuse());
  await shows(page, answerCauseName('evidence-insufficient'));
  expect(await stateOf(0)).toBe('sent');
  await page.keyboard.press('s');
  await shows(page, m.portal_send_about({ left: '2' }));
  expect(await violationsOf(page)).toEqual([]);
  await page.locator(`dialog ::-p-aria(${m.portal_send({ count: '2' })}[role="button"])`).click();
  await shows(page, m.portal_sent({ count: 2 }));
  await expect.poll(() => stateOf(0), SOON).toBe('removed');
  expect([await stateOf(1), await stateOf(2)]).toEqual(['sent', 'platform_rejected']);
});

it('what was sent is taken back, and a list of theirs is entered before it is sent', async () => {
  await press(page, m.answers_undo());
  await expect.poll(() => stateOf(0), SOON).toBe('sent');
  await page.locator('summary').click();
  const list = claims
    .map(({ number }, index) => `${number}\t${index < 3 ? 'Removed' : 'who knows'}`)
    .join('\n');
  await page.locator(`::-p-aria(${m.answers_paste()}[role="textbox"])`).fill(list);
  await press(page, m.answers_look());
  await shows(page, m.portal_list_found({ lines: '4', found: '3' }));
  expect(await violationsOf(page)).toEqual([]);
  await page
    .locator(`::-p-aria(${m.answers_means_of({ words: 'who knows' })}[role="combobox"])`)
    .fill('acknowledged');
  await press(page, m.portal_list_take({ count: '4' }));
  await press(page, m.portal_send({ count: '4' }));
  await page.locator(`dialog ::-p-aria(${m.portal_send({ count: '4' })}[role="button"])`).click();
  await shows(page, m.portal_sent({ count: 4 }));
  const { answers } = deskAnswers.parse(
    (await send(server, `${packet()}/answers`, { person: liaison })).json,
  );
  expect(answers.map(({ outcome }) => outcome)).toEqual(['removed', 'removed', 'removed', 'acknowledged']);
});

it('a counter-notice with the seller’s document is entered by them, read by the complainant, and conceded by key', async () => {
  await page.waitForSelector('dialog[open]', { hidden: true });
  await page.keyboard.press('j');
  await page.keyboard.press('n');
  await page.locator(`::-p-aria(${m.counter_enter_statement()})`).fill('我方有授权。');
  const file = join(server.dataFolder, 'licence.pdf');
  await writeFile(file, '%PDF-1.4 licence');
  const chooser = (await page.$('dialog input[type=file]')) as ElementHandle<HTMLInputElement> | null;
  await chooser?.uploadFile(file);
  await shows(page, 'licence.pdf');
  expect(await violationsOf(page)).toEqual([]);
  await page.locator(`dialog ::-p-aria(${m.counter_enter()}[role="button"])`).click();
  await shows(page, m.portal_notices({ count: 1 }));
  const entered = deskCounters.parse(
    (await send(server, `${packet()}/counter-notices`, { person: liaison })).json,
  );
  expect(entered.counterNotices.map(({ files }) => files.length)).toEqual([1]);

  const own = await consoleOf(holder);
  await own.goto(`${server.url}/claims/${claims[0]?.claim.claimId}`, { waitUntil: 'load' });
  await shows(own, 'licence.pdf');
  await shows(own, m.counter_files_about());
  await own.goto(`${server.url}/counter-notices`, { waitUntil: 'load' });
  await shows(own, m.counter_keys());
  await own.keyboard.press('j');
  await own.keyboard.press('c');
  await shows(own, m.counter_concede_about());
  expect(await violationsOf(own)).toEqual([]);
  // The digit chooses the reason; nothing is conceded by keys alone.
  await own.keyboard.press('2');
  await own.locator(`dialog ::-p-aria(${m.counter_concede()}[role="button"])`).click();
  await shows(own, counterStateName('conceded'));
  const list = counterList.parse((await send(server, '/v1/counter-notices', { person: holder })).json);
  expect(list.counterNotices).toMatchObject([
    { reply: { said: { kind: 'concede', cause: 'authorised-seller' } } },
  ]);
});

it('the packet’s page says what was answered, by what way, and what it came to', async () => {
  const staff = await consoleOf(analyst);
  await staff.goto(`${server.url}/packets/${claims[0]?.packetId}`, { waitUntil: 'load' });
  await staff.locator(`::-p-aria(${m.portal_tab()}[role="tab"])`).click();
  await shows(staff, m.answers_packet_desk());
  await shows(staff, m.answers_count_outcome({ outcome: answerOutcomeName('removed'), count: '3' }));
  await shows(staff, m.answers_state_undone());
  expect(await violationsOf(staff)).toEqual([]);
});
