import { findAddress } from '@marketsafe/contract/marketplaces/recognise';
import { extensionHere } from './extension.ts';
import { isFollowed } from './following.ts';
import { type TablesHere, tablesHere } from './tables-here.ts';

/** Where the Navigation API is missing, the address is looked at this often, in milliseconds. */
const ADDRESS_EVERY_MS = 1_000;

/** The Navigation API as far as it is needed here: an event after the address has changed. */
interface NavigationEvents {
  addEventListener(type: 'currententrychange', listener: () => void): void;
  removeEventListener(type: 'currententrychange', listener: () => void): void;
}

/** Chromium opens pages before anybody goes there, and shows some of them later. */
interface Prerendered {
  prerendering?: boolean;
}

/** What an address may show that somebody has to be told of: one listing or its wall, or many. */
export function worthOf(url: string, tables: TablesHere): 'listing' | 'list' | undefined {
  const found = findAddress(url, tables);
  if (!found || found.isShortLink) return undefined;
  if (found.challenge || found.shape?.kind === 'listing') return 'listing';
  return found.shape?.kind === 'search' || found.shape?.kind === 'store' ? 'list' : undefined;
}

/**
 * The script on every marketplace page: looks at its address, and where that may show a listing, or many, asks the worker for what else
 * is needed. On any other page nothing happens: no message, nothing read, nothing added. A page that was opened in advance is looked at
 * once somebody sees it.
 */
export function noticePage(): void {
  if ((document as Prerendered).prerendering === true) {
    document.addEventListener('prerenderingchange', notice, { once: true });
  } else notice();
}

const KEY = Symbol.for('marketsafe-reporter.notice');
type Noticing = { [KEY]?: () => void; navigation?: NavigationEvents };

function notice(): void {
  const world = globalThis as Noticing;
  world[KEY]?.();
  const tables = tablesHere();
  const { navigation } = world;
  let told = '';
  let addresses: ReturnType<typeof setInterval> | undefined;

  const end = () => {
    clearInterval(addresses);
    navigation?.removeEventListener('currententrychange', look);
    window.removeEventListener('pageshow', returned);
  };
  const look = () => {
    if (location.href === told) return;
    told = location.href;
    const shows = worthOf(told, tables);
    // A page that is followed already sees its own listings.
    if (!shows || (shows === 'listing' && isFollowed())) return;
    // Not before: the browser makes its interface when it is asked for first, which takes longer than all of this.
    const runtime = extensionHere();
    if (!runtime) return end();
    runtime.sendMessage({ type: 'page.here', shows }).catch(() => {
      // Nobody took it: told again at the next look.
      told = '';
    });
  };
  const returned = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return;
    // The tab's icon is not as it was.
    told = '';
    look();
  };
  if (navigation) navigation.addEventListener('currententrychange', look);
  else addresses = setInterval(look, ADDRESS_EVERY_MS);
  window.addEventListener('pageshow', returned);
  world[KEY] = end;
  look();
}
