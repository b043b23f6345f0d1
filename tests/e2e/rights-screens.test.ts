import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { claimList, vaultList } from '@marketsafe/contract';
import { checkName, m, withdrawCauseName } from '@marketsafe/words';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chromium } from '../../scripts/support/chromium.ts';
import { CHROME_BUILD, CONSOLE_BUILD } from '../../scripts/support/paths.ts';
import { until } from '../../scripts/support/until.ts';
import { startTestServer, type TestServer } from '../server/support.ts';
import { violationsOf } from './support/axe.ts';

const CHECKS = [
  ...(['certificate-readable', 'place-and-number', 'owner-as-at-office'] as const),
  ...(['mark-as-registered', 'classes-and-pages', 'in-force'] as const),
];

let server: TestServer;
let chromium: Chromium;
let browser: Browser;
let password: string;
let manager: Page;
let lead: Page;

beforeAll(async () => {
  server = await startTestServer({ consoleFolder: CONSOLE_BUILD, seedDemo: true, demoClaims: 5 });
  const credentials = await until('the demo program', () =>
    readFile(join(server.dataFolder, 'demo-credentials.json'), 'utf8').catch(() => ''),
  );
  password = (JSON.parse(credentials) as { password: string }).password;
  chromium = await Chromium.launch({ extensionDir: CHROME_BUILD });
  browser = chromium.browser;
  manager = await signedIn('manager@demo.example');
  lead = await signedIn('lead@demo.example');
}, 120_000);
afterAll(async () => {
  await chromium?.close();
  await server?.close();
});

/** Somebody of the demo program, in a browser of their own. */
async function signedIn(email: string): Promise<Page> {
  const page = await (await browser.createBrowserContext()).newPage();
  await page.setViewport({ width: 1366, height: 900 });
  await page.goto(server.url, { waitUntil: 'load' });
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.locator(`::-p-aria(${m.console_claims_title()}[role="heading"])`).wait();
  return page;
}

const go = (page: Page, path: string) => page.goto(server.url + path, { waitUntil: 'load' });
const shows = (page: Page, text: string) => page.locator(`::-p-text(${text})`).wait();

