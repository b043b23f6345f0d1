import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import type { SessionRow } from '../../utils/database/device-rows.ts';
import { SETTINGS_KEY } from '../../utils/settings/settings-key.ts';
import type { Chromium } from './chromium.ts';
import { readTable, runIn } from './extension-database.ts';
import { until } from './until.ts';

const TIMEOUT = 30_000;

/** How to sign in to a program. */
export interface Credentials {
  email: string;
  password: string;
}

/** Points the extension at a program backend. `page` is any open page of the extension. */
export async function pointAtBackend(page: Page, serverUrl: string): Promise<void> {
  await runIn(page)(
    `const stored = (await chrome.storage.local.get(arguments[0]))[arguments[0]];
     await chrome.storage.local.set({ [arguments[0]]: { ...stored, serverUrl: arguments[1] } });`,
    SETTINGS_KEY,
    serverUrl,
  );
}

/** True when the extension is signed in. */
export async function isSignedIn(page: Page): Promise<boolean> {
  const [row] = await readTable<SessionRow>(runIn(page), 'session');
  return row?.state === 'signed-in';
}

/**
 * Signs the extension in the way a person does: "Sign in" on a page of the extension, the program's page that it opens, e-mail and
 * password, comparing the code, "Approve". Resolves once the extension has its token; the console stays signed in as well.
 * @param page an open page of the extension that shows the sign-in, `popup.html` or `workspace.html`.
 */
export async function signIn(
  chromium: Chromium,
  page: Page,
  serverUrl: string,
  { email, password }: Credentials,
): Promise<void> {
  await page.bringToFront();
  const again = await page.$(`::-p-aria(${m.shared_sign_in_again()}[role="button"])`);
  await press(page, again ? m.shared_sign_in_again() : m.shared_sign_in());
  const approval = chromium.browser.waitForTarget((target) => target.url().startsWith(`${serverUrl}/`), {
    timeout: TIMEOUT,
  });
  approval.catch(() => undefined);
  await press(page, m.shared_open_approval());
  const consolePage = await (await approval).asPage();
  consolePage.setDefaultTimeout(TIMEOUT);
  await consolePage.bringToFront();

  await consolePage.locator(`::-p-aria(${m.console_sign_in_email()}[role="textbox"])`).fill(email);
  await consolePage.locator(`::-p-aria(${m.console_sign_in_password()})`).fill(password);
  await press(consolePage, m.console_sign_in());
  await press(consolePage, m.device_continue());
  await press(consolePage, m.device_approve());
  await until('the extension to be signed in', () => isSignedIn(page), TIMEOUT);
  await consolePage.close();
}

/** Presses the button with this accessible name, once it is there and enabled. */
export async function press(page: Page, name: string): Promise<void> {
  await page.locator(`::-p-aria(${name}[role="button"])`).setTimeout(TIMEOUT).click();
}
