import { registeredButton } from '../../page/button-registry.ts';
import { activeElementOf, clientHeightOf, clientWidthOf, documentElementOf } from '../../page/natives.ts';
import { followedScroller, pageScroll, pageSize, scrollPage } from '../../page/scroller.ts';
import { clippedParts } from '../clipped-parts.ts';
import {
  AFTER_SCROLL_DRAWS,
  AFTER_SCROLL_MS,
  IMAGES_WAIT_MS,
  PRESCROLL_MS,
  PRESCROLL_PAUSE_MS,
  WATCHDOG_MS,
  WHOLE_PRESCROLL_MS,
} from '../platform.ts';
import { lookAgain, painted, readPosition, unfinishedImages } from '../read-page-sample.ts';
import type { SliceCall, SliceStand } from './page-steps.ts';
import { createUnpinner } from './unpin.ts';

/** Further to the left than any page reaches, in CSS pixels. */
const LEFTMOST = 1_000_000;

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Resolves when the pictures are there, or after the time that is given to them; gives how many are not. */
async function imagesOf(root: Element, where: 'window' | 'page'): Promise<number> {
  const late = performance.now() + IMAGES_WAIT_MS;
  for (;;) {
    const missing = unfinishedImages(root, where);
    if (missing === 0 || performance.now() > late) return missing;
    await pause(50);
  }
}

/** The page's left edge: where it cannot be scrolled further to the left. Leaves it there. */
function leftEdge(): number {
  scrollPage(-LEFTMOST, 0);
  return pageScroll().x;
}

/** Down to the end and back, so that pictures which load on sight are asked for before the first slice. */
async function prescroll(root: Element, within: number): Promise<void> {
  const late = performance.now() + within;
  const end = pageSize(root).height;
  for (let y = 0; y < end && performance.now() < late; y += window.innerHeight) {
    scrollPage(0, y);
    await pause(PRESCROLL_PAUSE_MS);
  }
}

/** Without scroll bars: those cover a strip of every picture. */
function shownSize(): SliceStand['window'] {
  const part = followedScroller();
  if (part) return { width: clientWidthOf(part), height: clientHeightOf(part) };
  const seen = window.visualViewport;
  if (!seen) return { width: window.innerWidth, height: window.innerHeight };
  return { width: seen.width * seen.scale, height: seen.height * seen.scale };
}

/**
 * The page's part in taking it slice by slice. Whatever happens, the page is put back: by `end`, when the page goes away, or by a
 * watchdog when the worker is not heard of any more.
 * @param onLeft the watchdog has put the page back: the worker was killed or hangs
 */
export function createSliceSteps(page: Document, onLeft: () => void) {
  const root = documentElementOf(page);
  const unpinner = root && createUnpinner(root, registeredButton()?.host);
  const start = { ...pageScroll(), focus: activeElementOf(page) };
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  let pinned = 0;
  let pageLeft = 0;
  let over = false;

  const putBack = () => {
    clearTimeout(watchdog);
    if (over) return;
    over = true;
    window.removeEventListener('pagehide', putBack);
    unpinner?.restore();
    scrollPage(start.x, start.y);
    if (start.focus instanceof HTMLElement && activeElementOf(page) !== start.focus)
      start.focus.focus({ preventScroll: true });
    registeredButton()?.show();
  };
  const alive = () => {
    if (over) throw new Error('the page was put back');
    clearTimeout(watchdog);
    watchdog = setTimeout(() => {
      putBack();
      onLeft();
    }, WATCHDOG_MS);
    // Its own watchdog is shorter than a long page takes.
    registeredButton()?.hide();
  };
  const stand = (unfinished: number): SliceStand => ({
    position: readPosition(),
    window: shownSize(),
    pageWidth: root ? pageSize(root).width : 0,
    pageHeight: root ? pageSize(root).height : 0,
    pageLeft,
    clipped: clippedParts(page),
    unfinished,
    pinned,
    viewer: lookAgain(),
  });

  return async (call: SliceCall): Promise<SliceStand> => {
    if (!root || !unpinner) return stand(0);
    switch (call.step) {
      case 'begin': {
        alive();
        window.addEventListener('pagehide', putBack);
        pageLeft = leftEdge();
        await prescroll(root, call.whole ? WHOLE_PRESCROLL_MS : PRESCROLL_MS);
        scrollPage(0, 0);
        await painted();
        return stand(call.whole ? await imagesOf(root, 'page') : 0);
      }
      case 'step': {
        alive();
        const scrolled = performance.now();
        scrollPage(call.x, call.y);
        if (call.unpin) pinned = unpinner.unpin();
        await painted();
        const drawing = performance.now() - scrolled;
        const drawnBy = scrolled + Math.max(AFTER_SCROLL_MS, AFTER_SCROLL_DRAWS * drawing);
        const unfinished = await imagesOf(root, 'window');
        await pause(Math.max(0, drawnBy - performance.now()));
        if (!call.unpin || over) return stand(unfinished);
        const before = pinned;
        pinned = unpinner.unpin();
        if (pinned > before) await pause(AFTER_SCROLL_MS);
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
