import type { CaptureManifest } from '@marketsafe/contract';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { Chromium } from '../../../scripts/support/chromium.ts';
import { runIn } from '../../../scripts/support/extension-database.ts';
import { CHROME_BUILD } from '../../../scripts/support/paths.ts';
import { type PracticeSite, startPracticeSite } from '../../../scripts/support/practice-site.ts';
import { until } from '../../../scripts/support/until.ts';
import type { CaptureOutcome } from '../../../utils/messages/messages.ts';
import { rows, tell } from './extension-data.ts';
import { newestCapture } from './prove-pictures.ts';

/** A browser with the extension and the practice marketplace, without a server; all sites are granted, so any click gets pixels. */
export interface Desk {
  chromium: Chromium;
  practice: PracticeSite;
  control: Page;
  close(): Promise<void>;
}

export async function openDesk(screen: { devicePixelRatio?: number; scrollBars?: boolean }): Promise<Desk> {
  const practice = await startPracticeSite();
  const chromium = await Chromium.launch({ extensionDir: CHROME_BUILD, practice, ...screen });
  const control = await chromium.extensionPage('workspace.html');
  await chromium.grantAllSites(control);
  return {
    chromium,
    practice,
    control,
    async close() {
      await chromium.close();
      await practice.close();
    },
  };
}

/** Id of the tab with this page. */
export async function tabOf(control: Page, page: Page): Promise<number> {
  const id = await runIn(control)(
    `const [tab] = (await chrome.tabs.query({ url: '*://*/*' })).filter((each) => each.url === arguments[0]);
     return tab.id;`,
    page.url(),
  );
  return Number(id);
}

/** Starts a capture of a whole page, which is brought to the front. */
export async function startWhole(control: Page, page: Page): Promise<{ outcome: Promise<CaptureOutcome> }> {
  await page.bringToFront();
  const tabId = await tabOf(control, page);
  const outcome = tell(control, { type: 'capture.start', tabId, again: true, profile: 'full' });
  outcome.catch(() => undefined);
  return { outcome: outcome as Promise<CaptureOutcome> };
}

/** Captures a whole page and gives the record. */
export async function captureWhole(control: Page, page: Page): Promise<CaptureManifest> {
  const { outcome } = await startWhole(control, page);
  expect(await outcome).toMatchObject({ outcome: 'saved', method: 'pixels' });
  return newestCapture(runIn(control));
}

/** Resolves when a capture under way has kept so many slices. */
export function slicesKept(control: Page, count: number): Promise<unknown> {
  return until(`slice ${count}`, async () =>
    (await rows(control, 'captureJobs')).some((job) => (job.progress?.done ?? 0) >= count),
  );
}

/** Everything of a page that a capture must leave as it was. */
export function standing(page: Page): Promise<unknown> {
  return page.evaluate(() => ({
    scroll: [window.scrollX, window.scrollY],
    nested: document.querySelector('#nested')?.scrollTop,
    focus: document.activeElement?.id,
    // The extension's own button stands beside the body, and its style is its own affair.
    styles: [...document.querySelectorAll('body [style]')]
      .filter((element) => !element.matches('.row'))
      .map((element) => `${element.id}: ${(element as HTMLElement).style.cssText}`),
    smooth: getComputedStyle(document.documentElement).scrollBehavior,
    snap: getComputedStyle(document.documentElement).scrollSnapType,
    moves: getComputedStyle(document.querySelector('#fixed') ?? document.body).transitionDuration,
  }));
}
