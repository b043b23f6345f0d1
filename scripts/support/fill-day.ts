import type { Page } from 'puppeteer-core';

/** Fills a day as the browser's own control takes it, without its keys, whose order goes by the machine's language. */
export async function fillDay(page: Page, selector: string, value: string): Promise<void> {
  const control = await page.waitForSelector(selector);
  await control?.evaluate((one, wanted) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(one, wanted);
    one.dispatchEvent(new Event('input', { bubbles: true }));
  }, value);
}
