import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  claimDetail,
  type TestBuyDetail,
  type TestBuyFileRole,
  testBuyDetail,
  testBuyList,
} from '@marketsafe/contract';
import {
  m,
  testBuyConclusionName,
  testBuyFileRoleName,
  testBuyLackSentence,
  testBuyStageName,
} from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { choose, takeStatements, tickAll } from '../../scripts/support/fill-claim.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { makeTemporaryFolder, removeFolder } from '../../scripts/support/temporary-folder.ts';
import { until } from '../../scripts/support/until.ts';
import { readPdf, unsaid } from '../server/read-pdf.ts';
import { SOON } from '../support/soon.ts';
import { violationsOf } from './support/axe.ts';
import { captureFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { numberOf } from './support/desk.ts';
import { Stack } from './support/stack.ts';

const ITEM = '1005006000000001';
const ORDER = '5012345678905678';
const PERSONA = 'QZXpersona Li Mei';
const NOTES = 'QZXnotes';
const TELLS = 'QZXtells the third stitch';

let stack: Stack;
let folder: string;
let control: Page;
let page: Page;
beforeAll(async () => {
  folder = await makeTemporaryFolder('test-buys');
  stack = await Stack.start();
  control = await stack.control();
  await stack.signIn(control);
  page = await stack.chromium.open(`${stack.server.url}/test-buys`);
  await page.setViewport({ width: 1366, height: 900 });
});
afterAll(async () => {
  await stack?.close();
  if (folder) await removeFolder(folder);
});

const shows = (text: string, on: Page = page) => on.locator(`::-p-text(${text})`).wait();
const type = (label: string, text: string) => page.locator(`::-p-aria(${label}[role="textbox"])`).fill(text);
const select = async (label: string, value: string) =>
  page.locator(`::-p-aria(${label}[role="combobox"])`).fill(value);
const tab = (label: string) => page.locator(`[role="tab"]::-p-text(${label})`).click();

/** Bytes that the server gives to the user of the console's page. */
async function bytesOf(path: string): Promise<Buffer> {
  const base64 = await page.evaluate(async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, path);
  return Buffer.from(base64, 'base64');
}
const jsonOf = async (path: string): Promise<unknown> => JSON.parse((await bytesOf(path)).toString());

async function save(): Promise<void> {
  await press(page, m.raids_save());
  await shows(m.raids_all_saved());
}

/** Notes a stage on a day, which is typed as the browser's own control takes it: month, day and year. */
async function note(stage: Parameters<typeof testBuyStageName>[0], digits: string): Promise<void> {
  await press(page, m.testbuys_note_stage({ stage: testBuyStageName(stage) }));
  const control = await page.waitForSelector('dialog[open] input[type="date"]');
  await control?.focus();
  await page.keyboard.type(digits);
  await page.locator('dialog[open] button[type="submit"]').click();
  await page.waitForSelector('dialog[open]', { hidden: true });
}

async function photograph(name: string, color: string): Promise<string> {
  const path = join(folder, name);
  await sharp({ create: { width: 300, height: 200, channels: 3, background: color } })
    .jpeg()
    .toFile(path);
  return path;
}

/** Gives a file of a role to the control that the button opens. */
async function give(role: TestBuyFileRole, path: string): Promise<void> {
  await page.locator('fieldset.field select').fill(role);
  const [chooser] = await Promise.all([page.waitForFileChooser(), press(page, m.inquiry_answer_add_files())]);
  await chooser.accept([path]);
  await shows(path.split('/').at(-1) ?? '');
}

it('a test buy is followed from plan to signed report, and fills the one claim that rests on it', async () => {
  await shows(m.testbuys_none());
  expect(await violationsOf(page)).toEqual([]);
  await press(page, m.testbuys_plan());
  await press(page, m.testbuys_plan_now());
  await shows(m.rights_form_needed());
  await type(m.raids_case(), 'Jacket of the practice shop');
  await press(page, m.testbuys_plan_now());
  await shows(m.testbuys_stages());
  const { testBuys } = testBuyList.parse(await jsonOf('/v1/test-buys'));
  const testBuyId = testBuys[0]?.testBuyId ?? '';
  const read = async (): Promise<TestBuyDetail> =>
    testBuyDetail.parse(await jsonOf(`/v1/test-buys/${testBuyId}`));
  const { number } = await read();

  // What is missing stands there in sentences.
  await shows(testBuyLackSentence('capture'));
  await choose(page, m.testbuys_doc_right(), /^AURORA · .*30112233/);
  await select(m.testbuys_doc_marketplace(), 'aliexpress');
  await type(m.testbuys_doc_url(), PRACTICE.aliexpress);
  await type(m.testbuys_doc_item(), ITEM);
  await type(m.testbuys_doc_order_number(), 'no order!');
  await type(m.raids_notes(), NOTES);
  await shows(m.raids_contradicts());
  await type(m.testbuys_doc_order_number(), ORDER);
  await page.locator(`::-p-aria(${m.testbuys_doc_price()}[role="spinbutton"])`).fill('268.5');
  expect(await violationsOf(page)).toEqual([]);
  await save();

  // A stage that was set wrongly is taken back, and stays in the history.
  await note('ordered', '11022026');
  await note('received', '11032026');
  await press(page, m.testbuys_undo_of({ stage: testBuyStageName('received') }));
  await page.locator('dialog[open] textarea').fill('The parcel was another one.');
  await page.locator('dialog[open] button[type="submit"]').click();
  await shows('The parcel was another one.');
  await note('shipped', '11032026');
  await note('received', '11062026');
  await expect.poll(async () => (await read()).stage, SOON).toBe('received');
  expect(await violationsOf(page)).toEqual([]);

  await tab(m.testbuys_tab_files());
  await give('parcel', await photograph('parcel.jpg', '#334455'));
  await give('goods', await photograph('goods.jpg', '#884422'));
  await give('label', await photograph('label.jpg', '#228844'));
  await give('order', await photograph('order page.jpg', '#112233'));
  await save();
  await until('the pictures', () =>
    page.$$eval(
      '.buy-picture',
      (all) => all.length === 4 && all.every((one) => (one as HTMLImageElement).naturalWidth > 0),
    ),
  );
  expect(await violationsOf(page)).toEqual([]);

  // Somebody else saves meanwhile: nothing that was typed is lost.
  await tab(m.testbuys_tab_facts());
  await type(m.testbuys_doc_carrier(), '顺丰速运');
  const before = await read();
  const meanwhile = await page.evaluate(
    async (address, body) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(address, { method: 'PUT', headers, body })).status;
    },
    `/v1/test-buys/${testBuyId}`,
    JSON.stringify({
      ...{ version: before.version, content: { ...before.content, notes: `${NOTES} and more` } },
    }),
  );
  expect(meanwhile).toBe(200);
  await press(page, m.raids_save());
  await expect
    .poll(async () => {
      const { parcel, notes } = (await read()).content;
      // Where the page had not heard of it yet, it says so and is saved once more.
      if (await page.$(`::-p-text(${m.raids_meanwhile_merged()})`)) await press(page, m.raids_save());
      return [parcel.carrier, notes];
    }, SOON)
    .toEqual(['顺丰速运', `${NOTES} and more`]);

  // What was found is a person's own: nothing stands in the form.
  await tab(m.testbuys_tab_examination());
  await press(page, m.testbuys_state());
  await shows(m.rights_form_needed());
  const typed = await page.$$eval('[role="tabpanel"] textarea, [role="tabpanel"] input:not([type])', (all) =>
    all.map((one) => (one as HTMLInputElement).value),
  );
  expect(new Set(typed)).toEqual(new Set(['']));
  await type(m.testbuys_doc_by(), 'Brand examiner');
  await type(m.testbuys_doc_process(), 'Compared with a genuine jacket.');
  await type(m.testbuys_doc_findings(), 'This colour was never made. 该颜色从未生产。');
  await type(m.testbuys_tells(), TELLS);
  await page.locator(`label.check::-p-text(${testBuyConclusionName('counterfeit')})`).click();
  expect(await violationsOf(page)).toEqual([]);
  await press(page, m.testbuys_state());
  await shows(m.testbuys_statement_now());
  await note('examined', '11092026');

  // Consent: who, when, which files; the page of the order is not among them.
  await tab(m.testbuys_tab_going());
  await shows(m.testbuys_report_lacks());
  for (const label of [m.testbuys_consent_order(), 'goods.jpg', 'label.jpg'])
    await page.locator(`label.check::-p-text(${label})`).click();
  expect(await page.$(`label.check::-p-text(order page.jpg)`)).toBeNull();
  await press(page, m.testbuys_agree());
  await shows(m.testbuys_consent_history());
  await shows(m.testbuys_report_save());
  expect(await violationsOf(page)).toEqual([]);
  const pdf = await readPdf(await bytesOf(`/v1/test-buys/${testBuyId}/report`));
  expect(
    unsaid(pdf, [
      ...['Test-buy report', '购买鉴定报告', number, ORDER, 'CNY 268.50', '顺丰速运', 'Brand examiner'],
      ...['Compared with a genuine jacket.', 'This colour was never made.', '该颜色从未生产。'],
      ...[testBuyConclusionName('counterfeit', 'en'), testBuyConclusionName('counterfeit', 'zh-CN')],
      ...[
        m.testbuys_doc_received_on({}, { locale: 'en' }),
        m.testbuys_doc_received_on({}, { locale: 'zh-CN' }),
      ],
      ...[testBuyFileRoleName('goods', 'en'), testBuyFileRoleName('goods', 'zh-CN')],
      m.testbuys_doc_signature_about({}, { locale: 'zh-CN' }),
    ]),
  ).toEqual([]);
  const never = [NOTES, TELLS, 'order page', testBuyFileRoleName('parcel', 'en')];
  expect(unsaid(pdf, never)).toEqual(never);

  // It comes back signed.
  await tab(m.testbuys_tab_files());
  const signed = join(folder, 'signed.pdf');
  await writeFile(signed, await bytesOf(`/v1/test-buys/${testBuyId}/report`));
  await give('report', signed);
  await save();
  await tab(m.testbuys_tab_going());
  await page.locator('label.check::-p-text(signed.pdf)').click();
  await press(page, m.testbuys_agree());
  await expect.poll(async () => (await read()).consents.length, SOON).toBe(2);
  await note('reported', '11102026');
  await shows(testBuyStageName('reported'));

  // Persona and payment: closed until somebody who may opens them.
  await tab(m.testbuys_tab_vault());
  await press(page, m.testbuys_vault_open());
  await type(m.testbuys_vault_persona(), PERSONA);
  await press(page, m.testbuys_vault_save());
  await expect.poll(async () => (await read()).vault.version, SOON).toBe(1);
  expect(await violationsOf(page)).toEqual([]);
  await page.reload({ waitUntil: 'load' });
  await tab(m.testbuys_tab_vault());
  expect(await page.content()).not.toContain(PERSONA);
  await press(page, m.testbuys_vault_open());
  await until('what was kept', () =>
    page.$$eval(
      '[role="tabpanel"] input',
      (all, wanted) => all.some((one) => (one as HTMLInputElement).value === wanted),
      PERSONA,
    ),
  );

  // A draft of the listing is filled from it in the extension: facts alone, and no statement.
  await captureFromToolbar(stack, await openListing(stack, control, PRACTICE.aliexpress));
  const { draftId } = await draftOf(control, ITEM);
  const panel = await stack.chromium.extensionPage(`sidepanel.html?draft=${draftId}`);
  await choose(panel, 'Brand and right', /^AURORA · Trademark/);
  await choose(panel, 'Reason', /^Test buy/);
  await press(panel, m.testbuys_fill_look());
  await press(panel, m.testbuys_fill_from({ number }));
  await shows(m.testbuys_fill_done({ number, count: 3 }), panel);
  expect(await violationsOf(panel)).toEqual([]);
  const explained = await panel.$$eval('textarea[id^="draft-explanation-"]', (all) =>
    all.map((one) => (one as HTMLTextAreaElement).value),
  );
  expect(explained).toEqual(['', '']);
  expect(await panel.$eval('#draft-field-testBuyOrder', (field) => (field as HTMLInputElement).value)).toBe(
    ORDER,
  );
  await takeStatements(panel);
  await tickAll(panel);
  await press(panel, 'Finish');
  await numberOf(control, draftId);
  const claim = claimDetail.parse(await jsonOf(`/v1/claims/${draftId}`));
  const { files } = (await read()).content;
  const hash = (role: string) => files.find((file) => file.role === role)?.sha256;
  expect(claim.particulars).toMatchObject({
    testBuyOrder: ORDER,
    testBuyReport: [{ sha256: hash('report') }],
    testBuyPhotos: [{ sha256: hash('goods') }, { sha256: hash('label') }],
  });
  // Once it is filed, no second claim is filled from the same order.
  const offered = await jsonOf(`/v1/test-buys/for-claim?marketplace=aliexpress&itemId=${ITEM}`);
  expect(offered).toEqual({ testBuys: [] });

  // From the claim to its test buy, and back; a tab behind another draws nothing.
  await page.bringToFront();
  await page.goto(`${stack.server.url}/claims/${draftId}`, { waitUntil: 'load' });
  await page.locator(`aside a::-p-text(${number})`).click();
  await shows(m.testbuys_claim_one());
  await page.locator(`main a::-p-text(${claim.number})`).wait();
  await panel.close();

  await page.setViewport({ width: 400, height: 900 });
  await page.locator('header ::-p-text(简体中文)').click();
  await shows(m.testbuys_claim_one({}, { locale: 'zh-CN' }));
  expect(await violationsOf(page)).toEqual([]);
}, 300_000);
