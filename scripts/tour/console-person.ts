import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { press } from '../support/sign-in.ts';
import type { TourContext } from './context.ts';

const TIMEOUT = 20_000;

/** Opens the console in a session of its own and signs somebody of the demo program in. `heading` is what the screen at `path` shows then. */
export async function consoleOf(
  tour: TourContext,
  email: string,
  path: string,
  heading: string,
): Promise<Page> {
  const context = await tour.chromium.browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  page.setDefaultTimeout(TIMEOUT);
  await page.goto(tour.program.url + path, { waitUntil: 'load' });
  await page.locator(`::-p-aria(${m.console_sign_in_email()}[role="textbox"])`).fill(email);
  await page.locator(`::-p-aria(${m.console_sign_in_password()})`).fill(tour.program.credentials.password);
  await press(page, m.console_sign_in());
  await page.locator(`::-p-aria(${heading}[role="heading"])`).wait();
  return page;
}
