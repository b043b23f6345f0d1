import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RaidDetail, raidDetail, raidList } from '@marketsafe/contract';
import { verifyPackage } from '@marketsafe/evidence';
import { custodianName, m, raidConsentName, raidRequestName } from '@marketsafe/words';
import PDFDocument from 'pdfkit';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Chromium } from '../../scripts/support/chromium.ts';
import { CHROME_BUILD, CONSOLE_BUILD } from '../../scripts/support/paths.ts';
import { press } from '../../scripts/support/sign-in.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  addProgram,
  type Person,
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
let folder: string;
beforeAll(async () => {
  server = await startTestServer({ consoleFolder: CONSOLE_BUILD });
  chromium = await Chromium.launch({ extensionDir: CHROME_BUILD });
  folder = await mkdtemp(join(tmpdir(), 'marketsafe-raid-'));
});
afterAll(async () => {
  await chromium?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The console as a person has it, in a browser of their own. */
async function consoleOf(person: Person): Promise<Page> {
  const page = await personPage(chromium, person, 1366);
  return page;
}

const go = (page: Page, path: string) => page.goto(server.url + path, { waitUntil: 'load' });
const shows = (page: Page, text: string) => page.locator(`::-p-text(${text})`).wait();
const type = (page: Page, label: string, text: string) =>
  page.locator(`::-p-aria(${label}[role="textbox"])`).fill(text);
const choose = async (page: Page, label: string, value: string) =>
  (await page.waitForSelector(`::-p-aria(${label}[role="combobox"])`))?.select(value);
const tick = (page: Page, label: string) => page.locator(`::-p-aria(${label}[role="checkbox"])`).click();
const tab = (page: Page, label: string) => page.locator(`[role="tab"]::-p-text(${label})`).click();

/** Fills a day, as the browser's own control takes it: month, day and year, and a time after them. */
async function day(page: Page, at: string, digits: string, time?: string): Promise<void> {
  const control = await page.waitForSelector(at);
  await control?.focus();
  await page.keyboard.type(digits);
  if (time === undefined) return;
  await page.keyboard.press('Tab');
  await page.keyboard.type(time);
}

async function scan(name: string, text: string): Promise<string> {
  const document = new PDFDocument();
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.once('end', resolve));
  document.fontSize(20).text(text);
  document.end();
  await ended;
  const path = join(folder, name);
  await writeFile(path, Buffer.concat(chunks));
  return path;
}

/** Gives a file to the control that a button opens. */
async function give(page: Page, button: string, path: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForFileChooser(), press(page, button)]);
  await chooser.accept([path]);
}

