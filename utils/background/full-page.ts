import { browser } from 'wxt/browser';
import type { TabState } from '../capture/capture-deps.ts';
import type { FullPageDriver } from '../capture/full-page.ts';
import { SLICES_KEY } from '../capture/page-keys.ts';
import { pngFromBase64 } from '../capture/pixels.ts';
import { createRectDriver, type PageRect } from '../capture/slices/drive-rect.ts';
import { createSliceDriver } from '../capture/slices/drive-slices.ts';
import type { SliceCall } from '../capture/slices/page-steps.ts';

/**
 * The page goes where it is scrolled to, and what scrolling sets off is there at once. Animations run: one that is stopped at its
 * beginning may show nothing. Parts that are laid out only on sight are laid out all the time: a page must not change its height under the
 * pictures. As a user style it stands above the page's own and is no part of its document.
 */
const HOLD =
  '*, *::before, *::after { scroll-behavior: auto !important; transition: none !important; caret-color: transparent !important; content-visibility: visible !important; } :root, body { scroll-snap-type: none !important; }';

const holdOn = (tabId: number) => ({ target: { tabId }, css: HOLD, origin: 'USER' as const });

async function runStep(tabId: number, call: SliceCall): Promise<unknown> {
  if (call.step === 'begin') {
    await browser.scripting.executeScript({ target: { tabId }, files: ['/capture-slices.js'] });
  }
  const [injected] = await browser.scripting.executeScript({
    target: { tabId },
    func: (key: string, step: SliceCall) => {
      const steps = (globalThis as Record<symbol, unknown>)[Symbol.for(key)];
      return typeof steps === 'function' ? (steps(step) as Promise<unknown>) : null;
    },
    args: [SLICES_KEY, call],
    // A page that is loading is another one: it has no steps, and is not waited for to say so.
    injectImmediately: true,
  });
  return injected?.result;
}

/** Firefox's `rect` and `scale` are not in the shared type of the call. */
interface RectOptions {
  format: 'png';
  rect: PageRect;
  scale: number;
}

async function drawRect(windowId: number, rect: PageRect, scale: number): Promise<Blob> {
  const options: RectOptions = { format: 'png', rect, scale };
  const dataUrl = await browser.tabs.captureVisibleTab(windowId, options);
  return pngFromBase64(dataUrl.slice(dataUrl.indexOf(',') + 1));
}

/** This browser's way to take a whole page. */
export function fullPageDriver(deps: {
  tab: (tabId: number) => Promise<TabState>;
  pixels: (windowId: number) => Promise<Blob>;
  estimate: () => Promise<{ usage?: number; quota?: number }>;
  timeout: <Value>(work: Promise<Value>, ms: number) => Promise<Value>;
  stepTimeoutMs: number;
}): FullPageDriver {
  const call = (tabId: number, step: SliceCall) => deps.timeout(runStep(tabId, step), deps.stepTimeoutMs);
  const slices = createSliceDriver({
    ...deps,
    call,
    hold: (tabId) => browser.scripting.insertCSS(holdOn(tabId)),
    release: (tabId) => browser.scripting.removeCSS(holdOn(tabId)),
  });
  return import.meta.env.FIREFOX ? createRectDriver({ call, tab: deps.tab, rect: drawRect }, slices) : slices;
}

/** Undoes what a dead worker's capture left on a page, if that is still there. */
export async function putPageBack(tabId: number): Promise<void> {
  await runStep(tabId, { step: 'end' }).catch(() => undefined);
  await browser.scripting.removeCSS(holdOn(tabId)).catch(() => undefined);
}
