import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ClaimDetail, claimDetail } from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConsole } from '../../scripts/support/console-session.ts';
import { runIn } from '../../scripts/support/extension-database.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { until } from '../../scripts/support/until.ts';
import { connect } from '../../server/src/db/connect.ts';
import { addPerson, send, type TestServer } from '../server/support.ts';
import { SOON } from '../support/soon.ts';
import { violationsOf } from './support/axe.ts';
import { captureFromToolbar, draftOf, openListing, saidBy } from './support/clicks.ts';
import { finishReport, numberOf } from './support/desk.ts';
import { rows } from './support/extension-data.ts';
import { openReview, type ReviewPage } from './support/review-console.ts';
import { Stack } from './support/stack.ts';

let stack: Stack;
let control: Page;
let ana: ReviewPage;
let owner: ReturnType<typeof connect>;
beforeAll(async () => {
  stack = await Stack.start();
  control = await stack.control();
  await stack.connect(control);
  ana = await openReview(stack, 'analyst@demo.example');
  owner = connect(stack.server.databaseUrl, '', 1);
});
afterAll(async () => {
  await owner?.end();
  await stack?.close();
});

/** Captures a listing, finishes its report and waits for its number. */
async function report(url: string, itemId: string) {
  const page = await openListing(stack, control, url);
  await captureFromToolbar(stack, page);
  const draft = await draftOf(control, itemId);
  await (await finishReport(stack, control, draft)).close();
  return { page, draftId: draft.draftId, number: await numberOf(control, draft.draftId) };
}

async function detailOf(claimId: string): Promise<ClaimDetail> {
  if (!stack.server.demo) throw new Error('the demo program is missing');
  const session = await openConsole({ url: stack.server.url, credentials: stack.server.demo });
  return claimDetail.parse(await session.ask(`/v1/claims/${claimId}`));
}

const draftRow = async (draftId: string) =>
  (await rows(control, 'drafts')).find((draft) => draft.draftId === draftId);

/** Lets the extension hear what is new, as its popup does. */
const hear = () => runIn(control)(`await chrome.runtime.sendMessage({ type: 'outbox.poke' });`);

