import type { Page } from 'puppeteer-core';

/**
 * Ticks every box that a selector names and that is not ticked, as a person does. Each is looked up afresh, and clicked once it stands
 * still: what is drawn again while one works keeps no element.
 * @param boxes a selector of checkboxes alone
 */
export async function tickEach(page: Page, boxes: string): Promise<void> {
  const next = `${boxes}:not(:checked, :disabled)`;
  while (await page.$(next)) await page.locator(next).click();
}
