import { randomUUID } from 'node:crypto';
import { sellerList } from '@marketsafe/contract';
import { m, penaltyName, sellerListName } from '@marketsafe/words';
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
import { personPage } from './support/person-page.ts';

let server: TestServer;
let chromium: Chromium;
let holder: Person & { rightId: string };
let analyst: Person;
beforeAll(async () => {
  server = await startTestServer({ consoleFolder: CONSOLE_BUILD });
  chromium = await Chromium.launch({ extensionDir: CHROME_BUILD });
  holder = await addInvestigator(server);
  analyst = await addPerson(server, await addOrganisation(server, 'Program'), ['analyst']);
  const draft = await preparedClaim(server, holder);
  const seller = { id: '771', name: 'Silver Birch Store' };
  const claim = { ...draft, target: { ...draft.target, seller } };
  expect((await postClaim(server, holder, claim)).status).toBe(201);
  await server.owner.query(
    "update app.claims set state = 'removed', reason = 'test-buy' where claim_id = $1",
    [claim.claimId],
  );
  await server.owner.query(
    `insert into app.claim_events (organisation_id, claim_id, sequence, event_id, at, actor_role, from_state, to_state)
     values ($1, $2, 9, $3, now(), 'analyst', 'sent', 'removed')`,
    [holder.organisationId, claim.claimId, randomUUID()],
  );
});
afterAll(async () => {
  await chromium?.close();
  await server?.close();
});

/** The console as a person has it, in a browser of their own. */
async function consoleOf(person: Person, width = 1280): Promise<Page> {
  const page = await personPage(chromium, person, width);
  return page;
}

const go = (page: Page, path: string) => page.goto(server.url + path, { waitUntil: 'load' });
const shows = (page: Page, text: string) => page.locator(`::-p-text(${text})`).wait();

it('a seller is found by keys, put on a list, told of and noted; staff read all of it but the note', async () => {
  const page = await consoleOf(holder);
  await go(page, '/sellers');
  await shows(page, 'Silver Birch Store');
  await page.keyboard.press('/');
  await page.keyboard.type('silver bir');
  await page.waitForFunction(() => location.search.includes('silver'));
  await page.keyboard.press('Tab');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await shows(page, m.sellers_strikes_never());
  await shows(page, m.sellers_strikes_all());
  expect(await violationsOf(page)).toEqual([]);

  await press(page, m.sellers_list_change());
  await page.locator('dialog select').fill('watch');
  expect(await violationsOf(page)).toEqual([]);
  await press(page, m.sellers_list_save());
  await shows(page, sellerListName('watch'));

  await press(page, m.sellers_penalty());
  await press(page, m.sellers_penalty_save());
  await shows(page, m.sellers_penalty_source_lacking());
  await page.locator(`::-p-aria(${m.sellers_penalty_source()}[role="textbox"])`).fill('Mail of the liaison');
  expect(await violationsOf(page)).toEqual([]);
  await press(page, m.sellers_penalty_save());
  await shows(page, 'Mail of the liaison');

  await page.locator(`::-p-aria(${m.sellers_note()}[role="textbox"])`).fill('From the same warehouse.');
  await press(page, m.sellers_note_add());
  await page.locator('.sellers-entries ::-p-text(From the same warehouse.)').wait();

  const { json } = await send(server, '/v1/sellers', { person: analyst });
  const sellerId = sellerList.parse(json).sellers[0]?.sellerId ?? '';
  const staff = await consoleOf(analyst, 400);
  await go(staff, `/sellers/${sellerId}`);
  await shows(staff, 'Mail of the liaison');
  await shows(staff, penaltyName('store-closed'));
  expect(await staff.evaluate(() => document.body.textContent)).not.toContain('warehouse');
  expect(await staff.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
  expect(await violationsOf(staff)).toEqual([]);

  const undo = m.sellers_entry_undo_of({ what: m.sellers_entry_list({ list: sellerListName('watch') }) });
  await page.locator(`::-p-aria(${undo}[role="button"])`).click();
  await page.locator('.sellers-entry-undone').wait();
  expect(await page.$('.title-row .badge')).toBeNull();
});
