import type { Page } from 'puppeteer-core';
import { runIn } from '../../../scripts/support/extension-database.ts';
import { middleOf, readButton } from '../../../scripts/support/in-page-button.ts';
import { until } from '../../../scripts/support/until.ts';
import type { DraftRow } from '../../../utils/database/draft-rows.ts';
import { rows } from './extension-data.ts';
import type { Stack } from './stack.ts';

/** Opens a listing and waits until the toolbar icon says that it is one. */
export async function openListing(stack: Stack, control: Page, url: string): Promise<Page> {
  const page = await stack.chromium.open(url);
  await page.bringToFront();
  await until('the listing to be recognised', async () =>
    /Listing recognised|Draft saved|Reported by|on its way|needs you/.test(await iconTitle(control, page)),
  );
  return page;
}

/** Tooltip of the toolbar icon on a page's tab. */
export async function iconTitle(control: Page, page: Page): Promise<string> {
  return String(
    await runIn(control)(
      `const [tab] = (await chrome.tabs.query({ url: '*://*/*' })).filter((each) => each.url === arguments[0]);
       return tab ? chrome.action.getTitle({ tabId: tab.id }) : '';`,
      page.url(),
    ),
  );
}

/** Captures by the real toolbar action: popup, then its focused button. Resolves when the popup says what came of it. */
export async function captureFromToolbar(stack: Stack, page: Page): Promise<string> {
  const popup = await stack.chromium.openPopup(page);
  await until('the focused Capture button', () =>
    popup.evaluate(() => /^Capture/.test(document.activeElement?.textContent ?? '')),
  );
  await popup.keyboard.press('Enter');
  const said = await until('the popup to say what came of it', () => saidBy(popup));
  await popup.close();
  return said;
}

/** Captures a page slice by slice with one key in the popup; resolves when the popup says that it is saved. */
export async function captureWholeFromToolbar(stack: Stack, page: Page): Promise<void> {
  const popup = await stack.chromium.openPopup(page);
  await until('the focused Capture button', () =>
    popup.evaluate(() => /^Capture/.test(document.activeElement?.textContent ?? '')),
  );
  await popup.keyboard.press('f');
  await until(
    'the popup to say that it is saved',
    async () => /^Saved/.test((await saidBy(popup)) ?? ''),
    90_000,
  );
  await popup.close();
}

/** What the popup says of the capture that was started in it, once it is over. */
export function saidBy(popup: Page): Promise<string | undefined> {
  return popup.evaluate(() =>
    [...document.querySelectorAll('[aria-label="This page"] :is([role="status"], [role="alert"])')]
      .map((element) => element.textContent ?? '')
      .find((text) => text !== '' && !text.startsWith('Capturing')),
  );
}

/** Gives the tab its grant by the real toolbar action and closes the popup again, without capturing. */
export async function grantByToolbar(stack: Stack, page: Page): Promise<void> {
  const popup = await stack.chromium.openPopup(page);
  await popup.close();
  await page.bringToFront();
}

/** Where a test reaches the worker's own listeners: the browser's shortcut and menu cannot be pressed without a screen. */
export async function dispatchToWorker(
  stack: Stack,
  control: Page,
  page: Page,
  event: 'commands.onCommand' | 'contextMenus.onClicked',
  command = 'capture-listing',
): Promise<void> {
  const tab = await runIn(control)(
    `const [tab] = (await chrome.tabs.query({ url: '*://*/*' })).filter((each) => each.url === arguments[0]);
     return tab;`,
    page.url(),
  );
  const worker = await stack.chromium.worker();
  const argument = event === 'commands.onCommand' ? command : { menuItemId: command };
  await worker.evaluate(`chrome.${event}.dispatch(${JSON.stringify(argument)}, ${JSON.stringify(tab)})`);
}

/** Clicks the in-page button where it stands, once a click on it counts. */
export async function clickInPageButton(page: Page): Promise<void> {
  const debug = await page.createCDPSession();
  // The icon says that a listing was recognised before the page is told so and puts its button there.
  const button = await until('an in-page button that can be clicked', async () => {
    const found = await readButton(debug);
    return found?.counts && found;
  });
  const { x, y } = await middleOf(debug, button);
  await debug.detach();
  await page.mouse.click(x, y);
}

/** Waits for the draft of a listing. */
export function draftOf(control: Page, itemId: string): Promise<DraftRow> {
  return until(`the draft of ${itemId}`, async () =>
    (await rows(control, 'drafts')).find((draft) => draft.target.itemId === itemId),
  );
}

/** How the pictures of a draft were made. */
export function methodsOf(draft: DraftRow): string[] {
  return draft.evidence.flatMap((item) => item.files.map((file) => file.method));
}
