import { type CaptureProfile, hostMatchPatterns } from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import { liveQuery } from 'dexie';
import { browser } from 'wxt/browser';
import { finishInterrupted } from '../capture/resume.ts';
import { ReporterDatabase } from '../database/database.ts';
import { noteSighting } from '../known/sightings.ts';
import { keepLanguage, knownLanguage } from '../language/keep-language.ts';
import { dispatch, type Handlers } from '../messages/dispatch.ts';
import type { PageSettings, PageStatus, SweepKey } from '../messages/messages.ts';
import { followNotifications } from '../notifications/notify.ts';
import { onSettings, readSettings } from '../settings/settings.ts';
import { runningSweep, stopOnLostRight } from '../sweeps/sweeps.ts';
import { createVisit } from '../visit/visit.ts';
import { bringAhead, captureContext, createCaptureService, stopCapture } from './capture-service.ts';
import { bringCards, listsFor, openCardsPanel, standingsFor } from './cards-service.ts';
import { putPageBack } from './full-page.ts';
import { keepStorageFromPages } from './keep-storage.ts';
import { watchLoads } from './network.ts';
import { attachToOpenTabs, followListing, pageOfTab, tellListings } from './page-of-tab.ts';
import { createStore } from './store.ts';
import { sweepDeps, tellArrived } from './sweep-browser.ts';
import { createSweepService } from './sweep-service.ts';
import { createSyncService } from './sync-service.ts';
import { showBadge, showDefaultTitle, showPageIcon } from './toolbar.ts';
import { keepVisitAlarm, VISIT_ALARM, visitDeps } from './visit-browser.ts';

/** What a capture is started by, menu entries and keys, by name, and what each takes: the user's default where nothing is said. */
const TRIGGERS: ReadonlyMap<string, { profile?: CaptureProfile; title: () => string }> = new Map([
  ['capture-listing', { title: m.toolbar_menu_capture }],
  ['capture-whole-page', { profile: 'full', title: m.toolbar_menu_whole_page }],
]);

/** Keys of a sweep, by the command that the browser knows them by. Where no sweep runs, the first captures as ever. */
const KEYS: ReadonlyMap<string, SweepKey> = new Map([
  ['capture-listing', 'capture'],
  ['sweep-not-infringing', 'not-infringing'],
  ['sweep-watch', 'watch'],
  ['sweep-undo', 'undo'],
]);

/** A capture whose trigger shows nothing itself: shortcut and menu. */
const UNSEEN = { grantsPixels: true, opensDraft: true };

/** Makes the entries of the context menu, which the browser keeps from then on. */
async function makeMenu(): Promise<void> {
  await Promise.all([browser.contextMenus.removeAll(), keepLanguage()]);
  for (const [id, { title }] of TRIGGERS) {
    browser.contextMenus.create({
      id,
      title: title(),
      contexts: ['page', 'image', 'link', 'selection'],
      documentUrlPatterns: hostMatchPatterns(),
    });
  }
}

/** Gives the entries that are there their titles in the language of now. */
async function renameMenu(): Promise<void> {
  await keepLanguage();
  await Promise.allSettled(
    [...TRIGGERS].map(([id, { title }]) => browser.contextMenus.update(id, { title: title() })),
  );
}

async function pageSettings(): Promise<PageSettings> {
  const [{ discreet }, language] = await Promise.all([readSettings(), knownLanguage()]);
  return { discreet, language };
}

/**
 * Starts the worker: every listener is registered in this one synchronous turn, because the browser wakes a dead worker for an
 * event and delivers it only to listeners that are there at once. What they need is looked up when they run.
 */
