import type { Page } from 'puppeteer-core';
import { until } from '../support/until.ts';

/** Keys that are pressed, beside the first that warm up. */
const KEYS = 120;
const WARM_UP = 10;
const TEXT = 'The title uses our registered mark for goods that we never made. ';

/** From each key until the frame that shows its letter was painted, in milliseconds. */
const WATCH = `(() => {
  globalThis.typed = [];
  addEventListener('keydown', (event) => {
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => globalThis.typed.push(performance.now() - event.timeStamp);
      after.port2.postMessage(null);
    });
  }, true);
})()`;

/** Types into the page's first text area, each key once the one before it is painted. */
export async function typeInto(page: Page): Promise<number[]> {
  await page.waitForSelector('textarea');
  await page.focus('textarea');
  await page.evaluate(WATCH);
  for (let at = 0; at < KEYS + WARM_UP; at += 1) {
    await page.keyboard.press((TEXT[at % TEXT.length] ?? ' ') as 'a');
    await until('the letter to be painted', () => page.evaluate(`typed.length > ${at}`));
  }
  const times = (await page.evaluate('typed')) as number[];
  const text = await page.$eval('textarea', (area) => area.value);
  if (!text.includes(TEXT.trim())) throw new Error('what was typed is not there');
  return times.slice(WARM_UP);
}
