import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { m, rootCauseName, troubleLevelName } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { until } from '../../scripts/support/until.ts';
import { connect } from '../../server/src/db/connect.ts';
import { violationsOf } from './support/axe.ts';
import { captureFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { finishReport, numberOf } from './support/desk.ts';
import { openConsoleAs } from './support/review-console.ts';
import { Stack } from './support/stack.ts';

let stack: Stack;
let owner: ReturnType<typeof connect>;
let claimId: string;
let number: string;
let ours: Page;
let analyst: Page;
let lead: Page;
beforeAll(async () => {
  stack = await Stack.start({ newsPace: { every: 200, gather: 0 } });
  const control = await stack.control();
  await stack.connect(control);
  const page = await openListing(stack, control, PRACTICE.aliexpress);
  await captureFromToolbar(stack, page);
  const draft = await draftOf(control, '1005006000000001');
  claimId = draft.draftId;
  await (await finishReport(stack, control, draft)).close();
  number = await numberOf(control, claimId);
  owner = connect(stack.server.databaseUrl, '', 1);
  const open = async (email: string) =>
    (await openConsoleAs(stack, email, '/trouble', m.trouble_title())).page;
  ours = await open(stack.server.demo?.email ?? '');
  analyst = await open('analyst@demo.example');
  lead = await open('lead@demo.example');
});
afterAll(async () => {
  await owner?.end();
  await stack?.close();
});

const show = async (page: Page, path: string, text: string) => {
  await page.goto(`${stack.server.url}${path}`, { waitUntil: 'load' });
  await until(`“${text}”`, () => page.$(`::-p-text(${text})`));
};

/** Writes to the thread on the screen and presses a button. */
async function write(page: Page, text: string, button: string): Promise<void> {
  await page.locator(`::-p-aria(${m.trouble_text()}[role="textbox"])`).fill(text);
  await press(page, button);
  await until('it to stand there', () => page.$(`ol ::-p-text(${text})`));
}

async function close(
  page: Page,
  text: string,
  cause: 'marketplace-slow' | 'right-data-wrong',
): Promise<void> {
  await (await page.waitForSelector(`::-p-aria(${m.trouble_close_cause()}[role="combobox"])`))?.select(cause);
  await write(page, text, m.trouble_close());
}

/** All mail that has left, as it is read. */
async function mails(): Promise<string[]> {
  const folder = join(stack.dataFolder, 'mail');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'));
  return Promise.all(
    names.map(async (name) =>
      (await readFile(join(folder, name), 'utf8')).replace(/=\r?\n/g, '').replaceAll('=3D', '='),
    ),
  );
}
const mailTo = (email: string, ...parts: string[]) =>
  until(`a mail to ${email} about ${parts.join(', ')}`, async () =>
    (await mails()).find((mail) => [`To: ${email}`, ...parts].every((part) => mail.includes(part))),
  );

describe('trouble with a claim', () => {
  it('is opened by its participant, rises to the lead and the marketplace’s contact, and is closed with a cause', async () => {
    await show(ours, `/claims/${claimId}#trouble`, m.trouble_card());
    await until('the focus on the thread', () =>
      ours.evaluate(() => document.activeElement?.id === 'trouble'),
    );
    await write(ours, 'Why does it take so long?', m.trouble_send());
    const mail = await mailTo('analyst@demo.example', number, `/claims/${claimId}#trouble`);
    expect(mail).not.toContain('Why does it take');

    // Its time has passed: it is counted wherever one is, and stands first.
    await owner.query("update app.threads set due_at = now() - interval '3 hours'");
    await show(analyst, '/trouble', m.trouble_late_count({ count: 1 }));
    expect(await violationsOf(analyst)).toEqual([]);
    await analyst.locator(`::-p-aria(${number}[role="link"])`).click();
    await until('the thread', () => analyst.$('::-p-text(Why does it take so long?)'));
    await write(analyst, 'Only the lead knows.', m.trouble_note());
    await write(analyst, 'We bring it further.', m.trouble_escalate_lead());
    await mailTo('lead@demo.example', number);
    await until('the escalation', () =>
      analyst.$(`::-p-text(${m.trouble_kind_escalated({ level: troubleLevelName('lead') })})`),
    );

    await show(lead, `/claims/${claimId}`, 'Only the lead knows.');
    await write(lead, 'The marketplace is asked.', m.trouble_escalate_liaison());
    await close(lead, 'It was slow; it is removed now.', 'marketplace-slow');
    expect(await violationsOf(lead)).toEqual([]);
    await mailTo(stack.server.demo?.email ?? '', number);

    await show(ours, `/claims/${claimId}`, 'It was slow; it is removed now.');
    expect(await ours.$('::-p-text(Only the lead knows.)')).toBeNull();
    await until('that it is closed', () =>
      ours.$(`::-p-text(${m.trouble_is_closed({ cause: rootCauseName('marketplace-slow') })})`),
    );
    expect(await violationsOf(ours)).toEqual([]);
  });
});

describe('trouble with a right', () => {
  it('is opened on the right’s screen, answered by staff there, and closed; the causes stand in a chart and its table', async () => {
    await ours.goto(`${stack.server.url}/rights`, { waitUntil: 'load' });
    await until('a right', () => ours.$('table a[href^="/rights/"]'));
    const path = await ours.$eval('table a[href^="/rights/"]', (link) => link.getAttribute('href') ?? '');
    await show(ours, path, m.trouble_card());
    await write(ours, 'The class page is missing.', m.trouble_send());
    expect(await violationsOf(ours)).toEqual([]);
    await show(analyst, `${path}#trouble`, 'The class page is missing.');
    await write(analyst, 'Please add it.', m.trouble_send());
    expect(await violationsOf(analyst)).toEqual([]);
    await show(ours, '/trouble', m.trouble_yours_count({ count: 1 }));
    await show(analyst, path, 'Please add it.');
    await close(analyst, 'It was added.', 'right-data-wrong');
    await show(analyst, '/trouble', m.trouble_causes());
    for (const cause of ['marketplace-slow', 'right-data-wrong'] as const)
      await until(cause, () => analyst.$(`table ::-p-text(${rootCauseName(cause)})`));
    await until('the chart', () => analyst.$('.cause-chart'));
    expect(await violationsOf(analyst)).toEqual([]);
  });
});

describe('target hours', () => {
  it('are set by the lead alone, with what was set before', async () => {
    await show(analyst, '/trouble', m.trouble_causes());
    expect(await analyst.$(`::-p-text(${m.trouble_settings()})`)).toBeNull();
    await show(lead, '/trouble', m.trouble_settings());
    await press(lead, m.trouble_settings());
    await until('the dialog', () => lead.$(`::-p-text(${m.trouble_settings_history_none()})`));
    const field = `::-p-aria(${m.trouble_settings_hours({ level: troubleLevelName('analyst') })})`;
    await lead.locator(field).fill('0');
    await until('what is wrong', () => lead.$(`::-p-text(${m.triage_settings_hours_wrong()})`));
    await lead.locator(field).fill('6');
    expect(await violationsOf(lead)).toEqual([]);
    await press(lead, m.triage_settings_save());
    await until('the dialog to be gone', async () => (await lead.$('dialog')) === null);
    await press(lead, m.trouble_settings());
    const entry = m.trouble_settings_entry({ level: troubleLevelName('analyst'), hours: 6 });
    await until('what was set', () => lead.$(`dialog ::-p-text(${entry})`));
  });
});

describe('mail', () => {
  it('is chosen on one’s own account', async () => {
    await show(ours, '/account', m.account_mail());
    const box = `::-p-aria(${m.account_mail_threads()})`;
    await ours.locator(box).click();
    await until('that it is kept', () => ours.$(`::-p-text(${m.account_mail_done()})`));
    await until('the box to be empty', () =>
      ours.$eval(box, (input) => !(input as HTMLInputElement).checked),
    );
    expect(await violationsOf(ours)).toEqual([]);
  });
});
