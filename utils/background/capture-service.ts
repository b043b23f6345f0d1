import type { CaptureProfile } from '@marketsafe/contract';
import { browser } from 'wxt/browser';
import type { CaptureContext } from '../capture/build-capture.ts';
import type { CaptureDeps, CaptureRequest } from '../capture/capture-deps.ts';
import { captureListing } from '../capture/capture-listing.ts';
import { captureKey, LOOK_KEY } from '../capture/page-keys.ts';
import { createPixelCapture } from '../capture/pixels.ts';
import { STEP_TIMEOUT_MS } from '../capture/platform.ts';
import type { ReporterDatabase } from '../database/database.ts';
import { keepLanguage } from '../language/keep-language.ts';
import { makeCopiesAhead } from '../masking/copies-ahead.ts';
import { browserMasker } from '../masking/masker.ts';
import { type CaptureOutcome, keyOfPage, type PageStatus } from '../messages/messages.ts';
import { rememberPanelDraft } from '../panel/panel-draft.ts';
import { isReadingSwitchedOff } from '../reference/marketplace-settings.ts';
import { readSettings } from '../settings/settings.ts';
import { runningSweep } from '../sweeps/sweeps.ts';
import { iconOfFailure } from '../toolbar/icon.ts';
import { fullPageDriver } from './full-page.ts';
import { listingPictures } from './listing-pictures.ts';
import { exchangeOf } from './network.ts';
import { pageOfTab, tellTab } from './page-of-tab.ts';
import { showDraft } from './show-draft.ts';
import type { Store } from './store.ts';
import { showIcon, showPageIcon } from './toolbar.ts';

/** All that a capture runs before, beside and after its picture, without running it. */
const AHEAD = '/capture-ahead.js';

const SCRIPTS = {
  begin: '/capture-begin.js',
  sample: '/capture-sample.js',
  'sample-reading-off': '/capture-reading-off.js',
  copy: '/capture-copy.js',
  end: '/capture-end.js',
  render: '/capture-render.js',
} as const;

/** File of the script that says in a page what a capture came to. */
const WORDS = '/capture-told.js';

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function withTimeout<Value>(work: Promise<Value>, ms: number): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** User-agent client hints, which only Chromium has and TypeScript does not know. */
interface UserAgentData {
  brands: { brand: string; version: string }[];
  platform: string;
}

/** What this extension knows of itself and of the machine. */
export function captureContext(): CaptureContext {
  const hints = (navigator as { userAgentData?: UserAgentData }).userAgentData;
  return {
    version: browser.runtime.getManifest().version,
    commit: __COMMIT__,
    userAgent: navigator.userAgent,
    brands: (hints?.brands ?? []).map(({ brand, version }) => `${brand} ${version}`),
    platform: hints?.platform ?? navigator.platform,
    language: navigator.language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

/** Calls, in a page, what an earlier script left there under this key; null where there is nothing. */
function askLeft(key: string): unknown {
  const left = (globalThis as Record<symbol, unknown>)[Symbol.for(key)];
  return typeof left === 'function' ? (left() as Promise<unknown>) : null;
}

/** The answer of what was left in a tab's page under this key; null where there is nothing. Rejects when the page takes no scripts. */
async function askLeftIn(tabId: number, key: string): Promise<unknown> {
  const [answered] = await browser.scripting.executeScript({ target: { tabId }, func: askLeft, args: [key] });
  return answered?.result ?? null;
}

function browserDeps(db: ReporterDatabase, store: Store): CaptureDeps {
  const tab: CaptureDeps['tab'] = async (tabId) => {
    const { url, active, windowId = -1, incognito, title, width, height } = await browser.tabs.get(tabId);
    return { url, active, windowId, incognito, title, width, height };
  };
  const pixels = createPixelCapture({
    captureVisibleTab: (windowId) => browser.tabs.captureVisibleTab(windowId, { format: 'png' }),
    timeout: withTimeout,
    now: Date.now,
    wait,
  });
  const estimate = () => navigator.storage.estimate();
  return {
    db,
    context: captureContext(),
    now: Date.now,
    monotonic: () => performance.now(),
    tabFacts: async (tabId, load) => {
      const [zoom, exchange] = await Promise.all([
        browser.tabs.getZoom(tabId).catch(() => 1),
        exchangeOf(tabId, load).catch(() => undefined),
      ]);
      return { zoom, exchange };
    },
    tab,
    runScript: async (tabId, script) => {
      if (script === 'look') return askLeftIn(tabId, LOOK_KEY);
      const left = script === 'render' ? null : await askLeftIn(tabId, captureKey(script));
      if (left !== null) return left;
      const [injected] = await browser.scripting.executeScript({
        target: { tabId },
        files: [SCRIPTS[script]],
      });
      return injected?.result;
    },
    pixels,
    fullPage: fullPageDriver({ tab, pixels, estimate, timeout: withTimeout, stepTimeoutMs: STEP_TIMEOUT_MS }),
    pictures: listingPictures,
    estimate,
    store,
    whole: (draftId) => void makeCopiesAhead(db, draftId, browserMasker),
    timeout: withTimeout,
  };
}

export interface CaptureOrder extends Pick<CaptureRequest, 'sweepId' | 'looking'> {
  /** Key of the listing that the user was shown. */
  listing?: string | undefined;
  again?: boolean | undefined;
  /** The user's default unless given. */
  profile?: CaptureProfile | undefined;
  grantsPixels: boolean;
  /** What started it cannot show a draft itself: one that exists is opened for it. */
  opensDraft: boolean;
  /** Nobody looks at it: an open panel stays with what it shows. */
  staysBehind?: boolean;
}

/** Brings the words for what captures come to into a page, then tells the page what one came to. Never rejects. */
async function tellPage(tabId: number, listing: string, outcome: CaptureOutcome): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId }, files: [WORDS] }).catch(() => undefined);
  await tellTab(tabId, { type: 'capture.told', listing, outcome });
}

