import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runIn } from '../../scripts/support/extension-database.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { until } from '../../scripts/support/until.ts';
import { openAsAnalyst } from './support/analyst-console.ts';
import { violationsOf } from './support/axe.ts';
import { captureFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { Stack } from './support/stack.ts';

let stack: Stack;
let control: Page;
let draftId: string;
beforeAll(async () => {
  stack = await Stack.start();
  control = await stack.control();
  await stack.connect(control);
  const page = await openListing(stack, control, PRACTICE.taobao);
  await captureFromToolbar(stack, page);
  draftId = (await draftOf(control, '710000000001')).draftId;
});
afterAll(() => stack?.close());

const HEADING = m.procedure_of({ name: 'Taobao' });
const LINKS = m.procedure_field_max_links();

/** Lets the extension hear what is new, as its popup does. */
const hear = () => runIn(control)(`await chrome.runtime.sendMessage({ type: 'outbox.poke' });`);

/** What the draft's desk says in the part on its marketplace, which is opened. */
function partOf(desk: Page): Promise<string | undefined> {
  return desk.evaluate(
    (title) => {
      const parts = [...document.querySelectorAll('details')];
      const part = parts.find((each) => each.querySelector('summary')?.textContent === title);
      if (part) part.open = true;
      return part?.textContent ?? undefined;
    },
    m.procedure_desk_title({ name: 'Taobao' }),
  );
}

async function saysLinks(desk: Page, count: number): Promise<void> {
  await until(`the desk to say ${count}`, async () =>
    (await partOf(desk))?.includes(m.procedure_limit_links({ count })),
  );
}

/** Opens the dialog for the most links of a request of the platform, and enters another number. */
async function enterLinks(page: Page, count: number): Promise<void> {
  // The first is the platform's own channel.
  await page.locator(`::-p-aria(${m.procedure_source_of({ name: LINKS })})`).click();
  await page.locator(`::-p-aria(${m.procedure_change_of({ name: LINKS })})`).click();
  await page.locator(`::-p-aria(${m.procedure_dialog_number()}[role="textbox"])`).fill(String(count));
  await page.locator(`::-p-aria(${m.procedure_dialog_looked()})`).click();
}

async function save(page: Page, why: string): Promise<void> {
  await page.locator(`::-p-aria(${m.procedure_dialog_why()}[role="textbox"])`).fill(why);
  await press(page, m.procedure_dialog_save());
}

const shown = (page: Page, text: string) => page.locator(`::-p-text(${text})`).wait();
const isGone = (page: Page) =>
  until('the dialog to close', async () => (await page.$('dialog')) === null || undefined);

describe('what a marketplace asks for', () => {
  it('stands beside a draft, changes when staff change it, and stays without a connection', async () => {
    const desk = await stack.chromium.extensionPage(`sidepanel.html?draft=${draftId}`);
    await hear();
    await saysLinks(desk, 300);
    expect(await violationsOf(desk)).toEqual([]);
    const said = await partOf(desk);
    // Which reason was not chosen yet, and what the seller will see whatever it is.
    expect(said).toContain(m.procedure_desk_reason_first());
    expect(said).toMatch(/The complainant’s name and contact e-mail, and nothing else\.(?! \(unverified\))/);
    expect(said).toContain(`20 MB a file (${m.procedure_unverified()})`);

    const analyst = await openAsAnalyst(stack, '/procedures/taobao', HEADING);
    await enterLinks(analyst.page, 250);
    expect(await analyst.violations()).toEqual([]);
    // Without a reason nothing is stored.
    await press(analyst.page, m.procedure_dialog_save());
    await shown(analyst.page, m.procedure_wrong_why());
    await save(analyst.page, 'The form takes 250 since this week.');
    await isGone(analyst.page);
    await shown(analyst.page, 'The form takes 250 since this week.');
    await analyst.close();

    await hear();
    await saysLinks(desk, 250);
    await desk.setOfflineMode(true);
    await desk.reload();
    await saysLinks(desk, 250);
    await desk.close();
  });

  it('of two who change one value the second is told whose change holds; the first one’s is undone from the history', async () => {
    const [first, second] = [
      await openAsAnalyst(stack, '/procedures/taobao', HEADING),
      await openAsAnalyst(stack, '/procedures/taobao', HEADING),
    ];
    await enterLinks(second.page, 100);
    await enterLinks(first.page, 200);
    await save(first.page, 'It is two hundred.');
    await isGone(first.page);
    await save(second.page, 'It is one hundred.');
    await shown(second.page, m.procedure_problem_meanwhile({ name: 'Ana Lytton' }));
    expect(await second.violations()).toEqual([]);
    await second.close();

    const number = await until('the number of the change', () =>
      first.page.evaluate(() => {
        const change = [...document.querySelectorAll('.procedure-change')].find((each) =>
          each.textContent?.includes('It is two hundred.'),
        );
        return change?.querySelector('button')?.getAttribute('aria-label') ?? undefined;
      }),
    );
    await first.page.locator(`::-p-aria(${number})`).click();
    await first.page.locator(`::-p-aria(${m.procedure_dialog_why()}[role="textbox"])`).fill('It was not.');
    await first.page.locator('dialog button[type=submit]').click();
    await isGone(first.page);
    await shown(first.page, 'It was not.');
    await first.close();
    await hear();
    const desk = await stack.chromium.extensionPage(`sidepanel.html?draft=${draftId}`);
    await saysLinks(desk, 250);
    await desk.close();
  });

  it('is found in all procedures by its words', async () => {
    const analyst = await openAsAnalyst(stack, '/procedures', m.procedure_title());
    await analyst.page.locator(`::-p-aria(${m.procedure_search()})`).fill('撤诉');
    await shown(analyst.page, m.procedure_scope_ipp());
    expect(await analyst.violations()).toEqual([]);
    await analyst.page.locator(`::-p-aria(${m.procedure_search()})`).fill('xyzzy');
    await shown(analyst.page, m.procedure_found_none());
    await analyst.close();
  });
});
