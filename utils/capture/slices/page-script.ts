import { registeredButton } from '../../page/button-registry.ts';
import { documentElementOf, scrollHeightOf, scrollWidthOf } from '../../page/natives.ts';
import { IMAGES_WAIT_MS, PRESCROLL_MS, PRESCROLL_PAUSE_MS, WATCHDOG_MS } from '../platform.ts';
import { painted, readPosition, unfinishedImages } from '../read-page-sample.ts';
import { readViewerTraces } from '../viewer-traces.ts';
import type { SliceCall, SliceStand } from './page-steps.ts';
import { createUnpinner } from './unpin.ts';

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Resolves when the window's pictures are there, or after the time that is given to them; gives how many are not. */
async function imagesOf(root: Element): Promise<number> {
  const late = performance.now() + IMAGES_WAIT_MS;
  for (;;) {
    const missing = unfinishedImages(root);
    if (missing === 0 || performance.now() > late) return missing;
    await pause(50);
  }
}

function goTo(x: number, y: number): void {
  window.scrollTo({ left: x, top: y, behavior: 'instant' });
}

/** Down to the end and back, so that pictures which load on sight are asked for before the first slice. */
async function prescroll(root: Element): Promise<void> {
  const late = performance.now() + PRESCROLL_MS;
  const end = scrollHeightOf(root);
  for (let y = 0; y < end && performance.now() < late; y += window.innerHeight) {
    goTo(0, y);
    await pause(PRESCROLL_PAUSE_MS);
  }
}

/**
 * The page's part in taking it slice by slice. Whatever happens, the page is put back: by `end`, when the page goes away, or by a
 * watchdog when the worker is not heard of any more.
 */
export function createSliceSteps(page: Document) {
  const root = documentElementOf(page);
  const unpinner = root && createUnpinner(root);
  const start = { x: window.scrollX, y: window.scrollY };
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  let pinned = 0;
  let over = false;

  const putBack = () => {
    clearTimeout(watchdog);
    if (over) return;
    over = true;
    window.removeEventListener('pagehide', putBack);
    unpinner?.restore();
    goTo(start.x, start.y);
    registeredButton()?.show();
  };
  const alive = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(putBack, WATCHDOG_MS);
  };
  const stand = (unfinished: number): SliceStand => ({
    position: readPosition(),
    pageWidth: root ? scrollWidthOf(root) : 0,
    pageHeight: root ? scrollHeightOf(root) : 0,
    unfinished,
    pinned,
    viewer: readViewerTraces(window.location.href, page),
  });

  return async (call: SliceCall): Promise<SliceStand> => {
    if (!root || !unpinner) return stand(0);
    switch (call.step) {
      case 'begin':
        alive();
        window.addEventListener('pagehide', putBack);
        registeredButton()?.hide();
        await prescroll(root);
        goTo(0, 0);
        await painted();
        return stand(0);
      case 'step': {
        alive();
        if (call.unpin && !over) pinned = unpinner.unpin();
        goTo(call.x, call.y);
        await painted();
        const unfinished = await imagesOf(root);
        if (call.unpin && !over) pinned = unpinner.unpin();
        await painted();
        return stand(unfinished);
      }
      case 'stand':
        alive();
        return stand(0);
      case 'end':
        putBack();
        await painted();
        return stand(0);
    }
  };
}