/** Starts captures, one at a time for a tab: a second click while one runs waits for the same outcome. */
export function createCaptureService(
  db: ReporterDatabase,
  store: Store,
): (tabId: number, order: CaptureOrder) => Promise<CaptureOutcome> {
  const deps = browserDeps(db, store);
  const running = new Map<number, Promise<CaptureOutcome>>();

  const announce = async (tabId: number, order: CaptureOrder, outcome: CaptureOutcome): Promise<void> => {
    await keepLanguage();
    if (outcome.outcome === 'failed') {
      if (order.listing !== undefined) void tellPage(tabId, order.listing, outcome);
      return showIcon(tabId, iconOfFailure(outcome));
    }
    const draft = await db.drafts.get(outcome.draftId);
    if (draft) void tellPage(tabId, draft.listingKey, outcome);
    if (outcome.outcome === 'exists' && order.opensDraft) await showDraft(outcome.draftId, tabId);
    // A panel that is open turns to this draft, wherever the click was.
    else if (!order.staysBehind) await rememberPanelDraft(outcome.draftId);
    await showPageIcon(db, tabId, await pageOfTab(tabId));
  };

  const run = async (tabId: number, order: CaptureOrder): Promise<CaptureOutcome> => {
    const { listing, again = false, grantsPixels, looking } = order;
    const sweep = order.sweepId === undefined ? await runningSweep(db) : undefined;
    const sweepId = order.sweepId ?? sweep?.sweepId;
    const profile = order.profile ?? sweep?.profile ?? (await readSettings()).profile;
    const request = { tabId, listing, again, grantsPixels, profile, sweepId, looking };
    const outcome = await captureListing(deps, request);
    // What is saved is saved: nothing that goes wrong in showing it may say otherwise, or make it wait.
    void announce(tabId, order, outcome).catch((error: unknown) => console.error(error));
    return outcome;
  };

  return (tabId, order) => {
    const already = running.get(tabId);
    if (already) return already;
    const capture = run(tabId, order).finally(() => running.delete(tabId));
    running.set(tabId, capture);
    return capture;
  };
}

/** True, in a page, where an earlier script left something under this key. */
function hasLeft(key: string): boolean {
  return typeof (globalThis as Record<symbol, unknown>)[Symbol.for(key)] === 'function';
}

/**
 * Brings what a capture runs into the page of a listing's tab before it is asked for, where it is not there yet: bringing it takes as long as
 * all the rest before the picture. Never rejects.
 */
export async function bringAhead(db: ReporterDatabase, tabId: number, status: PageStatus): Promise<void> {
  const { marketplace } = status;
  if (marketplace === null || keyOfPage(status) === undefined) return;
  const target = { tabId };
  try {
    // Where the reading of a marketplace is switched off, no adapter is in its pages.
    if (await isReadingSwitchedOff(db, marketplace)) return;
    const args: [string] = [captureKey('sample')];
    const [there] = await browser.scripting.executeScript({ target, func: hasLeft, args });
    if (there?.result !== true) await browser.scripting.executeScript({ target, files: [AHEAD] });
  } catch {
    // The page takes no scripts: a capture will say so.
  }
}

/** Lets the capture of a tab end with what it has; it notices before its next slice. */
export async function stopCapture(db: ReporterDatabase, tabId: number): Promise<void> {
  await db.captureJobs.filter((job) => job.tabId === tabId).modify({ stop: true });
}
