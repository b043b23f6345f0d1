import { clippedPart } from '@marketsafe/contract';
import { z } from 'zod';

import { pagePosition, viewerTraces } from '../page-sample.ts';
import { MAX_CLIPPED_PARTS } from '../platform.ts';

const finite = z.number();

/** Where a page stands while it is taken slice by slice. Comes from a hostile place: parsed before anything is done with it. */
export const sliceStand = z.strictObject({
  position: pagePosition,
  /** What the window shows of the page, without scroll bars, in CSS pixels. */
  window: z.strictObject({ width: finite, height: finite }),
  /** Of the whole page, in CSS pixels. */
  pageWidth: finite,
  pageHeight: finite,
  /** The page's left edge: below zero where a page is written from right to left and is wider than the window. */
  pageLeft: finite,
  /** Parts that hold more than they show. */
  clipped: z.array(clippedPart).max(MAX_CLIPPED_PARTS),
  /** Pictures in the window that had not arrived when the wait for them ended. */
  unfinished: z.number().int().nonnegative(),
  /** Parts that the page pins to the window and that are out of the way now. */
  pinned: z.number().int().nonnegative(),
  /** Where the page shows the viewer as it stands now: parts that come late or are pinned differ from slice to slice. */
  viewer: viewerTraces,
});
export type SliceStand = z.infer<typeof sliceStand>;

/**
 * One step of the page's part: `begin` and `end` once each, `step` for each slice, `stand` after its picture. `whole`: the page is
 * drawn without being scrolled, so everything on it is waited for at the beginning.
 */
export type SliceCall =
  | { step: 'begin'; whole: boolean }
  | { step: 'step'; x: number; y: number; unpin: boolean }
  | { step: 'stand' }
  | { step: 'end' };
