import { join } from 'node:path';
import { custodianName, m, raidConsentName } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { press } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { consoleOf } from './console-person.ts';
import type { TourContext } from './context.ts';

const MANAGER = 'manager@demo.example';
const ANALYST = 'analyst@demo.example';
const TITLE = '义乌仓库';
/** The package's index is drawn, and every file of it read. */
const PACKED = 60_000;

const shows = (page: Page, text: string) => until(text, () => page.$(`::-p-text(${text})`), PACKED);
const write = (page: Page, label: string, text: string) =>
  page.locator(`::-p-aria(${label}[role="textbox"])`).fill(text);
const choose = async (page: Page, label: string, value: string) =>
  (await page.waitForSelector(`::-p-aria(${label}[role="combobox"])`))?.select(value);
const tab = (page: Page, label: string) => page.locator(`[role="tab"]::-p-text(${label})`).click();

/** Fills a day as the browser's own control takes it, without its keys, whose order goes by the machine's language. */
async function day(page: Page, selector: string, value: string): Promise<void> {
  await page.waitForSelector(selector);
  await page.$eval(
    selector,
    (control, wanted) => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(control, wanted);
      control.dispatchEvent(new Event('input', { bubbles: true }));
    },
    value,
  );
}

/** Gives a file to the control that a button opens. */
async function give(page: Page, button: string, path: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForFileChooser(), press(page, button)]);
  await chooser.accept([path]);
}

async function writeCase(page: Page): Promise<void> {
  await page.locator('main [type="checkbox"]').click();
  await choose(page, m.raids_kind(), 'penalty-decision');
  await write(page, m.raids_authority(), '义乌市市场监督管理局');
  await write(page, m.raids_instrument_number(), '义市监罚〔2026〕12号');
  await day(page, `::-p-aria(${m.raids_instrument_date()})`, '2026-10-12');
  await choose(page, m.raids_sealed(), 'yes');
  await choose(page, m.raids_finality(), 'final');
  await press(page, m.raids_party_add());
  await write(page, m.raids_party_name({ number: 1 }), '义乌某贸易商行');
  await write(page, m.raids_permission_by(), 'Aurora');
  await choose(page, m.raids_permission_marketplace(), 'yes');
  await page.locator(`::-p-aria(${raidConsentName('instrument')}[role="checkbox"])`).click();
}

/** The whole instrument, and a copy in which names were painted over. @returns the hash of the whole one */
async function addScans(page: Page, folder: string): Promise<string> {
  await tab(page, m.raids_tab_files());
  for (const name of ['raid-decision.png', 'raid-redacted.png'] as const) {
    const path = join(folder, name);
    await page.screenshot({ path: path as `${string}.png` });
    await give(page, m.inquiry_answer_add_files(), path);
    await shows(page, name);
  }
  const address = await page.$eval('fieldset.card a', (link) => link.getAttribute('href') ?? '');
  const whole = address.split('/').at(-1) ?? '';
  const [, copy] = await page.$$('fieldset.card');
  await (await copy?.$(`::-p-aria(${m.raids_redacted_from()}[role="combobox"])`))?.select(whole);
  await write(page, m.raids_removed(), '身份证号码');
  await (await copy?.waitForSelector('input[type="checkbox"]'))?.click();
  return whole;
}

async function addLink(page: Page, proof: string): Promise<void> {
  await tab(page, m.raids_tab_links());
  await press(page, m.raids_link_add());
  await page.waitForSelector('dialog[open]');
  const party = await page.$eval(
    'dialog select option:nth-child(2)',
    (one) => one.getAttribute('value') ?? '',
  );
  await choose(page, m.raids_party(), party);
  await write(page, m.raids_shop_url(), 'https://shop1.taobao.com/');
  await write(page, m.raids_seller_name(), '义乌鞋店');
  await choose(page, m.raids_tie(), 'named-in-paper');
  await choose(page, m.raids_grade(), 'A');
  await choose(page, m.raids_proof(), proof);
  await press(page, m.raids_done());
  await page.waitForSelector('.raid-graph');
}

async function noteHandover(page: Page, folder: string): Promise<void> {
  await tab(page, m.raids_tab_custody());
  await press(page, m.raids_handover_note());
  await day(page, 'dialog input[type="datetime-local"]', '2026-10-12T09:30');
  await page.locator('dialog fieldset input:not([type])').fill('王警官');
  await give(page, m.raids_paper_choose(), join(folder, 'raid-decision.png'));
  await page.locator('dialog ::-p-text(raid-decision.png)').wait();
  await press(page, m.raids_handover_now());
  await shows(page, custodianName('authority'));
}

/** A participant writes a raid's case from scans, ties a seized party to a shop, and a person of the program releases its package. */
export async function raidPackage(tour: TourContext): Promise<string> {
  const page = await consoleOf(tour, MANAGER, '/raids', m.raids_title());
  await press(page, m.raids_open());
  await write(page, m.raids_case(), TITLE);
  await press(page, m.raids_open_now());
  await shows(page, m.raids_part_instrument());
  const { pathname } = new URL(page.url());
  await writeCase(page);
  await addLink(page, await addScans(page, tour.folder));
  await page.screenshot({ path: join(tour.folder, 'raid-links.png'), fullPage: true });
  await press(page, m.raids_save());
  await shows(page, m.raids_all_saved());
  await noteHandover(page, tour.folder);
  await tab(page, m.raids_tab_package());
  await shows(page, m.raids_gate_open());
  await press(page, m.raids_prepare());
  await shows(page, m.raids_package_prepared());

  const staff = await consoleOf(tour, ANALYST, pathname, TITLE);
  await tab(staff, m.raids_tab_package());
  await shows(staff, m.raids_goes_title());
  await staff.screenshot({ path: join(tour.folder, 'raid-package.png'), fullPage: true });
  await press(staff, m.raids_release());
  await shows(staff, m.raids_outcomes_about());
  await Promise.all([page.close(), staff.close()]);
  return TITLE;
}