it('a case is built from scans and a spreadsheet, released by a second person, and its package verified', async () => {
  const holder = await addInvestigator(server);
  const { analyst } = await addProgram(server);
  const liaison = await addPerson(server, await addOrganisation(server, 'Desk'), ['liaison']);
  await server.owner.query("update app.organisations set kind = 'marketplace' where organisation_id = $1", [
    liaison.organisationId,
  ]);
  await server.owner.query("insert into app.desks values ($1, 'taobao')", [liaison.organisationId]);
  const page = await consoleOf(holder);
  await go(page, '/raids');
  await shows(page, m.raids_none());
  expect(await violationsOf(page)).toEqual([]);
  await press(page, m.raids_open());
  await press(page, m.raids_open_now());
  await shows(page, m.rights_form_needed());
  await type(page, m.raids_case(), 'Yiwu warehouse');
  await press(page, m.raids_open_now());
  await shows(page, m.raids_part_instrument());
  const { raids } = raidList.parse((await send(server, '/v1/raids', { person: holder })).json);
  const raidId = raids[0]?.raidId ?? '';
  const read = async (): Promise<RaidDetail> =>
    raidDetail.parse((await send(server, `/v1/raids/${raidId}`, { person: holder })).json);

  // The case.
  await page.locator(`[type="checkbox"]`).click();
  await choose(page, m.raids_kind(), 'penalty-decision');
  await type(page, m.raids_authority(), '义乌市市场监督管理局');
  await type(page, m.raids_instrument_number(), '义市监罚〔2026〕12号');
  await day(page, `::-p-aria(${m.raids_instrument_date()})`, '10122026');
  await choose(page, m.raids_sealed(), 'yes');
  await choose(page, m.raids_finality(), 'final');
  await press(page, m.raids_party_add());
  await type(page, m.raids_party_name({ number: 1 }), 'Yiwu Trading');
  await type(page, m.raids_permission_by(), 'Aurora');
  await choose(page, m.raids_permission_marketplace(), 'yes');
  await tick(page, raidConsentName('instrument'));
  expect(await violationsOf(page)).toEqual([]);

  // Scans: the whole instrument, and a copy in which names were painted over.
  await tab(page, m.raids_tab_files());
  await give(page, m.inquiry_answer_add_files(), await scan('decision.pdf', 'The whole decision'));
  await shows(page, 'decision.pdf');
  await give(page, m.inquiry_answer_add_files(), await scan('redacted.pdf', 'The decision without names'));
  await shows(page, 'redacted.pdf');
  const originals = await page.$$('fieldset.card');
  const copy = originals[1];
  const original = await page.$eval('fieldset.card a', (link) => (link as { href?: string }).href ?? '');
  await (await copy?.$(`::-p-aria(${m.raids_redacted_from()}[role="combobox"])`))?.select(
    original.split('/').at(-1) ?? '',
  );
  await type(page, m.raids_removed(), 'Identity numbers');
  await (await copy?.waitForSelector('input[type="checkbox"]'))?.click();
  expect(await violationsOf(page)).toEqual([]);

  // The spreadsheet, of which one row cannot be read.
  await tab(page, m.raids_tab_inventory());
  const table = join(folder, 'goods.csv');
  await writeFile(
    table,
    '封袋号,品名,品牌,数量,单位\nB-1,Shoes,AURORA,"1,200",pairs\nB-2,Bags,AURORA,many,pieces\n',
  );
  await give(page, m.raids_table_choose(), table);
  await shows(page, m.raids_table_fault());
  expect(await violationsOf(page)).toEqual([]);
  await press(page, m.raids_table_take({ count: 1 }));
  await shows(page, 'Shoes');

  // A link, by a person.
  await tab(page, m.raids_tab_links());
  await press(page, m.raids_link_add());
  await page.waitForSelector('dialog[open]');
  const party = await page.$eval(
    'dialog select option:nth-child(2)',
    (option) => (option as { value?: string }).value ?? '',
  );
  await choose(page, m.raids_party(), party);
  await type(page, m.raids_shop_url(), 'https://shop1.taobao.com/');
  await type(page, m.raids_seller_name(), 'Yiwu shoes');
  await choose(page, m.raids_tie(), 'named-in-paper');
  await choose(page, m.raids_grade(), 'A');
  await choose(page, m.raids_proof(), original.split('/').at(-1) ?? '');
  expect(await violationsOf(page)).toEqual([]);
  await press(page, m.raids_done());
  await page.waitForSelector('svg.raid-graph, .raid-graph svg');
  expect(await violationsOf(page)).toEqual([]);
  await press(page, m.raids_save());
  await shows(page, m.raids_all_saved());

  // Custody: the first hand-over, for which the authority's paper speaks.
  await tab(page, m.raids_tab_custody());
  await shows(page, m.raids_custody_gaps());
  await press(page, m.raids_handover_note());
  await day(page, 'dialog input[type="datetime-local"]', '10122026', '0930AM');
  await page.locator('dialog fieldset input:not([type])').fill('Officer Wang');
  await give(page, m.raids_paper_choose(), await scan('handover.pdf', 'Signed by the officer'));
  await page.locator('dialog ::-p-text(handover.pdf)').wait();
  expect(await violationsOf(page)).toEqual([]);
  await press(page, m.raids_handover_now());
  await shows(page, m.raids_custody_whole());
  await shows(page, custodianName('authority'));

  await tab(page, m.raids_tab_package());
  await shows(page, m.raids_gate_open());
  await press(page, m.raids_prepare());
  await page.locator(`::-p-text(${m.raids_package_prepared()})`).setTimeout(60_000).wait();
  await shows(page, raidRequestName('closure'));
  expect(await violationsOf(page)).toEqual([]);

  // Somebody else changes the case meanwhile: nothing that was typed is lost.
  await tab(page, m.raids_tab_case());
  await type(page, m.raids_notes(), 'My note');
  const before = await read();
  const changed = { ...before.content, event: { ...before.content.event, place: 'Warehouse 3' } };
  const put = { method: 'PUT', person: holder, body: { version: before.version, content: changed } };
  expect((await sendJson(server, `/v1/raids/${raidId}`, put)).status).toBe(200);
  await press(page, m.raids_save());
  await shows(page, m.raids_meanwhile_merged());
  await press(page, m.raids_save());
  await expect
    .poll(async () => (await read()).content, SOON)
    .toMatchObject({
      ...{ notes: 'My note', event: { place: 'Warehouse 3' } },
    });
  await tab(page, m.raids_tab_package());
  await press(page, m.raids_prepare());
  await expect.poll(async () => (await read()).stage, SOON).toBe('prepared');

  const staff = await consoleOf(analyst);
  await go(staff, `/raids/${raidId}`);
  await shows(staff, m.raids_read_only());
  await tab(staff, m.raids_tab_package());
  await shows(staff, m.raids_goes_title());
  expect(await violationsOf(staff)).toEqual([]);
  await press(staff, m.raids_release());
  await shows(staff, m.raids_outcomes_about());
  const { bytes } = await send(server, `/v1/raids/${raidId}/package/package.zip`, { person: holder });
  expect(await verifyPackage(new Blob([Uint8Array.from(bytes)]))).toMatchObject({ ok: true, kind: 'raid' });

  // The marketplace's own people have it, and what they say is the raid's outcome.
  const desk = await consoleOf(liaison);
  await go(desk, '/desk');
  await shows(desk, m.raids_desk_title());
  expect(await violationsOf(desk)).toEqual([]);
  await desk.locator('a[href^="/desk/raids/"]').click();
  await shows(desk, m.raids_desk_answer_about());
  await shows(desk, 'file-001.pdf');
  await choose(desk, m.raids_outcome(), 'stores-closed');
  await type(desk, m.raids_told_text(), 'One store.');
  expect(await violationsOf(desk)).toEqual([]);
  await press(desk, m.raids_desk_tell());
  await expect
    .poll(async () => (await read()).outcomes, SOON)
    .toMatchObject([{ kind: 'stores-closed', text: 'One store.', through: 'desk' }]);
  await go(page, `/raids/${raidId}`);
  await tab(page, m.raids_tab_package());
  await shows(page, m.raids_told_desk());

  // The same table once more is said to be so.
  await tab(page, m.raids_tab_inventory());
  await give(page, m.raids_table_choose(), table);
  await shows(page, m.raids_table_fault());
  await page.locator('::-p-text(Test Person)').wait();
  expect(await page.$(`::-p-text(${m.raids_table_take({ count: 1 })})`)).toBeNull();
  expect(await violationsOf(page)).toEqual([]);
  await staff.setViewport({ width: 400, height: 900 });
  await staff.setExtraHTTPHeaders({ authorization: `Bearer ${analyst.token}`, 'accept-language': 'zh-CN' });
  expect(await violationsOf(staff)).toEqual([]);
}, 240_000);
