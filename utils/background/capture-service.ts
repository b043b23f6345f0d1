import { browser } from 'wxt/browser';
import { type CaptureDeps, captureListing } from '../capture/capture-listing.ts';
import { createPixelCapture } from '../capture/pixels.ts';
import type { ReporterDatabase } from '../drafts/database.ts';
import type { CaptureOutcome } from '../messages.ts';
import { iconOfFailure } from '../toolbar/icon.ts';
import { rememberPanelDraft } from '../ui/panel-draft.ts';
import { pageOfTab, tellTab } from './page-of-tab.ts';
import { showDraft } from './show-draft.ts';
import { showIcon, showPageIcon } from './toolbar.ts';

const SCRIPTS = {
  sample: '/capture-sample.js',
  'sample-unread': '/capture-unread.js',
  end: '/capture-end.js',
  render: '/capture-render.js',
} as const;

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

function browserDeps(db: ReporterDatabase): CaptureDeps {
  return {
    db,
    context: {
      version: browser.runtime.getManifest().version,
      userAgent: navigator.userAgent,
      language: navigator.language,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    now: Date.now,
    tab: async (tabId) => {
      const { url, active, windowId = -1, incognito } = await browser.tabs.get(tabId);
      return { url, active, windowId, incognito };
    },
    runScript: async (tabId, script) => {
      const [injected] = await browser.scripting.executeScript({
        target: { tabId },
        files: [SCRIPTS[script]],
      });
      return injected?.result;
    },
    pixels: createPixelCapture({
      captureVisibleTab: (windowId) => browser.tabs.captureVisibleTab(windowId, { format: 'png' }),
      now: Date.now,
      wait,
    }),
    estimate: () => navigator.storage.estimate(),
    timeout: withTimeout,
  };
}

export interface CaptureOrder {
  /** Key of the listing that the user was shown. */
  listing?: string | undefined;
  again?: boolean | undefined;
  grantsPixels: boolean;
  /** The click came from a place that cannot show a draft itself: one that exists is opened for it. */
  opensDraft: boolean;
}

/** Starts captures, one at a time for a tab: a second click while one runs waits for the same outcome. */
export function createCaptureService(
  db: ReporterDatabase,
): (tabId: number, order: CaptureOrder) => Promise<CaptureOutcome> {
  const deps = browserDeps(db);
  const running = new Map<number, Promise<CaptureOutcome>>();

  const announce = async (tabId: number, order: CaptureOrder, outcome: CaptureOutcome): Promise<void> => {
    if (outcome.outcome === 'failed') {
      if (order.listing !== undefined) {
        void tellTab(tabId, { type: 'capture.told', listing: order.listing, outcome });
      }
      return showIcon(tabId, iconOfFailure(outcome));
    }
    const draft = await db.drafts.get(outcome.draftId);
    if (draft) void tellTab(tabId, { type: 'capture.told', listing: draft.listingKey, outcome });
    if (outcome.outcome === 'exists' && order.opensDraft) await showDraft(outcome.draftId, tabId);
    // A panel that is open turns to this draft, wherever the click was.
    else await rememberPanelDraft(outcome.draftId);
    await showPageIcon(db, tabId, await pageOfTab(tabId));
  };

  const run = async (tabId: number, order: CaptureOrder): Promise<CaptureOutcome> => {
    const { listing, again = false, grantsPixels } = order;
    const outcome = await captureListing(deps, { tabId, listing, again, grantsPixels });
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

/**
 * After a worker's start, every capture written down before it was interrupted by the death of the worker that ran it.
 * `startedAt` is this worker's start, Unix milliseconds.
 */
export async function markInterruptedCaptures(db: ReporterDatabase, startedAt: number): Promise<void> {
  await db.captureJobs.where('startedAt').below(startedAt).modify({ state: 'interrupted' });
}
