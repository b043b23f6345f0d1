import { join } from 'node:path';
import { m, testBuyStageName } from '@marketsafe/words';
import { press } from '../support/sign-in.ts';
import { consoleOf } from './console-person.ts';
import type { TourContext } from './context.ts';

const INVESTIGATOR = 'investigator@demo.example';

/** An investigator plans a test buy, reads what is missing in sentences, and notes that it was ordered. */
export async function testBuy(tour: TourContext): Promise<string> {
  const page = await consoleOf(tour, INVESTIGATOR, '/test-buys', m.testbuys_title());
  await press(page, m.testbuys_plan());
  await page.locator(`::-p-aria(${m.raids_case()}[role="textbox"])`).fill(m.start_test_buy_name());
  await press(page, m.testbuys_plan_now());
  await page.locator(`::-p-text(${m.testbuys_lack_capture()})`).wait();
  await press(page, m.testbuys_note_stage({ stage: testBuyStageName('ordered') }));
  await page.locator('dialog[open] button[type="submit"]').click();
  await page.waitForSelector('dialog[open]', { hidden: true });
  await page.locator(`::-p-text(${m.testbuys_lack_order_number()})`).wait();
  await page.screenshot({ path: join(tour.folder, 'test-buy.png'), fullPage: true });
  const number = await page.$eval('.claim-number', (one) => one.textContent ?? '');
  await page.goto(`${tour.program.url}/test-buys`, { waitUntil: 'load' });
  await page.locator(`main td::-p-text(${number})`).wait();
  await page.screenshot({ path: join(tour.folder, 'test-buys.png'), fullPage: true });
  await page.close();
  return `${number}, ${testBuyStageName('ordered')}`;
}
