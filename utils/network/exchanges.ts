import type { Exchange } from '@marketsafe/contract';

/** What the browser says of one step of a page's load; see `webRequest`. Times are not recorded: the device's clock is a claim. */
export interface LoadStep {
  tabId: number;
  url: string;
  statusCode?: number | undefined;
  /** Address of the server, where the browser knows it. */
  ip?: string | undefined;
  fromCache?: boolean | undefined;
  redirectUrl?: string | undefined;
  responseHeaders?: readonly { name: string; value?: string | undefined }[] | undefined;
}

/** Where loads are kept while their tab lives: the worker may die at any time, and content scripts cannot read it. */
export interface LoadMemory {
  get: (key: string) => Promise<unknown>;
  set: (key: string, value: KeptLoad) => Promise<void>;
  remove: (key: string) => Promise<void>;
}

/** The load of a tab's page so far. */
interface KeptLoad {
  /** Address of the document, once it has come. */
  url: string | null;
  exchange: Exchange;
}

/** Headers that carry who is signed in. They are not kept, whatever is in them. */
const SECRET_HEADER = /cookie|authori[sz]ation|token|session|^x-csrf|^set-/i;

const EMPTY: Exchange = { redirects: [], headers: [] };
const keyOf = (tabId: number) => `load:${tabId}`;

function isKept(value: unknown): value is KeptLoad {
  return typeof value === 'object' && value !== null && 'exchange' in value && 'url' in value;
}

/**
 * Remembers how each tab's page came: redirects, status, server address and headers, without anything that names the viewer. Steps of
 * one tab arrive in order.
 */
export function createLoadRecorder(memory: LoadMemory) {
  let lane: Promise<unknown> = Promise.resolve();
  const inOrder = (work: () => Promise<void>) => {
    lane = lane.then(work, work);
  };
  const known = async (tabId: number): Promise<KeptLoad> => {
    const kept = await memory.get(keyOf(tabId));
    return isKept(kept) && kept.url === null ? kept : { url: null, exchange: EMPTY };
  };
  return {
    redirected(step: LoadStep): void {
      inOrder(async () => {
        const { exchange } = await known(step.tabId);
        const redirect = {
          url: step.url.slice(0, 8_000),
          status: step.statusCode ?? 0,
          location: (step.redirectUrl ?? '').slice(0, 8_000),
          ...(step.ip !== undefined && { serverAddress: step.ip.slice(0, 100) }),
        };
        const redirects = [...exchange.redirects, redirect].slice(0, 30);
        await memory.set(keyOf(step.tabId), { url: null, exchange: { ...exchange, redirects } });
      });
    },
    completed(step: LoadStep): void {
      inOrder(async () => {
        const { exchange } = await known(step.tabId);
        await memory.set(keyOf(step.tabId), {
          url: step.url,
          exchange: {
            redirects: exchange.redirects,
            ...(step.statusCode !== undefined && { status: step.statusCode }),
            ...(step.ip !== undefined && { serverAddress: step.ip.slice(0, 100) }),
            ...(step.fromCache !== undefined && { fromCache: step.fromCache }),
            headers: (step.responseHeaders ?? [])
              .filter(({ name }) => !SECRET_HEADER.test(name))
              .slice(0, 100)
              .map(({ name, value = '' }) => ({ name: name.slice(0, 200), value: value.slice(0, 8_000) })),
          },
        });
      });
    },
    closed(tabId: number): void {
      inOrder(() => memory.remove(keyOf(tabId)));
    },
    /** The load that brought a tab's document; undefined where it was not seen, or was another document's. */
    async of(tabId: number, load: { url: string; protocol: string } | null): Promise<Exchange | undefined> {
      await lane.catch(() => undefined);
      const kept = await memory.get(keyOf(tabId));
      if (!isKept(kept) || kept.url === null || load === null) return undefined;
      if (withoutFragment(kept.url) !== withoutFragment(load.url)) return undefined;
      return { ...kept.exchange, ...(load.protocol !== '' && { protocol: load.protocol }) };
    },
  };
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '');
}