export function startBackground(): void {
  const startedAt = Date.now();
  const db = new ReporterDatabase();
  const store = createStore(db);
  const sync = createSyncService(db, store);
  const takeCapture = createCaptureService(db, store);
  const capture: typeof takeCapture = async (tabId, order) => {
    const outcome = await takeCapture(tabId, order);
    // Colleagues hear that there is a draft.
    if (outcome.outcome === 'saved') sync.resume();
    return outcome;
  };
  const sweep = createSweepService(sweepDeps(db, capture));
  const visit = createVisit(visitDeps(db, capture));

  const refreshTabs = async (which: { active?: true; discarded?: false }) => {
    const tabs = await browser.tabs.query({ ...which, url: hostMatchPatterns() });
    await Promise.all(
      tabs.map(async ({ id }) => {
        if (id !== undefined) await showPageIcon(db, id, await pageOfTab(id));
      }),
    );
  };

  const handlers: Handlers = {
    'page.here': async ({ shows }, from) => {
      if (shows === 'listing') await followListing(from.tabId);
      // A page that is to be left untouched is read only for who looks at it in the side panel.
      else if (!(await readSettings()).discreet) await bringCards(from.tabId);
      return undefined;
    },
    'page.cards': async (shown) => ({
      ...(await pageSettings()),
      standings: await standingsFor(db, shown.listings),
      listed: await listsFor(db, shown),
    }),
    'page.chosen': async () => undefined,
    'page.panel': async (_, from) => {
      await openCardsPanel(from.tabId);
      return undefined;
    },
    'cards.bring': async ({ tabId }) => {
      await bringCards(tabId);
      return undefined;
    },
    'page.seen': async ({ type: _, ...seen }, from) => {
      const page = seen as PageStatus;
      // Whether a removed listing is back is a part of how it stands.
      void noteSighting(db, page, Date.now())
        .catch(console.error)
        .then(() => showPageIcon(db, from.tabId, page));
      tellArrived(from.tabId);
      return pageSettings();
    },
    'capture.here': ({ listing }, from) =>
      capture(from.tabId, { listing, grantsPixels: false, opensDraft: true }),
    'capture.left': async (_, from) => {
      await putPageBack(from.tabId);
      return undefined;
    },
    'capture.start': ({ tabId, listing, again, profile }) =>
      capture(tabId, { listing, again, profile, grantsPixels: true, opensDraft: false }),
    'sweep.key': ({ tabId, key }) => sweep(tabId, key, false),
    'capture.stop': async ({ tabId }) => {
      await stopCapture(db, tabId);
      return undefined;
    },
    'page.status': async ({ tabId }) => {
      const status = await pageOfTab(tabId);
      // Who asks shows a button that captures it.
      void bringAhead(db, tabId, status);
      return status;
    },
    'outbox.poke': async () => {
      sync.wake();
      await refreshTabs({ active: true });
      return undefined;
    },
    'store.look': () => store.look(),
    'draft.left': async ({ draftId }) => {
      await store.draftLeft(draftId);
      return undefined;
    },
    // Who signs in makes the device known: it must be the one that was here before.
    'session.begin': () => store.look().then(() => sync.beginSession()),
    'session.poll': () => store.look().then(() => sync.pollSession()),
    'session.end': () => sync.endSession(),
  };
  const captureFrom = (trigger: string, tabId: number | undefined) => {
    const found = TRIGGERS.get(trigger);
    if (found && tabId !== undefined) void capture(tabId, { ...UNSEEN, profile: found.profile });
  };
  const own = { id: browser.runtime.id, origin: new URL(browser.runtime.getURL('/popup.html')).origin };

  browser.runtime.onMessage.addListener((message, sender) => dispatch(handlers, own, message, sender));
  browser.runtime.onInstalled.addListener(() => {
    void makeMenu();
    void attachToOpenTabs();
    sync.wake();
  });
  browser.runtime.onStartup.addListener(() => {
    // The browser itself may speak another language than when it made the menu.
    void renameMenu();
    sync.wake();
  });
  browser.alarms.onAlarm.addListener((alarm) => {
    sync.alarm(alarm.name);
    if (alarm.name === VISIT_ALARM) void visit();
  });
  browser.contextMenus.onClicked.addListener((info, tab) => {
    captureFrom(String(info.menuItemId), tab?.id);
  });
  browser.commands.onCommand.addListener((command, tab) => {
    const key = KEYS.get(command);
    if (key === undefined) captureFrom(command, tab?.id);
    else if (tab?.id !== undefined)
      void sweep(tab.id, key, true).catch((error: unknown) => console.error(error));
  });

  watchLoads();
  followNotifications();
  // Before what follows: it hears of a change first.
  void keepLanguage();
  onSettings(() => {
    // Not only when the language of this worker changes: one that the change woke has the new one from its start.
    void pageSettings().then((settings) => tellListings({ type: 'settings', ...settings }));
    void renameMenu();
    void showDefaultTitle();
    // A tab that was put to sleep says what it is when it wakes.
    void refreshTabs({ discarded: false });
  });
  void keepStorageFromPages();
  void showDefaultTitle();
  // A capture that a dead worker left may be among what is put back.
  void store.look().then(() => {
    void finishInterrupted(db, captureContext(), startedAt, { now: Date.now, putPageBack });
    sync.resume();
  });
  // Also at every start: a right may have expired meanwhile.
  liveQuery(() => db.reference.get('rights')).subscribe({
    next: () => void stopOnLostRight(db, Date.now()).catch((error: unknown) => console.error(error)),
    error: (error) => console.error(error),
  });
  // A visit begins, or goes on where a worker that died left it, as soon as its sweep runs.
  liveQuery(async () => (await runningSweep(db))?.visit !== undefined).subscribe({
    next: (isVisiting) => {
      void keepVisitAlarm(isVisiting);
      if (isVisiting) void visit();
    },
    error: (error) => console.error(error),
  });
  // What the organisation has on listings has changed, or may have: a listing that stands open behind others says so, too, once somebody looks there.
  let cursor: number | undefined;
  liveQuery(() => db.reference.get('known')).subscribe({
    next: (row) => {
      const now = row?.key === 'known' ? row.cursor : undefined;
      const isNews = cursor !== undefined && now !== cursor;
      cursor = now;
      void refreshTabs(isNews ? { discarded: false } : { active: true });
    },
    error: (error) => console.error(error),
  });
  liveQuery(() => showBadge(db)).subscribe({ error: (error) => console.error(error) });
}
