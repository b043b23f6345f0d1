import { extensionHere, type Listener } from './extension.ts';
import { endFollowing, setFollowing } from './following.ts';
import { watchListing } from './listing-watch.ts';
import { isTabMessage } from './tab-messages.ts';

/** How often, in milliseconds, a page asks whether its extension is still there: an update leaves the old script running. */
const STILL_THERE_EVERY_MS = 5_000;

/** Where the Navigation API is missing, the address is looked at this often, in milliseconds. */
const ADDRESS_EVERY_MS = 1_000;

/** The Navigation API as far as it is needed here: an event after the address has changed. */
interface NavigationEvents {
  addEventListener(type: 'currententrychange', listener: () => void, options: { signal: AbortSignal }): void;
}

/**
 * Watches the page of this content script for as long as its extension is there. Started again in the same page, it ends the
 * one that ran. Speaks through `globalThis` of the isolated world only: the page hears nothing and has nothing to say.
 */
export function followPage(): void {
  const runtime = extensionHere();
  if (!runtime) return;
  endFollowing();
  const end = new AbortController();
  const timers = new Set<ReturnType<typeof setTimeout>>();

  const watch = watchListing({
    page: document,
    url: () => location.href,
    send: (message) => runtime.sendMessage(message),
    later: (run, ms) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        if (isThere()) run();
      }, ms);
      timers.add(timer);
    },
  });

  const hear: Listener = (message, _, answer) => {
    if (isTabMessage(message)) answer(watch.hear(message));
  };
  runtime.onMessage.addListener(hear);

  const stop = () => {
    end.abort();
    clearInterval(heartbeat);
    clearInterval(addresses);
    for (const timer of timers) clearTimeout(timer);
    // Of an extension that is gone, nothing can be called any more.
    extensionHere()?.onMessage.removeListener(hear);
    watch.stop();
  };
  const isThere = () => {
    if (extensionHere()) return true;
    stop();
    return false;
  };
  const heartbeat = setInterval(isThere, STILL_THERE_EVERY_MS);

  let last = location.href;
  const look = () => {
    if (location.href === last || !isThere()) return;
    last = location.href;
    watch.moved();
  };
  const { navigation } = globalThis as { navigation?: NavigationEvents };
  const addresses = navigation ? undefined : setInterval(look, ADDRESS_EVERY_MS);
  navigation?.addEventListener('currententrychange', look, { signal: end.signal });
  window.addEventListener(
    'pageshow',
    (event) => {
      if (event.persisted && isThere()) watch.returned();
    },
    { signal: end.signal },
  );
  setFollowing(stop);
}
