import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rightsList } from '@marketsafe/contract';
import { checkName, m, rightFieldName, stateName } from '@marketsafe/words';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Chromium } from '../../scripts/support/chromium.ts';
import { CHROME_BUILD, CONSOLE_BUILD } from '../../scripts/support/paths.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { until } from '../../scripts/support/until.ts';
import { inviteFirstLead } from '../../server/src/people/first-lead.ts';
import {
  type Person,
  postClaim,
  preparedClaim,
  send,
  startTestServer,
  type TestServer,
} from '../server/support.ts';
import { violationsOf } from './support/axe.ts';
import { Mailbox } from './support/mailbox.ts';

const PASSWORD = 'correct horse battery staple';
const MARK = '极光 AURORA';

let server: TestServer;
let chromium: Chromium;
let mailbox: Mailbox;
let papers: string;

beforeAll(async () => {
  server = await startTestServer({ consoleFolder: CONSOLE_BUILD });
  mailbox = new Mailbox(server.dataFolder);
  chromium = await Chromium.launch({ extensionDir: CHROME_BUILD });
  papers = await mkdtemp(join(tmpdir(), 'papers-'));
});
afterAll(async () => {
  await chromium?.close();
  await server?.close();
  await rm(papers, { recursive: true, force: true });
});

const fill = (page: Page, label: string, text: string) => page.locator(`::-p-aria(${label})`).fill(text);
const shows = (page: Page, text: string) => page.locator(`::-p-text(${text})`).wait();
const heading = (page: Page, text: string) => page.locator(`::-p-aria(${text}[role="heading"])`).wait();
const go = (page: Page, path: string) => page.goto(server.url + path, { waitUntil: 'load' });

/** Accepts an invitation with a new account, in a browser of their own. */
async function comeBy(link: string, name: string): Promise<Page> {
  const page = await (await chromium.browser.createBrowserContext()).newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(link, { waitUntil: 'load' });
  await fill(page, m.people_inv_name(), name);
  await fill(page, m.people_inv_password(), PASSWORD);
  await press(page, m.people_inv_accept_new());
  await heading(page, m.console_claims_title());
  return page;
}

/** Registers an organisation; gives its first person's page. */
async function register(lead: Page, name: string, kind: string, email: string): Promise<Page> {
  await go(lead, '/organisations');
  await press(lead, m.people_org_register());
  await fill(lead, m.people_org_name(), name);
  await lead.locator(`::-p-aria(${m.people_org_kind()}[role="combobox"])`).fill(kind);
  await fill(lead, m.people_org_first(), email);
  await press(lead, m.people_org_make());
  await shows(lead, m.people_org_made({ name }));
  return comeBy(await mailbox.linkTo(email), `${name} manager`);
}

/** Chooses a file with the page's one button for files. */
async function give(page: Page, name: string): Promise<void> {
  const path = join(papers, name);
  await writeFile(path, `%PDF-1.4\n% ${name}\n%%EOF\n`);
  const input = (await page.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(path);
}

/** A session of somebody, as an extension has one. */
async function sessionOf(email: string): Promise<Person> {
  const { json } = await send(server, '/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  const { token } = json as { token: string };
  return { userId: '', organisationId: email, token };
}

it('from an empty database: a first lead, a holder and its representative, a right, a mandate, a claim, and its approval', async () => {
  const { dataFolder, databaseUrl, url } = server;
  const { link } = await inviteFirstLead({
    ...{ dataFolder, databaseUrl, publicUrl: url, email: 'lea@program.example', language: 'en' },
  });
  const lead = await comeBy(link, 'Lea Dahl');
  const holder = await register(lead, 'Aurora Ltd', 'rights_holder', 'mei@aurora.example');
  const agent = await register(lead, 'Agency One', 'representative', 'rui@agency.example');

  // The holder registers its right once, with its certificate.
  await go(holder, '/rights/new');
  for (const [name, text] of [
    ['mark', MARK],
    ['place', 'CN'],
    ['number', '30112233'],
    ['owner', 'Aurora Ltd'],
    ['niceClasses', '25'],
    ['brand', 'Aurora'],
  ] as const) {
    await fill(holder, rightFieldName(name), text);
  }
  await holder.$eval('[name=expiresOn]', (input) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, '2099-01-01');
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  expect(await violationsOf(holder)).toEqual([]);
  await press(holder, m.rights_form_register());
  await heading(holder, MARK);
  await give(holder, 'certificate.pdf');
  await shows(holder, m.rights_file_open_pdf());
  expect(await violationsOf(holder)).toEqual([]);
  const right = new URL(holder.url()).pathname;

  // The program verifies it against the certificate.
  await go(lead, right);
  for (const check of ['certificate-readable', 'place-and-number', 'owner-as-at-office'] as const) {
    await lead.locator(`::-p-aria(${checkName(check)}[role="checkbox"])`).click();
  }
  for (const check of ['mark-as-registered', 'classes-and-pages', 'in-force'] as const) {
    await lead.locator(`::-p-aria(${checkName(check)}[role="checkbox"])`).click();
  }
  expect(await violationsOf(lead)).toEqual([]);
  await press(lead, m.rights_verify());
  await shows(lead, m.rights_verified_done({ mark: MARK }));

  // The representative may claim under it once the holder says so.
  const filer = await sessionOf('rui@agency.example');
  expect(rightsList.parse((await send(server, '/v1/rights', { person: filer })).json).rights).toEqual([]);
  await go(holder, '/mandates/new');
  await fill(holder, m.mandates_representative(), 'agency one');
  await holder.$$eval('input[type=date]', ([, last]) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(last, '2099-01-01');
    last?.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await fill(holder, m.mandates_signed_name(), 'A. Rora');
  await fill(holder, m.mandates_signed_title(), 'Director');
  await give(holder, 'letter-of-authority.pdf');
  expect(await violationsOf(holder)).toEqual([]);
  await press(holder, m.mandates_give_now());
  await until('the mandate', () => /\/mandates\/[0-9a-f-]{36}$/.test(holder.url()));
  await shows(holder, 'A. Rora');
  expect(await violationsOf(holder)).toEqual([]);
  const [offered] = rightsList.parse((await send(server, '/v1/rights', { person: filer })).json).rights;
  expect(offered).toMatchObject({ mark: MARK, status: 'verified' });

  // What its extension sends.
  const claim = await preparedClaim(server, { ...filer, rightId: offered?.rightId ?? '' });
  const sent = await postClaim(server, filer, claim);
  expect(sent).toMatchObject({ status: 201, json: { state: 'in_review' } });
  const { number } = sent.json as { number: string };

  // Decided with one key.
  await go(lead, '/review');
  await shows(lead, number);
  await go(lead, `/review/${claim.claimId}`);
  await heading(lead, m.triage_claim_title({ number }));
  expect(await violationsOf(lead)).toEqual([]);
  await lead.keyboard.press('a');
  await until('the approval', async () => {
    const { json } = await send(server, `/v1/claims/${claim.claimId}`, { person: filer });
    return (json as { state: string }).state === 'approved';
  });
  await go(agent, `/claims/${claim.claimId}`);
  await shows(agent, stateName('approved'));
  await go(holder, '/mandates/claims');
  await shows(holder, number);
  expect(await violationsOf(holder)).toEqual([]);
});
