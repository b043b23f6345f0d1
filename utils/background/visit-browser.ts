import { browser } from 'wxt/browser';
import { z } from 'zod';
import type { ReporterDatabase } from '../database/database.ts';
import type { Place, VisitDeps } from '../visit/visit.ts';
import { pageOfTab } from './page-of-tab.ts';

/** The alarm that wakes the worker while a visit is under way. */
export const VISIT_ALARM = 'visit';

/** Where the place is kept: as long as this run of the browser, over the worker's death. */
const PLACE_KEY = 'visit-place';

/** Large enough for a listing as most people see it, in CSS pixels. */
const WINDOW = { width: 1_280, height: 900 };

const place = z.object({ windowId: z.number().int(), tabId: z.number().int() });

async function readPlace(): Promise<Place | undefined> {
  const kept = (await browser.storage.session.get(PLACE_KEY))[PLACE_KEY];
  return place.safeParse(kept).data;
}

async function writePlace(next: Place | undefined): Promise<void> {
  if (next) await browser.storage.session.set({ [PLACE_KEY]: next });
  else await browser.storage.session.remove(PLACE_KEY);
}

/** The browser's calls of a visit. */
export function visitDeps(db: ReporterDatabase, capture: VisitDeps['capture']): VisitDeps {
  return {
    db,
    now: Date.now,
    random: Math.random,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    place: { read: readPlace, write: writePlace },
    open: async (url) => {
      const made = await browser.windows.create({ url, focused: false, ...WINDOW });
      const tabId = made?.tabs?.[0]?.id;
      return made?.id === undefined || tabId === undefined ? undefined : { windowId: made.id, tabId };
    },
    tab: async ({ tabId, windowId }) => {
      const tab = await browser.tabs.get(tabId).catch(() => undefined);
      if (tab?.windowId !== windowId) return undefined;
      return { url: tab.pendingUrl ?? tab.url, loaded: tab.status === 'complete' && !tab.pendingUrl };
    },
    lead: async (tabId, url) => void (await browser.tabs.update(tabId, { url, active: true })),
    unfold: async (windowId) => {
      const { state } = await browser.windows.get(windowId);
      if (state === 'minimized') await browser.windows.update(windowId, { state: 'normal', focused: false });
    },
    page: pageOfTab,
    capture,
    close: async (windowId) => void (await browser.windows.remove(windowId)),
  };
}

/** Keeps the worker's alarm as long as there is something to visit: a worker that dies between two listings is woken again. */
export async function keepVisitAlarm(isVisiting: boolean): Promise<void> {
  if (isVisiting) await browser.alarms.create(VISIT_ALARM, { periodInMinutes: 0.5 });
  else await browser.alarms.clear(VISIT_ALARM);
}
