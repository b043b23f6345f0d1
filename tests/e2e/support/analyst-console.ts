import type { Page } from 'puppeteer-core';
import { press } from '../../../scripts/support/sign-in.ts';
import { violationsOf } from './axe.ts';
import type { Stack } from './stack.ts';

/** The console as the demo program's analyst sees it, apart from the investigator's session. */
export interface AnalystConsole {
  page: Page;
  /** What axe finds on the page as it is now. */
  violations(): Promise<string[]>;
  close(): Promise<void>;
}

/** Signs the analyst in to the console and shows one of its screens, which has this heading. */
export async function openAsAnalyst(
  stack: Stack,
  path: string,
  heading = 'Marketplaces',
): Promise<AnalystConsole> {
  if (!stack.server.demo) throw new Error('the demo program is missing');
  const context = await stack.chromium.browser.createBrowserContext();
  const page = await context.newPage();
  await page.goto(`${stack.server.url}${path}`, { waitUntil: 'load' });
  await page.locator('::-p-aria(E-mail[role="textbox"])').fill('analyst@demo.example');
  await page.locator('::-p-aria(Password)').fill(stack.server.demo.password);
  await press(page, 'Sign in');
  await page.locator(`::-p-aria(${heading}[role="heading"])`).wait();
  return { page, violations: () => violationsOf(page), close: () => context.close() };
}
