import { browser } from 'wxt/browser';
import type { ReporterDatabase } from '../database/database.ts';
import { browserEstimate } from '../database/reserve.ts';
import { ensureDevice } from '../sealing/device.ts';
import { keepKey, keptKey } from '../sealing/device-key.ts';
import { browserCopyDeps } from '../second-copy/browser-copies.ts';
import { checkStore, type StoreState } from '../second-copy/check-store.ts';
import { isAllThere } from '../second-copy/compare.ts';
import { keepRebuiltNote } from '../second-copy/rebuilt-note.ts';
import { keepSecondCopy } from '../second-copy/second-copy.ts';

/** `storage.session` ends with the browser: what is in it was compared since the browser's start. */
const COMPARED = 'copies-compared';

/** What is stored on this device, as the worker watches over it. */
export interface Store {
  /** How it stands: looked at once in a worker's life while it is sound, and again each time while it is not. */
  look: () => Promise<StoreState>;
  /** True when the database can be read and holds everything that is kept a second time. */
  allThere: () => Promise<boolean>;
  /** Writes the copy of a draft anew, which a page was editing when it went away. */
  draftLeft: (draftId: string) => Promise<void>;
  /** Compares all copies with the database. */
  compare: () => Promise<void>;
}

/** In a browser without a file system of its own there is no second copy: the database is what there is. */
function withoutCopy(db: ReporterDatabase): Store {
  const read = () => ensureDevice(db, Date.now());
  return {
    look: () =>
      read().then(
        () => ({ state: 'sound' }),
        () => ({ state: 'unreadable', drafts: null }),
      ),
    allThere: () =>
      db.drafts.count().then(
        () => true,
        () => false,
      ),
    draftLeft: async () => undefined,
    compare: async () => undefined,
  };
}

/** Watches over what is stored, from the worker's start on. */
export function createStore(db: ReporterDatabase): Store {
  const deps = browserCopyDeps(db);
  if (!deps) return withoutCopy(db);
  const copies = keepSecondCopy(deps);
  const check = async (): Promise<StoreState> => {
    const compared = (await browser.storage.session.get(COMPARED))[COMPARED] === true;
    const state = await checkStore(
      {
        ...deps,
        estimate: browserEstimate,
        keptKey,
        keepKey: (deviceId, key) => keepKey(db, deviceId, key),
        tell: keepRebuiltNote,
      },
      { compare: !compared },
    );
    if (state.state === 'sound') await browser.storage.session.set({ [COMPARED]: true });
    return state;
  };
  let looking: Promise<StoreState> | undefined;
  const look = () => {
    looking ??= check().then((state) => {
      if (state.state !== 'sound') looking = undefined;
      return state;
    });
    return looking;
  };
  return {
    look,
    allThere: () => isAllThere(deps),
    draftLeft: copies.refreshDraft,
    compare: async () => {
      if ((await look()).state === 'sound') await copies.compare();
    },
  };
}
