import { join } from 'node:path';
import { m } from '@marketsafe/words';
import type { SerializedAXNode } from 'puppeteer-core';
import type { CaptureRow } from '../../utils/database/capture-rows.ts';
import { readTable, runIn } from '../support/extension-database.ts';
import { press } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { had, type TourContext } from './context.ts';

const MARK = '\u0000';
/** How every sentence about a saved capture begins, whatever it holds. */
const SAVED = [m.outcome_saved, m.outcome_saved_rendered, m.outcome_saved_none].map(
  (message) => () => message({ parts: MARK }).split(MARK, 1).join(),
);
const SAVED_TIMEOUT = 30_000;
const PANEL_TIMEOUT = 8_000;

/** Clicks the toolbar button and waits until the popup offers the capture, with the focus on it. */
export async function openPopup(tour: TourContext): Promise<string> {
  const popup = await tour.chromium.openPopup(had(tour.found.listingPage, 'listing page'));
  tour.found.popup = popup;
  const name = await until(
    'the focused Capture button',
    async () => {
      const focused = focusedIn(await popup.accessibility.snapshot());
      return focused?.role === 'button' && focused.name?.startsWith(m.popup_capture()) && focused.name;
    },
    SAVED_TIMEOUT,
  );
  return m.start_focus_on({ button: name });
}

/** The innermost element that has the focus, as assistive technology is told. */
function focusedIn(node: SerializedAXNode | null): SerializedAXNode | null {
  for (const child of node?.children ?? []) {
    const found = focusedIn(child);
    if (found) return found;
  }
  return node?.focused ? node : null;
}

/** What is kept a second time, as so many of each kind: it is written beside what is saved. */
async function keptTwice({ helper }: TourContext): Promise<string> {
  const names = (await runIn(helper)(`
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('second-copy');
    return Array.fromAsync(folder.keys());`)) as string[];
  const kinds = [...new Set(names.map((name) => name.split('.', 1).join()))].sort();
  return kinds
    .map((kind) => `${kind} ${names.filter((name) => name.startsWith(`${kind}.`)).length}`)
    .join(', ');
}

/** Presses the focused button and waits until the popup says that the capture is saved. */
export async function capture(tour: TourContext): Promise<string> {
  const popup = had(tour.found.popup, 'popup');
  const started = performance.now();
  await popup.keyboard.press('Enter');
  const said = await until(
    'the popup to say that the capture is saved',
    async () => {
      const texts = await popup.$$eval('[role="status"], [role="alert"]', (elements) =>
        elements.map((element) => element.textContent ?? ''),
      );
      return texts.find((text) => SAVED.some((beginning) => text.startsWith(beginning())));
    },
    SAVED_TIMEOUT,
  );
  const clickToSavedMs = Math.round(performance.now() - started);
  const rows = await readTable<CaptureRow>(runIn(tour.helper), 'captures');
  const row = had(rows.at(-1), 'capture in the database although the popup says “saved”');
  tour.found.capture = {
    captureId: row.captureId,
    manifest: row.manifest,
    manifestSha256: row.manifestSha256,
    clickToSavedMs,
  };
  tour.found.draftId = row.draftId;
  await popup.screenshot({ path: join(tour.folder, 'popup.png') });
  const twice = await keptTwice(tour);
  return `${m.start_said_after({ said, ms: clickToSavedMs })}; ${m.start_kept_twice({ names: twice })}`;
}

/** Opens the draft from the popup, in the side panel where the browser shows one, else in a tab. */
export async function openDraft(tour: TourContext): Promise<string> {
  const popup = had(tour.found.popup, 'popup');
  const panel = tour.chromium.shownExtensionPage('sidepanel.html', PANEL_TIMEOUT);
  panel.catch(() => undefined);
  // Opening the panel closes the popup, sometimes before the click has returned.
  await press(popup, m.popup_open_draft()).catch(() => undefined);
  tour.found.desk = await panel.catch(() =>
    tour.chromium.extensionPage(`sidepanel.html?draft=${had(tour.found.draftId, 'draft')}`),
  );
  await until('the draft to be shown', () =>
    tour.found.desk?.$(`::-p-aria(${m.desk_finish()}[role="button"])`).then((button) => button !== null),
  );
  return new URL(tour.found.desk.url()).search === '' ? m.start_in_panel() : m.start_in_tab();
}
