import { join } from 'node:path';
import { currentLanguage, factName, m, rootCauseName } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { runIn } from '../support/extension-database.ts';
import { press } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { had, type TourContext } from './context.ts';
import { analystPage } from './review.ts';

const TIMEOUT = 20_000;
const SAID = 'The listing is still there. 商品仍在销售。';

/** Writes to the thread that a page shows, by one of its buttons. */
async function write(page: Page, text: string, button: string): Promise<void> {
  await page.locator(`::-p-aria(${m.trouble_text()}[role="textbox"])`).fill(text);
  await press(page, button);
  await until('the entry', () => page.$(`ol ::-p-text(${text})`), TIMEOUT);
}

/** The investigator writes about trouble with the claim; the analyst answers, and closes it with what was at the bottom of it. */
export async function troubleClosed(tour: TourContext): Promise<string> {
  const { claimId, number } = had(tour.found.receipt, 'receipt');
  const address = `${tour.program.url}/claims/${claimId}#trouble`;
  const own = await tour.chromium.open(address);
  try {
    await own.setViewport({ width: 1280, height: 900 });
    await write(own, SAID, m.trouble_send());
  } finally {
    await own.close();
  }
  const page = await analystPage(tour);
  await page.goto(address, { waitUntil: 'load' });
  await until('the thread', () => page.$(`ol ::-p-text(${SAID})`), TIMEOUT);
  const cause = await page.waitForSelector(`::-p-aria(${m.trouble_close_cause()}[role="combobox"])`);
  await cause?.select('marketplace-slow');
  await write(page, 'It was removed today. 今天已下架。', m.trouble_close());
  await page.goto(`${tour.program.url}/trouble`, { waitUntil: 'load' });
  const closed = m.trouble_is_closed({ cause: rootCauseName('marketplace-slow') });
  await until('that it is closed', () => page.$(`::-p-text(${closed})`), TIMEOUT);
  await page.screenshot({ path: join(tour.folder, 'trouble-closed.png'), fullPage: true });
  return `${number}: ${closed}`;
}

/** The investigator asks for the listing's title in their language; the program's people give it back, and it stands in the extension. */
export async function translationAnswered(tour: TourContext): Promise<string> {
  const title = had(tour.found.capture, 'capture').manifest.listing.facts.title?.value ?? '';
  // To a reader of Chinese no help is offered with a Chinese text.
  if (currentLanguage() === 'zh-CN' && /\p{Script=Han}/u.test(title)) {
    await had(tour.found.analyst, 'analyst').browserContext().close();
    delete tour.found.analyst;
    return m.start_translation_not_needed();
  }
  const desk = await tour.chromium.extensionPage(`sidepanel.html?draft=${had(tour.found.draftId, 'draft')}`);
  try {
    await desk.locator('#draft-facts').click();
    await desk
      .locator(`::-p-aria(${m.translation_ask_of({ label: m.translation_ask(), what: factName('title') })})`)
      .setTimeout(TIMEOUT)
      .click();
    await until('that it is asked for', () => desk.$(`::-p-text(${m.translation_asked()})`), TIMEOUT);
    const page = await analystPage(tour);
    await page.goto(`${tour.program.url}/translations`, { waitUntil: 'load' });
    const result = 'A jacket with the AURORA mark · 带有AURORA商标的夹克';
    await (await page.waitForSelector('form textarea'))?.type(result);
    await page.screenshot({ path: join(tour.folder, 'translation-queue.png'), fullPage: true });
    await press(page, m.translation_give());
    await until('it to be given back', () => page.$(`::-p-text(${m.translation_given()})`), TIMEOUT);
    await until(
      'the translation in the extension',
      async () => {
        await runIn(tour.helper)(`await chrome.runtime.sendMessage({ type: 'outbox.poke' });`);
        return desk.$(`.translated ::-p-text(${result})`);
      },
      TIMEOUT,
    );
    await desk.screenshot({ path: join(tour.folder, 'translation-answered.png'), fullPage: true });
    await page.browserContext().close();
    delete tour.found.analyst;
    return m.translation_given();
  } finally {
    await desk.close();
  }
}
