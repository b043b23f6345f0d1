import type { PageArea } from '@marketsafe/contract';
import type { PageTraces } from '../page-sample.ts';

/** A rectangle of the viewport in CSS pixels. */
export type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;

/** What two boxes share; turned inside out where they share nothing. */
export function meet(one: Box, other: Box): Box {
  return {
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  };
}

export function isEmpty({ left, top, right, bottom }: Box): boolean {
  return !(right > left && bottom > top);
}

/** All of any page, in CSS pixels: where nothing can be said of the viewer, all of it may show them. */
const ANY_PAGE: PageArea = { x: 0, y: 0, width: 1_000_000, height: 1_000_000 };

/** Of a page of which nothing can be said: all of it may show the viewer, and none of it is certainly the listing. */
export const NOTHING_CERTAIN: PageTraces = { areas: [ANY_PAGE], texts: [], regions: [] };

/** All of any window and of what is below it, in CSS pixels. */
export const EVERYWHERE: Box = { left: -1_000_000, top: -1_000_000, right: 1_000_000, bottom: 1_000_000 };