/** Goes to a control by the tab key alone, as somebody without a mouse does. */
async function tabTo(page: Page, name: string, role = 'button'): Promise<void> {
  const wanted = await page.waitForSelector(`::-p-aria(${name}[role="${role}"])`);
  if (!wanted) throw new Error(`there is no ${role} ${name}`);
  for (let pressed = 0; pressed < 200; pressed++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the tab key does not come to ${name}`);
}

/** The page's answer to a question, as the person who is signed in there. */
const asked = (page: Page, path: string) =>
  page.evaluate(async (address) => (await fetch(address)).json() as Promise<unknown>, path);

async function rightCalled(mark: string): Promise<string> {
  const { rights } = vaultList.parse(await asked(manager, `/v1/vault/rights?q=${encodeURIComponent(mark)}`));
  const found = rights.find((right) => right.mark === mark);
  if (!found) throw new Error(`no right is called ${mark}`);
  return found.rightId;
}

describe('the screens of rights, by keyboard', () => {
  it('import a table after they have said what is wrong with which row', async () => {
    const table = join(server.dataFolder, 'rights.csv');
    const lines = [
      'Type,Mark,Place,Number,Owner,Nice classes,Brand,Expires on',
      'trademark,TABLED ONE,CN,99000001,Aurora Ltd,25,Aurora,2034-01-01',
      'trademark,TABLED TWO,CN,99000002,Aurora Ltd,25,Aurora,2034-01-01',
      'trademark,WRONG PLACE,ZZ,99000003,Aurora Ltd,25,Aurora,2034-01-01',
      'trademark,=SUM(1),CN,99000004,Aurora Ltd,25,Aurora,2034-01-01',
      'trademark,TABLED ONE,CN,99000001,Aurora Ltd,25,Aurora,2034-01-01',
    ];
    await writeFile(table, lines.join('\n'));
    await go(manager, '/rights/import');
    const input = (await manager.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(table);
    await shows(manager, m.rights_import_result({ name: 'rights.csv', rows: '5', good: '2' }));
    expect(await violationsOf(manager)).toEqual([]);
    await tabTo(manager, m.rights_import_keep_good({ count: '2' }));
    await manager.keyboard.press('Enter');
    await shows(manager, m.rights_import_done({ count: '2' }));
  });

  it('verify one when everything that is needed is ticked, with where each was published', async () => {
    await go(lead, `/rights/${await rightCalled('TABLED ONE')}`);
    for (const check of CHECKS) {
      await tabTo(lead, checkName(check), 'checkbox');
      await lead.keyboard.press('Space');
    }
    await shows(lead, m.rights_verify_unverified());
    expect(await violationsOf(lead)).toEqual([]);
    await tabTo(lead, m.rights_verify());
    await lead.keyboard.press('Enter');
    await shows(lead, m.rights_history_checked({ count: CHECKS.length }));
  });

  it('refuse one with a cause and words for its holder', async () => {
    const rightId = await rightCalled('TABLED TWO');
    await go(lead, `/rights/${rightId}`);
    await tabTo(lead, m.rights_refuse());
    await lead.keyboard.press('Enter');
    await tabTo(lead, m.rights_refuse_text(), 'textbox');
    await lead.keyboard.type('The certificate is missing.');
    expect(await violationsOf(lead)).toEqual([]);
    await tabTo(lead, m.rights_refuse_now());
    await lead.keyboard.press('Enter');
    await shows(lead, 'The certificate is missing.');
    await go(manager, `/rights/${rightId}`);
    await shows(manager, 'The certificate is missing.');
  });

  it('renew one, which the program looks at anew', async () => {
    const rightId = await rightCalled('TABLED ONE');
    await go(manager, `/rights/${rightId}`);
    await tabTo(manager, m.rights_renew(), 'link');
    await manager.keyboard.press('Enter');
    await manager.waitForSelector('[name=renewedOn]');
    await until('the day to have the focus', () =>
      manager.evaluate(() => document.activeElement?.getAttribute('name') === 'renewedOn'),
    );
    await manager.keyboard.type('01022026');
    expect(await violationsOf(manager)).toEqual([]);
    await tabTo(manager, m.rights_form_save());
    await manager.keyboard.press('Enter');
    await until('the right', () => manager.url().endsWith(rightId));
    await shows(manager, m.rights_detail_unverified());
  });
});

it('a representative chooses for which holder it registers a right, and whose it will be is said', async () => {
  const agent = await signedIn('manager@meridian.demo.example');
  await go(agent, '/rights');
  await agent.locator(`::-p-aria(${m.rights_whose()}[role="combobox"])`).wait();
  const holder = await until('the holder', () =>
    agent.$$eval('select option', (all) =>
      all.find((one) => one.textContent === 'Aurora Outdoor (demo)')?.getAttribute('value'),
    ),
  );
  await tabTo(agent, m.rights_whose(), 'combobox');
  await agent.keyboard.type('Aurora');
  await until('the rights of the holder', () => agent.url().includes(String(holder)));
  expect(await violationsOf(agent)).toEqual([]);
  await tabTo(agent, m.rights_register(), 'link');
  await agent.keyboard.press('Enter');
  await shows(agent, 'Aurora Outdoor (demo)');
  expect(await violationsOf(agent)).toEqual([]);
});

it('the program enters a mandate from paper, with a sentence beside each field that is lacking', async () => {
  await go(lead, '/mandates/on-paper');
  await lead.locator(`::-p-aria(${m.mandates_paper()}[role="heading"])`).wait();
  expect(await violationsOf(lead)).toEqual([]);
  await tabTo(lead, m.mandates_paper_now());
  await lead.keyboard.press('Enter');
  await until(
    'what is lacking',
    async () => (await lead.$$(`::-p-text(${m.rights_form_needed()})`)).length >= 5,
  );
  expect(await violationsOf(lead)).toEqual([]);
});

it('an investigator takes a claim back in the console, with a cause, and may stop that', async () => {
  const investigator = await signedIn('investigator@demo.example');
  const claim = await until('a claim in review', async () =>
    claimList
      .parse(await asked(investigator, '/v1/claims'))
      .claims.find(({ state }) => state === 'in_review'),
  );
  await go(investigator, `/claims/${claim.claimId}`);
  const begin = async () => {
    await tabTo(investigator, m.inquiry_withdraw());
    await investigator.keyboard.press('Enter');
    await investigator.waitForSelector('dialog[open]');
    await tabTo(investigator, m.inquiry_withdraw_cause(), 'combobox');
    await investigator.keyboard.type(withdrawCauseName('mistake'));
    expect(await violationsOf(investigator)).toEqual([]);
    await investigator.keyboard.press('Tab');
    await investigator.keyboard.press('Tab');
    await investigator.keyboard.press('Enter');
  };
  await begin();
  await tabTo(investigator, m.inquiry_withdraw_stop());
  await investigator.keyboard.press('Enter');
  await begin();
  await until('the claim to be withdrawn', async () => {
    const answer = (await asked(investigator, `/v1/claims/${claim.claimId}`)) as { state: string };
    return answer.state === 'withdrawn';
  });
});
