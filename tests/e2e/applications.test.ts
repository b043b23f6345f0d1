import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer } from '@marketsafe/server';
import { formatDay, m } from '@marketsafe/words';
import type { BrowserContext, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Chromium } from '../../scripts/support/chromium.ts';
import { CHROME_BUILD, CONSOLE_BUILD } from '../../scripts/support/paths.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { makeTemporaryFolder, removeFolder } from '../../scripts/support/temporary-folder.ts';
import { connect } from '../../server/src/db/connect.ts';
import { inviteFirstLead } from '../../server/src/people/first-lead.ts';
import { addApplication } from '../server/applicant.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { Mailbox } from './support/mailbox.ts';
import { complaints, fill, follow, heading, PASSWORD, shows } from './support/people-console.ts';

const ZH = { locale: 'zh-CN' } as const;
const EMAIL = 'lin@yunmu.example';

let dataFolder: string;
let server: Awaited<ReturnType<typeof startServer>>;
let chromium: Chromium;
let mailbox: Mailbox;
let leadLink: string;

beforeAll(async () => {
  dataFolder = await makeTemporaryFolder('applications');
  mailbox = new Mailbox(dataFolder);
  const databaseUrl = await freshDatabase();
  const options = { dataFolder, databaseUrl, port: 0, consoleFolder: CONSOLE_BUILD, rateLimit: false };
  server = await startServer({ ...options, applicationLeast: 0, logLevel: 'error' });
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
  await page.setViewport({ width: 1366, height: 900 });
  await page.goto(url, { waitUntil: 'load' });
  return page;
}

/** A telephone of somebody in China that runs no script. */
class Phone {
  readonly page: Page;
  /** Looks at the same pages, as what checks them is a script. */
  readonly #eye: Page;
  private constructor(page: Page, eye: Page) {
    this.page = page;
    this.#eye = eye;
  }

  static async open(): Promise<Phone> {
    const context = await chromium.browser.createBrowserContext();
    const pages = await Promise.all([context.newPage(), context.newPage()]);
    for (const page of pages) {
      await page.setViewport({ width: 390, height: 844, hasTouch: true, isMobile: true });
      await page.setExtraHTTPHeaders({ 'Accept-Language': 'zh-CN,zh;q=0.9' });
    }
    await pages[0].setJavaScriptEnabled(false);
    await pages[0].bringToFront();
    return new Phone(pages[0], pages[1]);
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(new URL(path, server.url).href, { waitUntil: 'load' });
    await this.look();
  }

  /** Nothing on the page shuts anybody out, in either scheme, and nothing is wider than the telephone. */
  async look(): Promise<void> {
    // In front: what is behind does not go on with its colours.
    await this.#eye.bringToFront();
    await this.#eye.goto(this.page.url(), { waitUntil: 'load' });
    expect([this.page.url(), await complaints(this.#eye)]).toEqual([this.page.url(), []]);
    const width = await this.#eye.evaluate(() => document.documentElement.scrollWidth);
    expect([this.page.url(), width]).toEqual([this.page.url(), 390]);
    await this.page.bringToFront();
  }

  async text(): Promise<string> {
    return this.page.evaluate(() => document.body.textContent);
  }

  /** Clicks something that leads to another page. */
  async click(selector: string): Promise<void> {
    const found = await this.page.$(selector);
    if (!found) throw new Error(`nothing is ${selector} on ${this.page.url()}: ${await this.text()}`);
    await Promise.all([this.page.waitForNavigation({ waitUntil: 'load' }), found.click()]);
  }

  follow(name: string): Promise<void> {
    return this.click(`main a::-p-text(${name})`);
  }

  async type(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(fields)) {
      const control = await this.page.$(`[name="${name}"]`);
      const tag = await control?.evaluate((element) => element.tagName);
      const type = await control?.evaluate((element) => element.getAttribute('type'));
      if (tag === 'SELECT') await control?.select(text);
      else if (type === 'checkbox' || type === 'radio')
        await (await this.page.$(`[name="${name}"][value="${text}"]`))?.click();
      // A day is chosen in what the browser shows for it, which no key of ours reaches alike in every language.
      else if (type === 'date')
        await control?.evaluate((element, value) => {
          (element as HTMLInputElement).value = value;
        }, text);
      else await control?.type(text);
    }
  }

  send(): Promise<void> {
    return this.click('main button.button-main');
  }
}

it('a small brand applies in Chinese on a telephone without script, answers, is accepted, and sees its right to be verified', async () => {
  const phone = await Phone.open();
  // From where somebody lands who has no account.
  const landing = await openAs(server.url);
  await landing.locator(`::-p-aria(${m.application_public_link()}[role="link"])`).click();
  await shows(landing, m.program_free());
  await phone.goto('/program');
  expect(await phone.text()).toContain(m.program_feature_chinese({}, ZH));
  await phone.click('a.button-main');
  await phone.look();
  await phone.send();
  expect(await phone.text()).toContain(m.application_wrong({ count: 2 }, ZH));
  await phone.type({ kind: 'rights_holder', email: EMAIL });
  await phone.send();
  expect(await phone.text()).toContain(m.application_unconfirmed({}, ZH));
  await phone.look();

  // A month later, by the link in the mail.
  const link = await mailbox.linkTo(EMAIL);
  await phone.goto(link);
  await phone.follow(m.application_part_organisation({}, ZH));
  await phone.type({
    ...{ name: '杭州云木茶器有限公司', country: 'CN', number: '91330100MA2XXXXX1K' },
    ...{ website: '不是网址', address: '浙江省杭州市西湖区龙井路1号' },
  });
  await phone.send();
  expect(await phone.text()).toContain(
    m.application_fault_website_form({ field: m.application_field_website({}, ZH) }, ZH),
  );
  const website = await phone.page.$('[name="website"]');
  await website?.evaluate((element) => {
    (element as HTMLInputElement).value = '';
  });
  await phone.send();
  expect(await phone.text()).toContain(m.application_just_saved({}, ZH));
  await phone.follow(m.application_part_contact({}, ZH));
  await phone.look();
  await phone.type({ name: '林晓', title: '总经理' });
  await phone.send();
  await phone.follow(m.application_part_reach({}, ZH));
  await phone.look();
  await phone.type({ brands: '云木', marketplaces: 'taobao', volume: 'under-100' });
  await phone.send();
  await phone.follow(m.application_right_add({}, ZH));
  await phone.look();
  await phone.type({
    ...{ type: 'trademark', mark: '云木', markKind: 'word', place: 'CN', number: '45678901' },
    ...{ owner: '杭州云木茶器有限公司', niceClasses: '21', expiresOn: '2031-03-13', brand: '云木' },
  });
  await phone.send();
  const scan = join(dataFolder, 'scan.pdf');
  await writeFile(scan, '%PDF-1.4\n%%EOF\n');
  for (const shown of ['company', 'certificate']) {
    await phone.goto(`${link}/files`);
    const value = await phone.page.$eval(`option[value^="${shown}"]`, (option) =>
      option.getAttribute('value'),
    );
    await phone.page.select('[name="shows"]', value ?? '');
    const file = await phone.page.$('input[type="file"]');
    await (file as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(scan);
    await phone.send();
    expect(await phone.text()).toContain(m.application_file_added({}, ZH));
  }
  await phone.goto(`${link}/hand-in`);
  expect(await phone.page.$$('input:checked')).toEqual([]);
  await phone.send();
  expect(await phone.text()).toContain(m.application_declaration_missing({}, ZH));
  // A page without script draws nothing anew, and tells nobody when it stands still.
  for (const box of await phone.page.$$('input[type="checkbox"]')) await box.click();
  await phone.send();
  expect(await phone.text()).toContain(m.application_next_in_review({}, ZH));
  await phone.look();
  await mailbox.linkTo(EMAIL);

  const lead = await openAs(leadLink);
  await fill(lead, m.people_inv_name(), 'Lea Dahl');
  await fill(lead, m.people_inv_password(), PASSWORD);
  await press(lead, m.people_inv_accept_new());
  await heading(lead, m.console_claims_title());
  await follow(lead, m.application_list_title());
  await shows(lead, '杭州云木茶器有限公司');
  expect(await complaints(lead)).toEqual([]);
  await follow(lead, '杭州云木茶器有限公司');
  await heading(lead, m.application_screen_twins());
  expect(await complaints(lead)).toEqual([]);
  await fill(lead, m.application_screen_note(), 'Looks small and true.');
  await press(lead, m.application_screen_note_add());
  await lead.locator('ol ::-p-text(Looks small and true.)').wait();
  await lead.keyboard.press('Escape');
  await lead.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await lead.keyboard.press('q');
  await fill(lead, m.application_screen_ask_words(), '请说明茶器的生产地。');
  expect(await complaints(lead)).toEqual([]);
  await press(lead, m.application_screen_ask_send());
  await shows(lead, m.application_state_needs_info());

  const asked = await mailbox.linkTo(EMAIL);
  await phone.goto(asked);
  expect(await phone.text()).toContain('请说明茶器的生产地。');
  await phone.type({ text: '在杭州自有工坊生产。' });
  await phone.send();
  expect(await phone.text()).toContain(m.application_state_in_review({}, ZH));

  await lead.reload({ waitUntil: 'load' });
  await shows(lead, '在杭州自有工坊生产。');
  await press(lead, m.application_screen_accept());
  expect(await complaints(lead)).toEqual([]);
  await press(lead, m.application_screen_accept_do());
  await shows(lead, m.application_screen_made());
  const links = [await mailbox.linkTo(EMAIL), await mailbox.linkTo(EMAIL)];
  await phone.goto(links.find((one) => one.includes('/program/')) ?? '');
  expect(await phone.text()).toContain(m.application_next_accepted({}, ZH));

  const manager = await openAs(links.find((one) => one.includes('/invitation')) ?? '');
  await fill(manager, m.people_inv_name(), '林晓');
  await fill(manager, m.people_inv_password(), PASSWORD);
  await press(manager, m.people_inv_accept_new());
  await heading(manager, m.console_claims_title());
  await follow(manager, m.rights_title());
  await shows(manager, '45678901');
  await shows(manager, m.rights_status_unverified());

  await comesBack(lead);
});

/** The brand leaves the program, applies again too early, and is taken in as what it was once its day has come. */
async function comesBack(lead: Page): Promise<void> {
  const owner = connect(server.databaseUrl, '', 1);
  const [applicationId, staff] = [randomUUID(), [randomUUID(), randomUUID()]];
  const { rows } = await owner.query<{ organisation_id: string; name: string }>(
    "select organisation_id, name from app.organisations where kind = 'rights_holder'",
  );
  const { organisation_id: organisationId = '', name = '' } = rows[0] ?? {};
  await owner.query(
    `insert into app.graduations (organisation_id, graduation_id, state, asked_as, asked_at, asked_by, asked_by_name, asked_text,
       seconded_at, seconded_by, seconded_by_name, decided_at, decided_by, decided_by_name, decided_text)
     values ($1, $2, 'left', 'staff', now(), $3, 'Ana', '', now(), $3, 'Ana', now() - interval '1 month', $4, 'Lea', '')`,
    [organisationId, randomUUID(), ...staff],
  );
  await addApplication({ owner }, { applicationId, fileId: randomUUID() });
  await owner.query("insert into intake.keys values ($1, 'name', '杭州云木茶器', '杭州云木茶器有限公司')", [
    applicationId,
  ]);
  const left = async () => {
    const { rows: days } = await owner.query<{ on: string; from: string }>(
      `select decided_at::date::text as on, (decided_at::date + interval '3 months')::date::text as from from app.graduations where state = 'left'`,
    );
    const { on = '', from = '' } = days[0] ?? {};
    return { name, day: formatDay(on), from: formatDay(from) };
  };
  await lead.goto(`${server.url}/applications/${applicationId}`, { waitUntil: 'load' });
  const early = await left();
  await shows(lead, m.application_screen_twin_left({ day: early.day, from: early.from }));
  expect(await complaints(lead)).toEqual([]);
  await press(lead, m.application_screen_accept());
  await press(lead, m.application_screen_accept_do());
  await shows(lead, m.application_screen_cause_wrong());
  expect(await complaints(lead)).toEqual([]);
  const choice = lead.locator(`::-p-aria(${m.application_screen_accept_left()}[role="combobox"])`);
  await choice.fill(organisationId);
  await press(lead, m.application_screen_accept_do());
  await shows(lead, m.goodfaith_problem_rejoin_early({ day: early.from }));

  await owner.query(
    "update app.graduations set decided_at = now() - interval '4 months' where state = 'left'",
  );
  await press(lead, m.application_screen_accept_do());
  await shows(lead, m.application_screen_made());
  expect((await owner.query("select from app.organisations where kind = 'rights_holder'")).rowCount).toBe(1);
  expect((await owner.query("select from app.graduations where state = 'returned'")).rowCount).toBe(1);
  await owner.end();
}
