import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { press } from '../../../scripts/support/sign-in.ts';
import { until } from '../../../scripts/support/until.ts';
import { violationsOf } from './axe.ts';

export const PASSWORD = 'correct horse battery staple';

export const EMAIL = () => `${m.console_sign_in_email()}[role="textbox"]`;
export const fill = (page: Page, label: string, text: string) =>
  page.locator(`::-p-aria(${label})`).fill(text);
export const shows = (page: Page, text: string) => page.locator(`::-p-text(${text})`).wait();
export const heading = (page: Page, text: string) =>
  page.locator(`::-p-aria(${text}[role="heading"])`).wait();
export const follow = (page: Page, name: string) => page.locator(`::-p-aria(${name}[role="link"])`).click();

/** What axe finds in light and dark colours. */
export async function complaints(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const value of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    await until('the colours to have arrived', () =>
      page.evaluate(() => !document.getAnimations().some((animation) => animation instanceof CSSTransition)),
    );
    found.push(...(await violationsOf(page)));
  }
  return found;
}

/** Signs somebody in by password, from the page for that; the claims are shown then. */
export async function signInByPassword(page: Page, email: string, password = PASSWORD): Promise<void> {
  await fill(page, EMAIL(), email);
  await fill(page, m.console_sign_in_password(), password);
  await press(page, m.console_sign_in());
  await heading(page, m.console_claims_title());
}
