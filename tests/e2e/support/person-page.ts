import type { Page } from 'puppeteer-core';
import type { Chromium } from '../../../scripts/support/chromium.ts';
import type { Person } from '../../server/support.ts';

/**
 * A page of somebody who is signed in by a token, in a session of their own; nothing is loaded yet.
 * @param width of the window, in CSS pixels
 */
export async function personPage(
  { browser }: Chromium,
  { token }: Pick<Person, 'token'>,
  width = 1280,
): Promise<Page> {
  const page = await (await browser.createBrowserContext()).newPage();
  await page.setViewport({ width, height: 900 });
  await page.setExtraHTTPHeaders({ authorization: `Bearer ${token}` });
  return page;
}
