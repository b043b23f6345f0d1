import { join } from 'node:path';
import { answerOutcomeName, counterStateName, m, stateName } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { runIn } from '../support/extension-database.ts';
import { press } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { had, type TourContext } from './context.ts';
import { analystPage } from './review.ts';

const TIMEOUT = 20_000;
const SELLER_SAYS = '我店所售商品均有正规进货凭证，请求恢复商品链接。';
const REPLY = 'The invoice names another model. 进货凭证上的型号与该商品不符。';

const shows = (page: Page, text: string) => until(text, () => page.$(`::-p-text(${text})`), TIMEOUT);

/** Fills the dialog that a button opens, by its field, and confirms it; waits until it has closed. */
async function through(page: Page, button: string, fill: (dialog: Page) => Promise<unknown>): Promise<void> {
  await press(page, button);
  await fill(page);
  await page.locator('dialog button[type="submit"]').click();
  await until('the dialog to close', async () => (await page.$('dialog[open]')) === null, TIMEOUT);
}

/** Writes into the dialog's text at once, as from the clipboard. */
async function writeInDialog(page: Page, text: string): Promise<void> {
  await (await page.waitForSelector('dialog textarea'))?.focus();
  await page.keyboard.sendCharacter(text);
}

/** The analyst pastes the marketplace's answer, looks at what it comes to, and keeps it. */
export async function answerImported(tour: TourContext): Promise<string> {
  const { number } = had(tour.found.receipt, 'receipt');
  const marketplace = had(tour.found.listing?.marketplace ?? undefined, 'marketplace');
  const { canonicalUrl } = had(tour.found.capture, 'capture').manifest.request;
  const page = await analystPage(tour);
  await page.goto(`${tour.program.url}/answers`, { waitUntil: 'load' });
  const choice = await page.waitForSelector(`::-p-aria(${m.answers_marketplace()}[role="combobox"])`);
  await choice?.select(marketplace);
  const list = `链接\t投诉编号\t结果\n${canonicalUrl}\t${number}\t已下架`;
  const paste = await page.waitForSelector(`::-p-aria(${m.answers_paste()}[role="textbox"])`);
  await paste?.focus();
  // At once, as from the clipboard: a tab that is typed goes to the next control.
  await page.keyboard.sendCharacter(list);
  await press(page, m.answers_look());
  const keep = m.answers_keep({ count: '1' });
  await shows(page, keep);
  await page.screenshot({ path: join(tour.folder, 'answer-preview.png'), fullPage: true });
  await press(page, keep);
  await until('the kept file', () => page.$(`::-p-aria(${m.answers_undo()}[role="button"])`), TIMEOUT);
  await page.screenshot({ path: join(tour.folder, 'answer-imported.png'), fullPage: true });
  return `${number}: ${answerOutcomeName('removed')}`;
}

/** The investigator clicks the toolbar button on the listing: what became of the report stands there. */
export async function popupShowsRemoved(tour: TourContext): Promise<string> {
  const popup = await tour.chromium.openPopup(had(tour.found.listingPage, 'listing page'));
  const removed = stateName('removed');
  await until(
    'the answer in the popup',
    async () => {
      await runIn(tour.helper)(`await chrome.runtime.sendMessage({ type: 'outbox.poke' });`);
      return popup.$(`.short-list ::-p-text(${removed})`);
    },
    TIMEOUT,
  );
  await popup.screenshot({ path: join(tour.folder, 'popup-removed.png') });
  await popup.close();
  return removed;
}

/** The analyst enters what the seller says; the investigator contests it in words; what the marketplace then decides is entered, too. */
export async function counterNoticeAnswered(tour: TourContext): Promise<string> {
  const { claimId } = had(tour.found.receipt, 'receipt');
  const address = `${tour.program.url}/claims/${claimId}#counter`;
  const page = await analystPage(tour);
  await page.goto(address, { waitUntil: 'load' });
  await through(page, m.counter_enter(), (dialog) => writeInDialog(dialog, SELLER_SAYS));
  await shows(page, counterStateName('open'));

  const own = await tour.chromium.open(`${tour.program.url}/counter-notices`);
  try {
    await own.setViewport({ width: 1280, height: 900 });
    await shows(own, counterStateName('open'));
    await own.screenshot({ path: join(tour.folder, 'counter-notices.png') });
    await own.goto(address, { waitUntil: 'load' });
    await through(own, m.counter_contest(), async (dialog) => {
      await writeInDialog(dialog, REPLY);
      await dialog.screenshot({ path: join(tour.folder, 'counter-notice-reply.png') });
    });
    await shows(own, counterStateName('contested'));
  } finally {
    await own.close();
  }

  await page.bringToFront();
  await page.goto(address, { waitUntil: 'load' });
  await through(page, m.counter_decide(), async (dialog) =>
    (await dialog.waitForSelector('dialog select'))?.select('upheld'),
  );
  const upheld = counterStateName('upheld');
  await shows(page, upheld);
  await page.screenshot({ path: join(tour.folder, 'counter-notice-answered.png') });
  return `${counterStateName('contested')}; ${upheld}`;
}
