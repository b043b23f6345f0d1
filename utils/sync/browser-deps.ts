import { browser } from 'wxt/browser';
import type { ReporterDatabase } from '../database/database.ts';
import { notifyOfAnswers } from '../notifications/notify.ts';
import { readSettings, writeSettings } from '../settings/settings.ts';
import { createSender, type Sender } from './sender.ts';
import { type SyncDeps, synchronise } from './synchronise.ts';

/** The alarm that wakes the worker for the outbox. */
export const OUTBOX_ALARM = 'outbox';

/** Shortest alarm that Chromium keeps, in milliseconds. */
const SHORTEST_ALARM_MS = 30_000;

const LOOPBACK = /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(:|$)/;

/** The platform of this browser, for the outbox, the sign-in and the API client. */
export function browserDeps(db: ReporterDatabase): SyncDeps {
  return {
    db,
    fetch: (url, init) => fetch(url, init),
    now: Date.now,
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    newId: () => crypto.randomUUID(),
    // A server on this very machine needs no network.
    online: (serverUrl) => navigator.onLine || LOOPBACK.test(serverUrl),
    locks: {
      request: (name, options, callback) => navigator.locks.request(name, options, callback),
    },
    // Every page and the worker: a refresh token holds once.
    inTurn: (work) => navigator.locks.request('marketsafe-sign-in', work),
    tellAnswers: notifyOfAnswers,
    sharesDrafts: async () => (await readSettings()).sharesDrafts,
    language: {
      read: async () => {
        const { language, languageChosenAt } = await readSettings();
        return { choice: language, chosenAt: languageChosenAt };
      },
      write: ({ choice, chosenAt }) => writeSettings({ language: choice, languageChosenAt: chosenAt }),
    },
  };
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** Wakes the sender in so many milliseconds: by a timer while the worker lives, by an alarm in any case. */
async function wakeIn(ms: number | null, wake: () => void): Promise<void> {
  clearTimeout(timer);
  if (ms === null) {
    await browser.alarms.clear(OUTBOX_ALARM);
    return;
  }
  if (ms < SHORTEST_ALARM_MS) timer = setTimeout(wake, ms);
  await browser.alarms.create(OUTBOX_ALARM, {
    delayInMinutes: Math.max(ms, SHORTEST_ALARM_MS) / 60_000,
    // Repeats, so that a worker which dies before it sets the next alarm is woken again.
    periodInMinutes: 1,
  });
}

/**
 * The worker's sender. It does nothing by itself: poke it at start-up, on `OUTBOX_ALARM`, when something was finished, when the
 * line may be back and after sign-in.
 */
export function createBrowserSender(deps: SyncDeps): Sender {
  const sender: Sender = createSender((options) => synchronise(deps, options), {
    now: deps.now,
    wakeIn: (ms) => wakeIn(ms, () => void sender.poke()),
    safetyMs: SHORTEST_ALARM_MS,
  });
  return sender;
}
