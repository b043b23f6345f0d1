import type { ClippedPart, Limitation } from '@marketsafe/contract';
import { bothTraces } from '../both-traces.ts';
import type { FullPageDriver } from '../full-page.ts';
import { newFile } from '../moment.ts';
import type { PagePosition } from '../page-sample.ts';
import { MAX_PAGE_HEIGHT, RECT_AREA, RECT_SIDE } from '../platform.ts';
import { isSameListing } from '../same-moment.ts';
import type { SliceDeps } from './drive-slices.ts';
import { type SliceCall, sliceStand } from './page-steps.ts';

/** A part of the page in CSS pixels. */
export interface PageRect {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface RectDeps extends Pick<SliceDeps, 'call' | 'tab'> {
  /** A part of the page as the window's tab draws it, as PNG: Firefox alone can do this without scrolling. */
  rect: (windowId: number, rect: PageRect, scale: number) => Promise<Blob>;
}

/** Heights, from the top, of the parts in which a page of this size can be drawn: one wherever the browser's limits allow. */
export function rectHeights(width: number, height: number, devicePixelRatio: number): number[] {
  const tallest = Math.floor(Math.min(RECT_SIDE, RECT_AREA / (width * devicePixelRatio)) / devicePixelRatio);
  const count = Math.ceil(height / tallest);
  return Array.from({ length: count }, (_, part) => Math.min(tallest, height - part * tallest));
}

function isSameDocument(one: PagePosition, other: PagePosition): boolean {
  return one.mark === other.mark && isSameListing(one.url, other.url);
}

/**
 * Takes a page in one call, or as few as the browser's limits allow.
 * @param slices takes one that scrolls in a part of its own, of which the browser draws no more than it shows
 */
export function createRectDriver(deps: RectDeps, slices: FullPageDriver): FullPageDriver {
  return async (task) => {
    if (task.position.inPart) return slices(task);
    const { tabId, windowId, position } = task;
    const ask = async (call: SliceCall) =>
      sliceStand.safeParse(await deps.call(tabId, call).catch(() => null)).data;
    const limitations: Limitation[] = [];
    let pageHeight = 0;
    let clipped: ClippedPart[] = [];
    const ended = (...why: Limitation[]) => ({ pageHeight, clipped, limitations: [...limitations, ...why] });
    try {
      const first = await ask({ step: 'begin', whole: true });
      if (!first || !isSameDocument(first.position, position)) return ended('partial-moved');
      ({ pageHeight, clipped } = first);
      if (first.unfinished > 0) limitations.push('images-unfinished');
      if (pageHeight > MAX_PAGE_HEIGHT) limitations.push('height-capped');
      const width = Math.max(first.pageWidth, position.width);
      const heights = rectHeights(width, Math.min(pageHeight, MAX_PAGE_HEIGHT), position.devicePixelRatio);
      // Firefox multiplies the scale that it is given by the zoom, which the device pixel ratio has in it already.
      const scale = position.devicePixelRatio / task.zoom;
      let y = 0;
      for (const [index, height] of heights.entries()) {
        if (await task.stopped()) return ended('partial-cancelled');
        const area = { x: first.pageLeft, y, width, height };
        const png = await deps.rect(windowId, area, scale).catch(() => null);
        const after = await ask({ step: 'stand' });
        const tab = await deps.tab(tabId).catch(() => null);
        if (!png) return ended('pixels-failed');
        if (
          !after ||
          !isSameDocument(after.position, position) ||
          !tab?.active ||
          tab.windowId !== windowId
        ) {
          return ended('partial-moved');
        }
        const path = `slice-${String(index + 1).padStart(3, '0')}.png`;
        const about = { path, type: 'image/png', role: 'evidentiary', method: 'pixels', area } as const;
        const viewer = bothTraces(first.viewer, after.viewer);
        const progress = { done: index + 1, of: heights.length };
        await task.keep(await newFile(png, about), { progress, viewer, limitations });
        y += height;
        ({ pageHeight, clipped } = after);
      }
      if (pageHeight > y + 1 && pageHeight <= MAX_PAGE_HEIGHT) limitations.push('page-grew');
      return ended();
    } finally {
      await ask({ step: 'end' });
    }
  };
}
