import type { Page } from 'puppeteer-core';
import { runIn } from '../../../scripts/support/extension-database.ts';
import type { Stack } from './stack.ts';

/** The marketplace page that is in front of its window, whatever page of the extension the test looks from. */
export async function shownTab(control: Page): Promise<{ id: number; url: string; status: string }> {
  return (await runIn(control)(
    "const [tab] = await chrome.tabs.query({ active: true, url: '*://*/*', currentWindow: true }); return tab ?? { url: '' };",
  )) as { id: number; url: string; status: string };
}

/** Presses a key of a sweep, as the browser tells the worker of it, for the marketplace page in front. */
export async function pressKey(stack: Stack, control: Page, command: string): Promise<void> {
  const tab = await shownTab(control);
  const worker = await stack.chromium.worker();
  await worker.evaluate(
    `chrome.commands.onCommand.dispatch(${JSON.stringify(command)}, ${JSON.stringify(tab)})`,
  );
}
