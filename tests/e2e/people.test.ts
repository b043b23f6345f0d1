import { startServer } from '@marketsafe/server';
import { m } from '@marketsafe/words';
import type { BrowserContext, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Chromium } from '../../scripts/support/chromium.ts';
import { CHROME_BUILD, CONSOLE_BUILD } from '../../scripts/support/paths.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { makeTemporaryFolder, removeFolder } from '../../scripts/support/temporary-folder.ts';
import { until } from '../../scripts/support/until.ts';
import { connect } from '../../server/src/db/connect.ts';
import { inviteFirstLead } from '../../server/src/people/first-lead.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { Mailbox } from './support/mailbox.ts';
import {
  complaints,
  EMAIL,
  fill,
  follow,
  heading,
  PASSWORD,
  shows,
  signInByPassword,
} from './support/people-console.ts';

let dataFolder: string;
let server: Awaited<ReturnType<typeof startServer>>;
let chromium: Chromium;
let mailbox: Mailbox;
let leadLink: string;

beforeAll(async () => {
  dataFolder = await makeTemporaryFolder('people');
  mailbox = new Mailbox(dataFolder);
  const databaseUrl = await freshDatabase();
  const options = { dataFolder, databaseUrl, port: 0, consoleFolder: CONSOLE_BUILD, rateLimit: false };
  server = await startServer({ ...options, logLevel: 'error' });
  const lead = { dataFolder, databaseUrl, publicUrl: server.url, email: 'Lea@program.example' };
  await inviteFirstLead({ ...lead, language: 'en' });
  leadLink = await mailbox.linkTo('lea@program.example');
  chromium = await Chromium.launch({ extensionDir: CHROME_BUILD });
});
afterAll(async () => {
  await chromium?.close();
  await server?.close();
  await removeFolder(dataFolder);
});

/** A page of somebody's own browser. */
async function openAs(url: string): Promise<Page> {
  const context: BrowserContext = await chromium.browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(url, { waitUntil: 'load' });
  return page;
}

/** Accepts an invitation with a new account; the claims are shown then. */
async function comeBy(link: string, name: string): Promise<Page> {
  const page = await openAs(link);
  await fill(page, m.people_inv_name(), name);
  await fill(page, m.people_inv_password(), PASSWORD);
  expect(await complaints(page)).toEqual([]);
  await press(page, m.people_inv_accept_new());
  await heading(page, m.console_claims_title());
  return page;
}

