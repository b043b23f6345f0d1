import type { StepCodes } from '@marketsafe/words';
import { browser } from 'wxt/browser';
import type { ReporterDatabase } from '../database/database.ts';
import { keepLanguage } from '../language/keep-language.ts';
import { readSettings } from '../settings/settings.ts';
import { badgeOfStep } from '../toolbar/badge.ts';
import { titleOfStep } from '../toolbar/icon.ts';
import type { CaptureOrder } from './capture-service.ts';
import { pageOfTab, tellTab } from './page-of-tab.ts';
import type { SweepDeps } from './sweep-service.ts';
import { showPageIcon } from './toolbar.ts';

/** What a key came to stands in the icon for so long, in milliseconds. */
const SHOWN_MS = 2_500;

/** File of the script that says in a page what a key came to. */
const WORDS = '/capture-told.js';

/** A tab that a key led to may still be on its way: it is told again when its page says what it is, within so many milliseconds. */
const LATE_MS = 15_000;
const late = new Map<number, { told: StepCodes; at: number }>();

/** A tab's page says what it is: it may have been led to by a key, before it could hear what that came to. */
export function tellArrived(tabId: number): void {
  const kept = late.get(tabId);
  late.delete(tabId);
  if (kept && Date.now() - kept.at < LATE_MS)
    void tellPage(tabId, kept.told).catch((error: unknown) => console.error(error));
}

async function tellPage(tabId: number, told: StepCodes): Promise<void> {
  const { discreet } = await readSettings();
  if (discreet) return;
  await browser.scripting.executeScript({ target: { tabId }, files: [WORDS] }).catch(() => undefined);
  await tellTab(tabId, { type: 'step.told', told });
}

async function showInIcon(db: ReporterDatabase, tabId: number, told: StepCodes): Promise<void> {
  await keepLanguage();
  const { text, colour } = badgeOfStep(told);
  await Promise.allSettled([
    browser.action.setBadgeBackgroundColor({ tabId, color: colour }),
    browser.action.setBadgeText({ tabId, text }),
    browser.action.setTitle({ tabId, title: titleOfStep(told) }),
  ]);
  setTimeout(() => {
    void Promise.allSettled([
      // Null brings back what the badge says in every tab; an empty text would be one of its own.
      browser.action.setBadgeText({ tabId, text: null as unknown as string }),
      pageOfTab(tabId).then((page) => showPageIcon(db, tabId, page)),
    ]);
  }, SHOWN_MS);
}

/** The browser's calls of a sweep. */
export function sweepDeps(
  db: ReporterDatabase,
  capture: (tabId: number, order: CaptureOrder) => ReturnType<SweepDeps['capture']>,
): SweepDeps {
  return {
    db,
    now: Date.now,
    capture,
    page: pageOfTab,
    tab: async (tabId) => {
      const { url, title, windowId = -1 } = await browser.tabs.get(tabId);
      return { url, title, windowId };
    },
    tabsOf: async (windowId) => {
      const tabs = await browser.tabs.query({ windowId });
      return tabs.flatMap(({ id, url, pendingUrl }) =>
        id === undefined ? [] : [{ id, url: pendingUrl ?? url }],
      );
    },
    show: async (tabId) => void (await browser.tabs.update(tabId, { active: true })),
    open: async (url, beside, inFront) => {
      const { windowId, index } = await browser.tabs.get(beside);
      const made = await browser.tabs.create({
        ...{ url, active: inFront, index: index + 1, openerTabId: beside },
        ...(windowId !== undefined && { windowId }),
      });
      return made.id ?? beside;
    },
    lead: async (tabId, url) => void (await browser.tabs.update(tabId, { url })),
    close: (tabId) => browser.tabs.remove(tabId),
    tell: (tabId, told, isLedTo) => {
      if (isLedTo) late.set(tabId, { told, at: Date.now() });
      void tellPage(tabId, told).catch((error: unknown) => console.error(error));
      void showInIcon(db, tabId, told).catch((error: unknown) => console.error(error));
    },
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
}
