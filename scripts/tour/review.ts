import { join } from 'node:path';
import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import type { DraftRow } from '../../utils/database/draft-rows.ts';
import { readTable, runIn } from '../support/extension-database.ts';
import { press } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { consoleOf } from './console-person.ts';
import { had, type TourContext } from './context.ts';

const TIMEOUT = 20_000;
const ANALYST = 'analyst@demo.example';

/** The console as the program's analyst has it, in a session of their own; signed in once. */
export async function analystPage(tour: TourContext): Promise<Page> {
  tour.found.analyst ??= await consoleOf(tour, ANALYST, '/review', m.triage_title());
  // A page that is not in front draws nothing, and controls are waited for by what is drawn.
  await tour.found.analyst.bringToFront();
  return tour.found.analyst;
}

/** Opens the claim in the review, with its picture. */
async function showClaim(tour: TourContext): Promise<Page> {
  const { claimId, number } = had(tour.found.receipt, 'receipt');
  const page = await analystPage(tour);
  await page.goto(`${tour.program.url}/review/${claimId}`, { waitUntil: 'load' });
  const title = m.triage_claim_title({ number });
  await until('the claim in the review', () => page.$(`::-p-aria(${title}[role="heading"])`), TIMEOUT);
  await until(
    'the picture',
    () => page.$eval('.review-picture-frame img', (image) => (image as HTMLImageElement).naturalWidth > 0),
    TIMEOUT,
  );
  return page;
}

const draftOf = async (tour: TourContext) =>
  (await readTable<DraftRow>(runIn(tour.helper), 'drafts')).find(
    ({ draftId }) => draftId === had(tour.found.draftId, 'draft'),
  );

/** The analyst opens the claim and asks with two keys. */
export async function analystAsks(tour: TourContext): Promise<string> {
  const { number } = had(tour.found.receipt, 'receipt');
  const page = await showClaim(tour);
  await page.screenshot({ path: join(tour.folder, 'analyst-review.png') });
  await page.keyboard.press('q');
  await page.locator(`::-p-text(${m.triage_ask_cause()})`).wait();
  await page.screenshot({ path: join(tour.folder, 'analyst-asks.png') });
  await page.keyboard.press('4');
  await page.locator(`::-p-text(${m.triage_done_asked({ number })})`).wait();
  return m.start_asked({ number, cause: m.inquiry_ask_mark_not_shown() });
}

/** The investigator sees the question in the extension, captures the listing anew, and answers. */
export async function investigatorAnswers(tour: TourContext): Promise<string> {
  await runIn(tour.helper)(`await chrome.runtime.sendMessage({ type: 'outbox.poke' });`);
  await until('the question on the device', async () => (await draftOf(tour))?.question, TIMEOUT);
  const listing = had(tour.found.listingPage, 'listing page');
  await listing.bringToFront();
  const popup = await tour.chromium.openPopup(listing);
  await press(popup, m.popup_again());
  await until('the capture in the answer', async () => (await draftOf(tour))?.reply?.evidence[0], TIMEOUT);
  await popup.close();
  const desk = await tour.chromium.extensionPage(`sidepanel.html?draft=${had(tour.found.draftId, 'draft')}`);
  try {
    await desk
      .locator(`::-p-aria(${m.inquiry_answer_text()}[role="textbox"])`)
      .fill('The mark is on the label inside the collar. 商标在领口内的标签上。');
    await desk.screenshot({ path: join(tour.folder, 'investigator-answers.png'), fullPage: true });
    await press(desk, m.inquiry_answer_send());
    await until(
      'the answer to have arrived',
      async () => (await draftOf(tour))?.question === undefined,
      TIMEOUT,
    );
  } finally {
    await desk.close();
  }
  return m.inquiry_answer_sent();
}

/** The analyst reads the answer and approves with one key. */
export async function analystApproves(tour: TourContext): Promise<string> {
  const { number } = had(tour.found.receipt, 'receipt');
  const page = await showClaim(tour);
  await page.locator(`::-p-text(${m.inquiry_answered()})`).wait();
  await page.keyboard.press('a');
  const done = m.triage_done_approved({ number });
  await page.locator(`::-p-text(${done})`).wait();
  await page.screenshot({ path: join(tour.folder, 'analyst-approves.png') });
  return done;
}