describe('a claim that arrives', () => {
  it('is asked about by keys, answered in the extension with words, a file and a new capture, and approved', async () => {
    const { page, draftId, number } = await report(PRACTICE.aliexpress, '1005006000000001');
    await ana.show(draftId, number);
    await ana.page.keyboard.press('q');
    await ana.page.locator(`::-p-text(${m.triage_ask_cause()})`).wait();
    // A digit chooses and sends.
    await ana.page.keyboard.press('4');
    await ana.page.locator(`::-p-text(${m.triage_done_asked({ number })})`).wait();

    await hear();
    await until('the question on the device', async () => (await draftRow(draftId))?.question);
    const badge = () => runIn(control)('return chrome.action.getBadgeText({});');
    await expect.poll(badge, SOON).toBe('1');
    const popup = await stack.chromium.extensionPage('popup.html');
    await popup.locator(`::-p-text(${m.inquiry_ask_mark_not_shown()})`).wait();
    expect(await violationsOf(popup)).toEqual([]);
    await popup.close();

    // Capturing the listing again is all it takes: the capture is the answer's, not a new draft's.
    await page.bringToFront();
    const again = await stack.chromium.openPopup(page);
    await press(again, m.popup_again());
    await until('the popup to say that it is saved', () => saidBy(again));
    await again.close();
    await until('the capture in the answer', async () => (await draftRow(draftId))?.reply?.evidence[0]);
    expect((await rows(control, 'drafts')).filter(({ state }) => state === 'draft')).toEqual([]);

    const desk = await stack.chromium.extensionPage(`sidepanel.html?draft=${draftId}`);
    await desk
      .locator(`::-p-aria(${m.inquiry_answer_text()}[role="textbox"])`)
      .fill('See the label on the collar.');
    const file = join(stack.chromium.profileDir, 'label.pdf');
    await writeFile(file, '%PDF-1.7 a label');
    const chooser = await desk.waitForSelector('input[type="file"]');
    await chooser?.uploadFile(file);
    await desk.locator('::-p-text(label.pdf)').wait();
    expect(await violationsOf(desk)).toEqual([]);
    // What was typed is on the disk: another page of the same report has it.
    await until('the words on the disk', async () =>
      (await draftRow(draftId))?.reply?.text.endsWith('collar.'),
    );
    await press(desk, m.inquiry_answer_send());
    await until('the question to be gone', async () => (await draftRow(draftId))?.question === undefined);
    await expect.poll(badge, SOON).toBe('');
    await desk.close();

    const answered = await detailOf(draftId);
    expect(answered).toMatchObject({
      state: 'in_review',
      evidence: [{}],
      questions: [
        {
          state: 'answered',
          answer: { text: 'See the label on the collar.', files: [{ name: 'label.pdf' }] },
        },
      ],
    });
    expect(answered.questions[0]?.answer?.evidence).toHaveLength(1);

    await ana.show(draftId, number);
    await ana.page.locator('::-p-text(See the label on the collar.)').wait();
    expect(await violationsOf(ana.page)).toEqual([]);
    await ana.page.keyboard.press('a');
    await ana.page.locator(`::-p-text(${m.triage_done_approved({ number })})`).wait();
    expect((await detailOf(draftId)).state).toBe('approved');
    // Before it leaves, one key takes it back.
    await ana.page.keyboard.press('u');
    await ana.page.locator(`::-p-text(${m.triage_done_undone({ number })})`).wait();
    expect((await detailOf(draftId)).events.slice(-2).map(({ to, reason }) => [to, reason?.code])).toEqual([
      ['approved', undefined],
      ['in_review', 'undone'],
    ]);
  });

  it('is decided once, whoever else looks at it, and the other is told what happened', async () => {
    const { draftId, number } = await report(PRACTICE.alibaba1688, '700000000001');
    await ana.show(draftId, number);
    const [{ organisation_id: program } = { organisation_id: null }] = (
      await owner.query<{ organisation_id: string }>(
        "select organisation_id from app.organisations where kind = 'program'",
      )
    ).rows;
    const test = { url: stack.server.url, owner } as unknown as TestServer;
    const ben = await addPerson(test, program, ['analyst']);
    const order = { decisions: [{ claimId: draftId, seen: 2, decision: { kind: 'approve' } }] };
    await send(test, '/v1/review/decisions', {
      ...{ method: 'POST', person: ben, headers: { 'content-type': 'application/json' } },
      body: JSON.stringify(order),
    });
    await ana.page.keyboard.press('d');
    await ana.page.locator(`::-p-text(${m.triage_decline_cause()})`).wait();
    await ana.page.keyboard.press('1');
    await ana.page.locator(`::-p-text(${m.triage_bulk_refused({ count: 1 })})`).wait();
    const told = await ana.page.$eval('[role="alert"]', (notice) => notice.textContent);
    for (const said of [number, 'Test Person', m.claim_state_approved()]) expect(told).toContain(said);
    const detail = await detailOf(draftId);
    expect([detail.state, detail.events.length]).toEqual(['approved', 3]);
  });

  it('is withdrawn in the extension after ten seconds in which that can be stopped', async () => {
    const { draftId, number } = await report(PRACTICE.aliexpressState, '1005006000000002');
    const desk = await stack.chromium.extensionPage(`sidepanel.html?draft=${draftId}`);
    const withdraw = async () => {
      await press(desk, m.inquiry_withdraw());
      await desk.locator(`::-p-text(${m.inquiry_withdraw_title({ number })})`).wait();
      await (await desk.waitForSelector('dialog select'))?.select('authorised-seller');
      await press(desk, m.inquiry_withdraw_confirm());
    };
    await withdraw();
    await press(desk, m.inquiry_withdraw_stop());
    expect((await rows(control, 'outbox')).filter(({ kind }) => kind === 'withdrawal')).toEqual([]);
    expect((await detailOf(draftId)).state).toBe('in_review');
    await withdraw();
    await until(
      'the claim to be withdrawn',
      async () => (await draftRow(draftId))?.serverState === 'withdrawn',
      30_000,
    );
    expect(await detailOf(draftId)).toMatchObject({ state: 'withdrawn' });
    await desk.close();
  });
});
