import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { currentLanguage, m, packageFindingSentence, raidConsentName } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { fillDay } from '../support/fill-day.ts';
import { saveDownload } from '../support/save-download.ts';
import { press } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { verifyFile } from '../verify/run.ts';
import { consoleOf } from './console-person.ts';
import type { TourContext } from './context.ts';
import { keepTrust } from './export-package.ts';

const MANAGER = 'manager@demo.example';
const ANALYST = 'analyst@demo.example';
const TITLE = '义乌仓库 Yiwu warehouse';
/** The package's index is drawn, and every file of it opened, in processes of their own. */
const PACKED = 60_000;

const shows = (page: Page, text: string) => until(text, () => page.$(`::-p-text(${text})`), PACKED);
const write = (page: Page, label: string, text: string) =>
  page.locator(`::-p-aria(${label}[role="textbox"])`).fill(text);
const choose = async (page: Page, label: string, value: string) =>
  (await page.waitForSelector(`::-p-aria(${label}[role="combobox"])`))?.select(value);
const tab = async (page: Page, label: string): Promise<void> => {
  await page.locator(`[role="tab"]::-p-text(${label})`).click();
  await page.locator(`[role="tab"][aria-selected="true"]::-p-text(${label})`).wait();
};
const picture = (page: Page, tour: TourContext, name: string) =>
  page.screenshot({ path: join(tour.folder, `${name}.png`) as `${string}.png`, fullPage: true });

/** Gives a file to the control that a button opens. */
async function give(page: Page, button: string, path: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForFileChooser(), press(page, button)]);
  await chooser.accept([path]);
  await page.locator(`::-p-text(${basename(path)})`).wait();
}

async function writeCase(page: Page): Promise<void> {
  await page.locator('main [type="checkbox"]').click();
  await choose(page, m.raids_kind(), 'penalty-decision');
  await write(page, m.raids_authority(), '义乌市市场监督管理局');
  await write(page, m.raids_instrument_number(), '义市监罚〔2026〕12号');
  await fillDay(page, `::-p-aria(${m.raids_instrument_date()})`, '2026-10-12');
  await choose(page, m.raids_sealed(), 'yes');
  await choose(page, m.raids_finality(), 'final');
  await press(page, m.raids_party_add());
  await write(page, m.raids_party_name({ number: 1 }), '义乌某贸易商行');
  await write(page, m.raids_permission_by(), 'Aurora');
  await choose(page, m.raids_permission_marketplace(), 'yes');
  for (const part of ['instrument', 'inventory', 'parties'] as const)
    await page.locator(`::-p-aria(${raidConsentName(part)}[role="checkbox"])`).click();
}

/** The whole instrument, and a copy in which names were painted over. @returns the hash of the whole one */
async function addScans(page: Page, folder: string): Promise<string> {
  await tab(page, m.raids_tab_files());
  for (const name of ['raid-decision.png', 'raid-redacted.png'] as const) {
    const path = join(folder, name);
    await page.screenshot({ path: path as `${string}.png` });
    await give(page, m.inquiry_answer_add_files(), path);
  }
  const address = await page.$eval('fieldset.card a', (link) => link.getAttribute('href') ?? '');
  const whole = address.split('/').at(-1) ?? '';
  // Of the second file, whose legend names it.
  const copy = '(//fieldset[contains(@class, "card")])[2]';
  const comesFrom = await page.waitForSelector(`::-p-xpath(${copy}//select[option[@value="${whole}"]])`);
  await comesFrom?.select(whole);
  await write(page, m.raids_removed(), '身份证号码');
  await page.locator(`::-p-xpath(${copy}//input[@type="checkbox"])`).click();
  return whole;
}

async function addGoods(page: Page, folder: string): Promise<void> {
  await tab(page, m.raids_tab_inventory());
  const table = join(folder, 'raid-goods.csv');
  await writeFile(
    table,
    '封袋号,品名,品牌,数量,单位\nF-1,冲锋衣,AURORA,"1,200",件\nF-2,登山背包,AURORA,190,个\n',
  );
  const [chooser] = await Promise.all([page.waitForFileChooser(), press(page, m.raids_table_choose())]);
  await chooser.accept([table]);
  await press(page, m.raids_table_take({ count: 2 }));
  await page.locator('::-p-text(冲锋衣)').wait();
}

async function addLink(page: Page, proof: string): Promise<void> {
  await tab(page, m.raids_tab_links());
  await press(page, m.raids_link_add());
  const option = await page.waitForSelector('dialog[open] select option:nth-child(2)');
  const party = await option?.evaluate((one) => one.getAttribute('value') ?? '');
  await choose(page, m.raids_party(), party ?? '');
  await write(page, m.raids_shop_url(), 'https://shop1.taobao.com/');
  await write(page, m.raids_seller_name(), '义乌鞋店');
  await choose(page, m.raids_tie(), 'named-in-paper');
  await choose(page, m.raids_grade(), 'A');
  await choose(page, m.raids_proof(), proof);
  await press(page, m.raids_done());
  await page.locator('.raid-graph').wait();
}

/** The first hand-over, for which the authority's paper and whoever notes it speak. */
async function noteHandover(page: Page, folder: string): Promise<void> {
  await tab(page, m.raids_tab_custody());
  await press(page, m.raids_handover_note());
  await fillDay(page, 'dialog input[type="datetime-local"]', '2026-10-12T09:30');
  await page.locator('dialog fieldset input:not([type])').fill('王警官');
  await give(page, m.raids_paper_choose(), join(folder, 'raid-decision.png'));
  await press(page, m.raids_handover_now());
  await shows(page, m.raids_custody_whole());
}

/**
 * A participant writes a raid's case from scans and a spreadsheet; the gate says in sentences what is missing until nothing is; a person of the program
 * releases exactly what they see; the downloaded package is checked as any stranger would.
 */
export async function raidPackage(tour: TourContext): Promise<string> {
  const page = await consoleOf(tour, MANAGER, '/raids', m.raids_title());
  await press(page, m.raids_open());
  await write(page, m.raids_case(), TITLE);
  await press(page, m.raids_open_now());
  await shows(page, m.raids_part_instrument());
  const { pathname } = new URL(page.url());
  await tab(page, m.raids_tab_package());
  await page.locator('[role="tabpanel"] .notice li').wait();
  await picture(page, tour, 'raid-gate');
  await tab(page, m.raids_tab_case());
  await writeCase(page);
  const whole = await addScans(page, tour.folder);
  await addGoods(page, tour.folder);
  await addLink(page, whole);
  await picture(page, tour, 'raid-links');
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
  await picture(staff, tour, 'raid-package');
  await press(staff, m.raids_release());
  await shows(staff, m.raids_outcomes_about());
  const file = await saveDownload(staff, tour.folder, () =>
    staff.locator('a[href$="/package/package.zip"]').click(),
  );
  await picture(staff, tour, 'raid-released');
  await Promise.all([page.browserContext().close(), staff.browserContext().close()]);
  const [, key = '', , roots] = await keepTrust(tour);
  const verdict = await verifyFile(
    { file, serverKeys: [key], roots, unbroken: false, language: currentLanguage(), json: false },
    tour.folder,
  );
  const wrong = verdict.checks.find(({ state }) => state === 'failed' || state === 'untrusted');
  if (wrong) throw new Error(packageFindingSentence(wrong));
  const passed = verdict.checks.filter(({ state }) => state === 'passed').length;
  return m.start_raid_package({ file: basename(file), passed });
}
