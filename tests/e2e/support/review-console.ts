import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { press } from '../../../scripts/support/sign-in.ts';
import { until } from '../../../scripts/support/until.ts';
import type { Stack } from './stack.ts';

/** The console's review as one of the program's staff has it before them, in a session of their own. */
export interface ReviewPage {
  page: Page;
  /** Opens one claim, ready to be decided about. */
  show(claimId: string, number: string): Promise<void>;
  close(): Promise<void>;
}

/** Signs somebody of the demo program's staff in to the review. */
export async function openReview(stack: Stack, email: string): Promise<ReviewPage> {
  const { url } = stack.server;
  const { page, close } = await openConsoleAs(stack, email, '/review', m.triage_title());
  return {
    page,
    async show(claimId, number) {
      await page.goto(`${url}/review/${claimId}`, { waitUntil: 'load' });
      const title = m.triage_claim_title({ number });
      await until('the claim', () => page.$(`::-p-aria(${title}[role="heading"])`));
    },
    close,
  };
}

/** The console as somebody of the demo program has it before them, in a session of their own. `heading` is what the screen shows then. */
export async function openConsoleAs(
  stack: Stack,
  email: string,
  path: string,
  heading: string,
): Promise<{ page: Page; close(): Promise<void> }> {
  if (!stack.server.demo) throw new Error('the demo program is missing');
  const context = await stack.chromium.browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  await page.goto(`${stack.server.url}${path}`, { waitUntil: 'load' });
  await page.locator(`::-p-aria(${m.console_sign_in_email()}[role="textbox"])`).fill(email);
  await page.locator(`::-p-aria(${m.console_sign_in_password()})`).fill(stack.server.demo.password);
  await press(page, m.console_sign_in());
  await page.locator(`::-p-aria(${heading}[role="heading"])`).wait();
  return { page, close: () => context.close() };
}
