import { browser } from 'wxt/browser';
import type { ReporterDatabase } from '../database/database.ts';
import type { Replies } from '../messages/messages.ts';
import { beginSignIn, pollSignIn } from '../session/device-flow.ts';
import { endSession, followServer } from '../session/session.ts';
import { onSettings, readSettings } from '../settings/settings.ts';
import { cleanUp } from '../storage/clean-up.ts';
import { browserDeps, createBrowserSender, OUTBOX_ALARM } from '../sync/browser-deps.ts';
import { LOOK_EVERY_MINUTES } from '../sync/synchronise.ts';
import type { Store } from './store.ts';

/** Looks whether a pending sign-in was approved while no page of the extension is open to ask. */
const SIGN_IN_ALARM = 'sign-in';

/** Fetches what changed on the server while nothing is to be sent. */
const CHANGES_ALARM = 'changes';

/** Frees evidence that has been acknowledged and kept long enough. */
const CLEAN_UP_ALARM = 'clean-up';
const CLEAN_UP_MINUTES = 6 * 60;

export interface SyncService {
  /** The worker has started: goes on where the last one stopped, and waits out what that one was waiting for. */
  resume(): void;
  /** Something may be there to send, or somebody looks at the queue. */
  wake(): void;
  alarm(name: string): void;
  beginSession(): Promise<Replies['session.begin']>;
  pollSession(): Promise<undefined>;
  endSession(): Promise<undefined>;
}

/** Everything the worker does with the backend: outbox, sign-in and clean-up, each resumed from the database whenever it is woken. */
export function createSyncService(db: ReporterDatabase, store: Pick<Store, 'compare'>): SyncService {
  const deps = browserDeps(db);
  const sender = createBrowserSender(deps);

  const poll = async () => {
    const signedIn = await pollSignIn(db, deps);
    const pending = (await db.session.get('session'))?.state === 'pending';
    if (!pending) await browser.alarms.clear(SIGN_IN_ALARM);
    if (signedIn) await sender.poke({ hurry: true });
  };

  onSettings((settings) => {
    void followServer(db, deps, settings.serverUrl);
    // A choice of language made here is the person's in the console, too.
    void sender.poke({ hurry: true });
  });
  self.addEventListener('online', () => void sender.poke({ hurry: true }));
  void browser.alarms.create(CHANGES_ALARM, { periodInMinutes: LOOK_EVERY_MINUTES });
  void browser.alarms.create(CLEAN_UP_ALARM, { periodInMinutes: CLEAN_UP_MINUTES });

  return {
    resume: () => void sender.poke(),
    wake: () => void sender.poke({ hurry: true }),
    alarm(name) {
      if (name === OUTBOX_ALARM || name === CHANGES_ALARM) void sender.poke();
      if (name === SIGN_IN_ALARM) void poll();
      if (name === CLEAN_UP_ALARM)
        void readSettings()
          .then(({ keepDays }) => cleanUp(db, keepDays, Date.now()))
          .then(() => store.compare())
          .catch((error: unknown) => console.error(error));
    },
    async beginSession() {
      const { serverUrl } = await readSettings();
      const begun = await beginSignIn(db, deps, serverUrl);
      if (begun.ok) await browser.alarms.create(SIGN_IN_ALARM, { periodInMinutes: 0.5 });
      return begun;
    },
    async pollSession() {
      await poll();
      return undefined;
    },
    async endSession() {
      await endSession(db, deps);
      return undefined;
    },
  };
}
