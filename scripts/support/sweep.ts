import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import type { SweepItemRow, SweepRow } from '../../utils/database/sweep-rows.ts';
import type { Chromium } from './chromium.ts';
import { readTable, runIn } from './extension-database.ts';
import { choose, takeStatements } from './fill-claim.ts';
import { press } from './sign-in.ts';
import { until } from './until.ts';

const PLACE = 'In the title and on the first picture.';

/** The newest sweep of the extension. */
export async function newestSweep(helper: Page): Promise<SweepRow | undefined> {
  return (await readTable<SweepRow>(runIn(helper), 'sweeps')).at(-1);
}

/** The listings of all sweeps. */
export function sweepItems(helper: Page): Promise<SweepItemRow[]> {
  return readTable<SweepItemRow>(runIn(helper), 'sweepItems');
}

/** Writes into a field at once, as from the clipboard. */
async function paste(page: Page, selector: string, text: string): Promise<void> {
  const field = await page.locator(selector).waitHandle();
  await field.focus();
  await page.keyboard.sendCharacter(text);
}

/**
 * Begins a sweep on the screen of all sweeps, as a person does: name, list of links, the demo program's verified trademark, the unfair use of it with
 * its standing statements, the declarations. Resolves when it is declared and not yet started; gives what was said of the list.
 */
export async function setSweepUp(
  screen: Page,
  { name, links }: { name: string; links: readonly string[] },
): Promise<string> {
  await screen.locator(`::-p-aria(${m.sweep_name()}[role="textbox"])`).fill(name);
  await press(screen, m.sweep_new());
  await paste(screen, `::-p-aria(${m.sweep_links()}[role="textbox"])`, links.join('\n'));
  await press(screen, m.sweep_links_add());
  const said = await until('the list to be taken in', () =>
    screen.evaluate(() =>
      [...document.querySelectorAll('[role="status"]')]
        .map(({ textContent }) => textContent ?? '')
        .findLast((text) => /\d/.test(text)),
    ),
  );
  await choose(screen, m.desk_right(), /^AURORA · /);
  await choose(screen, m.desk_reason(), new RegExp(`^${m.reason_name_unfair_trademark_use()}`));
  await takeStatements(screen);
  await paste(screen, '#draft-field-markStandsOut', PLACE);
  await screen.locator('#sweep-declare').click();
  await until('the declarations to be recorded', async () => (await newestSweep(screen))?.declared);
  return said;
}

/** Starts the sweep that a screen shows. */
export async function startSweepOn(screen: Page): Promise<void> {
  await press(screen, m.sweep_start());
  await until('the sweep to run', async () => (await newestSweep(screen))?.state === 'running');
}

/** The marketplace page that is in front of its window, whatever page of the extension somebody looks from. */
export async function shownTab(helper: Page): Promise<{ id: number; url: string; status: string }> {
  return (await runIn(helper)(
    "const [tab] = await chrome.tabs.query({ active: true, url: '*://*/*', currentWindow: true }); return tab ?? { url: '' };",
  )) as { id: number; url: string; status: string };
}

/** Presses a key of a sweep, as the browser tells the worker of it, for the marketplace page in front. */
export async function pressKey(chromium: Chromium, helper: Page, command: string): Promise<void> {
  const tab = await shownTab(helper);
  // The browser wakes the worker for a key and waits until it listens; what is handed to it from outside does not.
  await runIn(helper)("await chrome.runtime.sendMessage({ type: 'store.look' });");
  const worker = await chromium.worker();
  await worker.evaluate(
    `chrome.commands.onCommand.dispatch(${JSON.stringify(command)}, ${JSON.stringify(tab)})`,
  );
}
