import { counterList } from '@marketsafe/contract';
import { concedeCauseName, counterStateName, m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
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
  startTestServer,
  type TestServer,
} from '../server/support.ts';
import { violationsOf } from './support/axe.ts';

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
async function consoleOf({ token }: Person): Promise<Page> {
  const context = await chromium.browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.setExtraHTTPHeaders({ authorization: `Bearer ${token}` });
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
