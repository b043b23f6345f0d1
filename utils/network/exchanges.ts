import { type Exchange, MAX_URL_LENGTH } from '@marketsafe/contract';

/** What the browser says of one step of a page's load; see `webRequest`. */
export interface LoadStep {
  tabId: number;
  /** Chromium's: `prerender` for a page that is opened in advance, while the tab still shows another one. */
  documentLifecycle?: string | undefined;
  /** The same for all steps of one load. */
  requestId: string;
  /** Unix milliseconds. Only to tell loads of one address apart: the device's clock is a claim and no evidence. */
  timeStamp: number;
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

/** A document's load as its own clock tells of it. `startedAt` in Unix milliseconds. */
interface DocumentLoad {
  url: string;
  protocol: string;
  startedAt: number;
}

/** The load of a tab's page so far. */
interface KeptLoad {
  /** Address of the document, once it has come. */
  url: string | null;
  requestId: string;
  at: number;
  exchange: Exchange;
}

/** Headers that carry who is signed in. They are not kept, whatever is in them. */
const SECRET_HEADER = /cookie|authori[sz]ation|token|session|^x-csrf|^set-/i;

/** The page's clock and the browser's differ by no more than this, in milliseconds. */
const CLOCK_MS = 500;
/** A document that took longer to come, in milliseconds, is not matched with its load. */
const LONGEST_LOAD_MS = 60_000;
/**
 * What Firefox says of a load that moved its tab to another process; a page that is opened in advance is no tab's yet either. Address and
 * time then tell which document it brought.
 */
const NO_TAB = -1;

/** What a record takes of one load: redirects, headers, and characters of a header's name and value. See `captureManifest`. */
const MAX_REDIRECTS = 30;
const MAX_HEADERS = 100;
const MAX_NAME = 200;
const MAX_VALUE = 8_000;

const EMPTY: Exchange = { redirects: [], headers: [] };
const keyOf = (tabId: number) => `load:${tabId}`;
const keyOfStep = ({ tabId, documentLifecycle }: LoadStep) =>
  keyOf(documentLifecycle === 'prerender' ? NO_TAB : tabId);

function isKept(value: unknown): value is KeptLoad {
  return typeof value === 'object' && value !== null && 'exchange' in value && 'url' in value;
}

/** Whether a load is the one that brought this document. */
function brought({ url, at }: KeptLoad, load: DocumentLoad): boolean {
  return (
    url !== null &&
    withoutFragment(url) === withoutFragment(load.url) &&
    at >= load.startedAt - CLOCK_MS &&
    at <= load.startedAt + LONGEST_LOAD_MS
  );
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
  const earlierOf = async (step: LoadStep): Promise<Pick<Exchange, 'redirects' | 'cut'>> => {
    const kept = await memory.get(keyOfStep(step));
    return isKept(kept) && kept.url === null && kept.requestId === step.requestId ? kept.exchange : EMPTY;
  };
  return {
    redirected(step: LoadStep): void {
      inOrder(async () => {
        const [url, location] = [step.url, step.redirectUrl ?? ''];
        const redirect = {
          url: url.slice(0, MAX_URL_LENGTH),
          status: step.statusCode ?? 0,
          location: location.slice(0, MAX_URL_LENGTH),
          ...(step.ip !== undefined && { serverAddress: step.ip.slice(0, 100) }),
        };
        const earlier = await earlierOf(step);
        const cut =
          earlier.cut === true ||
          earlier.redirects.length === MAX_REDIRECTS ||
          Math.max(url.length, location.length) > MAX_URL_LENGTH;
        const redirects = [...earlier.redirects, redirect].slice(0, MAX_REDIRECTS);
        await memory.set(keyOfStep(step), {
          url: null,
          requestId: step.requestId,
          at: step.timeStamp,
          exchange: { ...EMPTY, redirects, ...(cut && { cut }) },
        });
      });
    },
    completed(step: LoadStep): void {
      inOrder(async () => {
        const { redirects, cut: wasCut } = await earlierOf(step);
        const told = (step.responseHeaders ?? []).filter(({ name }) => !SECRET_HEADER.test(name));
        const cut =
          wasCut === true ||
          told.length > MAX_HEADERS ||
          told.some(({ name, value = '' }) => name.length > MAX_NAME || value.length > MAX_VALUE);
        await memory.set(keyOfStep(step), {
          url: step.url,
          requestId: step.requestId,
          at: step.timeStamp,
          exchange: {
            redirects,
            ...(step.statusCode !== undefined && { status: step.statusCode }),
            ...(step.ip !== undefined && { serverAddress: step.ip.slice(0, 100) }),
            ...(step.fromCache !== undefined && { fromCache: step.fromCache }),
            headers: told.slice(0, MAX_HEADERS).map(({ name, value = '' }) => ({
              name: name.slice(0, MAX_NAME),
              value: value.slice(0, MAX_VALUE),
            })),
            ...(cut && { cut }),
          },
        });
      });
    },
    closed(tabId: number): void {
      inOrder(() => memory.remove(keyOf(tabId)));
    },
    /**
     * The load that brought a tab's document; undefined where it was not seen, or was another document's: of another address, or of
     * the same one before this document began (which then came from a service worker or the browser's memory).
     */
    async of(tabId: number, load: DocumentLoad | null): Promise<Exchange | undefined> {
      await lane.catch(() => undefined);
      if (load === null) return undefined;
      const found = [await memory.get(keyOf(tabId)), await memory.get(keyOf(NO_TAB))].find(
        (kept): kept is KeptLoad => isKept(kept) && brought(kept, load),
      );
      return found && { ...found.exchange, ...(load.protocol !== '' && { protocol: load.protocol }) };
    },
  };
}

/** An address up to its `#`: what follows says where on a page one is, and never reaches a server. */
export function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '');
}
