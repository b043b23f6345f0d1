import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import type { Chromium } from '../../../scripts/support/chromium.ts';
import { press } from '../../../scripts/support/sign-in.ts';
import type { TestServer } from '../../server/support.ts';

/**
 * Somebody of the demo program at the console, in a session of their own.
 * @param title of the screen at `path`; one that stands there only while it is read may be gone before it was seen
 */
export async function demoPerson(
  chromium: Chromium,
  server: TestServer,
  email: string,
  path: string,
  title: string,
): Promise<Page> {
  const text = await readFile(join(server.dataFolder, 'demo-credentials.json'), 'utf8');
  const { password } = JSON.parse(text) as { password: string };
  const page = await (await chromium.browser.createBrowserContext()).newPage();
  await page.setViewport({ width: 1366, height: 900 });
  await page.goto(server.url + path, { waitUntil: 'load' });
  await page.locator(`::-p-aria(${m.console_sign_in_email()}[role="textbox"])`).fill(email);
  await page.locator(`::-p-aria(${m.console_sign_in_password()})`).fill(password);
  await press(page, m.console_sign_in());
  await page.locator(`::-p-aria(${title}[role="heading"])`).wait();
  return page;
}
