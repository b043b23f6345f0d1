import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import { ASK_TIMEOUT_MS, askFor } from '../messages/ask.ts';
import type { StoreState } from '../second-copy/check-store.ts';
import type { Rebuilt } from '../second-copy/rebuild.ts';
import { forgetRebuiltNote, rebuiltNote } from '../second-copy/rebuilt-note.ts';

/** What is not sound is looked at again after so long, in milliseconds: somebody may have made room. */
const AGAIN_MS = 5_000;

export interface StoreControl {
  /** Undefined while it is being looked at, and where nobody answers: then nothing is said. */
  store: StoreState | undefined;
  /** What a rebuild put back, until it has been read. */
  rebuilt: Rebuilt | null;
  onRead: () => void;
}

/** How what is stored on this device stands, and what was put back of it. */
export function useStore(): StoreControl {
  const [store, setStore] = useState<StoreState>();
  const [rebuilt, setRebuilt] = useState<Rebuilt | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isShown = true;
    const look = async () => {
      const answer = await askFor<'store.look'>({ type: 'store.look' }, ASK_TIMEOUT_MS.store);
      const note = await rebuiltNote().catch(() => null);
      if (!isShown) return;
      setStore(answer.ok ? answer.reply : undefined);
      setRebuilt(note);
      if (answer.ok && answer.reply.state !== 'sound') timer = setTimeout(() => void look(), AGAIN_MS);
    };
    void look();
    const changed = () => void rebuiltNote().then((note) => isShown && setRebuilt(note));
    browser.storage.local.onChanged.addListener(changed);
    return () => {
      isShown = false;
      clearTimeout(timer);
      browser.storage.local.onChanged.removeListener(changed);
    };
  }, []);
  return { store, rebuilt, onRead: () => void forgetRebuiltNote() };
}