it('from an empty database: lead, organisation, manager and investigator come by mail; one acts for two and switches; access ends', async () => {
  const lead = await comeBy(leadLink, 'Lea Dahl');
  await follow(lead, m.people_org_title());
  await press(lead, m.people_org_register());
  await fill(lead, m.people_org_name(), '极光户外');
  await press(lead, m.people_org_make());
  await shows(lead, m.people_invite_email_wrong());
  expect(await complaints(lead)).toEqual([]);
  await fill(lead, m.people_org_first(), 'Mei@holder.example');
  await press(lead, m.people_org_make());
  await shows(lead, m.people_org_made({ name: '极光户外' }));
  expect(await complaints(lead)).toEqual([]);

  const manager = await comeBy(await mailbox.linkTo('mei@holder.example'), 'Mei Lin');
  await follow(manager, m.people_title());
  await press(manager, m.people_invite());
  await fill(manager, m.people_invite_email(), 'ines@holder.example');
  await press(manager, m.people_invite_send());
  await shows(manager, m.people_invite_roles_wrong());
  await manager.locator('::-p-text(investigator)').click();
  expect(await complaints(manager)).toEqual([]);
  await press(manager, m.people_invite_send());
  await shows(manager, m.people_invited({ email: 'ines@holder.example' }));
  const investigator = await comeBy(await mailbox.linkTo('ines@holder.example'), 'Ines Vestiga');
  await follow(investigator, m.people_title());
  await shows(investigator, m.people_only_managers());

  // A second organisation for somebody who has an account.
  await press(lead, m.people_org_register());
  await fill(lead, m.people_org_name(), 'Borealis');
  await fill(lead, m.people_org_first(), 'INES@holder.example');
  await press(lead, m.people_org_make());
  await shows(lead, m.people_org_made({ name: 'Borealis' }));
  const second = await mailbox.linkTo('ines@holder.example');
  // Whoever is signed in as somebody else is told so.
  await manager.goto(second);
  await shows(manager, m.people_inv_other({ email: 'mei@holder.example' }));
  expect(await complaints(manager)).toEqual([]);
  const stranger = await openAs(second);
  await follow(stranger, m.people_inv_sign_in());
  await fill(stranger, m.console_sign_in_email(), 'ines@holder.example');
  await fill(stranger, m.console_sign_in_password(), PASSWORD);
  await press(stranger, m.console_sign_in());
  await press(stranger, m.people_inv_accept({ email: 'ines@holder.example' }));
  await heading(stranger, m.console_claims_title());
  const choice = await stranger.locator(`::-p-aria(${m.people_switch()}[role="combobox"])`).waitHandle();
  const nameOf = () =>
    stranger.evaluate(() => document.querySelector('select')?.selectedOptions[0]?.textContent);
  expect(await nameOf()).toBe('Borealis');
  await choice.asElement()?.evaluate((element) => {
    const select = element as HTMLSelectElement;
    select.value = [...select.options].find(({ text }) => text === '极光户外')?.value ?? '';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await until('the other organisation', async () => (await nameOf().catch(() => '')) === '极光户外');

  // Access ends at once.
  await manager.goto(`${server.url}/people`);
  await manager.locator(`::-p-aria(${m.people_end_of({ name: 'Ines Vestiga' })})`).click();
  expect(await complaints(manager)).toEqual([]);
  await press(manager, m.people_end_confirm());
  await shows(manager, m.people_end_done({ name: 'Ines Vestiga' }));
  await manager.locator(`::-p-aria(${m.people_end_of({ name: 'Mei Lin' })})`).click();
  await press(manager, m.people_end_confirm());
  await shows(manager, m.people_problem_last_manager());
  await investigator.reload();
  await until('the other organisation to be left', () =>
    investigator.evaluate(() => document.querySelector('header')?.textContent?.includes('Borealis')),
  );
});

it('a lost password is replaced by mail; sessions, password and tokens are in one’s own hands', async () => {
  const asking = await openAs(`${server.url}/sign-in`);
  await follow(asking, m.account_forgotten());
  await fill(asking, EMAIL(), 'LEA@program.example');
  expect(await complaints(asking)).toEqual([]);
  await press(asking, m.account_forgotten_send());
  await shows(asking, m.account_forgotten_sent());
  const link = await mailbox.linkTo('lea@program.example');
  const page = await openAs(link);
  await fill(page, m.account_password_new(), 'short');
  await press(page, m.account_reset_do());
  await shows(page, m.people_inv_password_wrong({ least: 12, most: 128 }));
  await fill(page, m.account_password_new(), `${PASSWORD} 2`);
  expect(await complaints(page)).toEqual([]);
  await press(page, m.account_reset_do());
  await shows(page, m.account_reset_done());
  await page.goto(`${server.url}/sign-in`);
  await fill(page, EMAIL(), 'lea@program.example');
  await fill(page, m.console_sign_in_password(), `${PASSWORD} 2`);
  await press(page, m.console_sign_in());
  await heading(page, m.console_claims_title());
  await follow(page, m.account_title());
  await shows(page, m.account_tokens_none());

  await press(page, m.account_token_make());
  await press(page, m.account_token_make_do());
  await shows(page, m.account_token_scopes_wrong());
  await fill(page, m.account_token_name(), 'Export');
  await page.locator('[role="dialog"] .check, dialog .check').click();
  expect(await complaints(page)).toEqual([]);
  await press(page, m.account_token_make_do());
  await shows(page, m.account_proof_title());
  await fill(page, m.account_proof_password(), `${PASSWORD} 2`);
  expect(await complaints(page)).toEqual([]);
  await press(page, m.account_proof_do());
  await shows(page, 'mst_');
  const token = await page.evaluate(() => document.querySelector('dialog .token')?.textContent ?? '');
  const asProgram = () => fetch(`${server.url}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  expect((await asProgram()).status).toBe(200);
  await press(page, m.account_done());
  expect(await complaints(page)).toEqual([]);
  await press(page, m.account_token_revoke_of({ name: 'Export' }));
  await shows(page, m.account_token_revoked({ name: 'Export' }));
  expect((await asProgram()).status).toBe(401);

  await fill(page, m.account_password_current(), 'wrong');
  await fill(page, m.account_password_new(), PASSWORD);
  await press(page, m.account_password_change());
  await shows(page, m.people_problem_password_wrong());
  await fill(page, m.account_password_current(), `${PASSWORD} 2`);
  await press(page, m.account_password_change());
  await shows(page, m.account_password_changed());
  const again = await openAs(link);
  await fill(again, m.account_password_new(), `${PASSWORD} 3`);
  await press(again, m.account_reset_do());
  await shows(again, m.people_problem_reset_link_void());
});

it('a link that was used, and one that is broken, say so', async () => {
  const used = await openAs(leadLink);
  await shows(used, m.people_problem_invitation_used());
  const broken = await openAs(`${server.url}/invitation#abc`);
  await shows(broken, m.people_inv_no_secret());
});

it('a long list draws only what is in sight, and is gone through, narrowed and worked on by keys', async () => {
  const owner = connect(server.databaseUrl, '-c timezone=UTC', 1);
  await owner.query(
    `insert into app.organisations (organisation_id, name, created_at)
     select gen_random_uuid(), 'Holder ' || to_char(number, 'FM0000'), now() from generate_series(1, 400) number`,
  );
  await owner.query(
    `insert into app.memberships (organisation_id, user_id, name, roles, created_at)
     select organisation_id, gen_random_uuid(), 'Colleague ' || to_char(number, 'FM0000'), '{analyst}', now()
     from app.organisations, generate_series(1, 400) number where kind = 'program'`,
  );
  await owner.end();
  const page = await openAs(`${server.url}/sign-in`);
  await signInByPassword(page, 'lea@program.example');
  const drawn = () => page.evaluate(() => document.querySelectorAll('main tbody tr[data-index]').length);
  const focused = () =>
    page.evaluate(() => document.activeElement?.closest('tr')?.getAttribute('data-index'));
  for (const [path, count, found] of [
    ['/organisations', 403, 'Holder 0321'],
    ['/people', 401, 'Colleague 0321'],
  ] as const) {
    await page.goto(`${server.url}${path}`, { waitUntil: 'load' });
    await page.locator(`table[aria-rowcount="${count + 1}"]`).wait();
    expect(await drawn()).toBeLessThan(60);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    expect(await focused()).toBe('0');
    for (let step = 0; step < 40; step += 1) await page.keyboard.press('j');
    await until('the row to have the focus', async () => (await focused()) === '40');
    expect(await drawn()).toBeLessThan(60);
    expect(await complaints(page)).toEqual([]);
    await page.keyboard.press('/');
    await page.keyboard.type(found.toUpperCase());
    await page.locator('table[aria-rowcount="2"]').wait();
    await shows(page, found);
  }
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('j');
  await page.keyboard.press('r');
  await page.locator('dialog').wait();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.type(' nobody');
  await shows(page, m.people_find_none());
});
