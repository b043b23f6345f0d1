import { MAX_COLUMNS, MAX_GROWTH, MAX_PAGE_HEIGHT, MAX_SLICES } from '../platform.ts';

/** Sizes in CSS pixels, without scroll bars. */
export interface PageSize {
  viewport: { width: number; height: number };
  /** `left` is the page's left edge: below zero where it reaches to the left of where it begins. */
  page: { left: number; width: number; height: number };
  /** Of one row of slices with the next. */
  overlap: number;
}

/** Upper left corner of one slice. */
export interface Corner {
  x: number;
  y: number;
}

/** How far down a page is followed: all of it, and so many windows beyond where it ended at first, up to the cap. */
export function lowestEdge(first: PageSize): number {
  return Math.min(first.page.height + MAX_GROWTH * first.viewport.height, MAX_PAGE_HEIGHT);
}

/** A page that is wider than the window by no more than this is not taken twice for it, in CSS pixels. */
export const OVERHANG = 20;

/** Left edges of the columns that cover the page's width, from where the page begins: to the left where it is written that way. */
export function columnsOf({ viewport, page }: PageSize): number[] {
  const overhang = page.width - viewport.width;
  if (overhang <= OVERHANG) return [0];
  const count = Math.min(MAX_COLUMNS, Math.ceil(page.width / viewport.width));
  const steps = Array.from({ length: count }, (_, column) => Math.min(column * viewport.width, overhang));
  return page.left < 0 ? steps.map((step) => (step === 0 ? 0 : -step)) : steps;
}

/** True when something of the page stands beside all columns. */
export function isWidthCut(size: PageSize): boolean {
  const furthest = Math.abs(columnsOf(size).at(-1) ?? 0);
  return furthest + size.viewport.width < size.page.width - 1;
}

/** How many slices a page takes, as far as one can tell now. */
export function sliceCount(size: PageSize): number {
  const rows = Math.ceil(Math.min(size.page.height, MAX_PAGE_HEIGHT) / size.viewport.height);
  return Math.min(MAX_SLICES, rows * columnsOf(size).length);
}

/**
 * The corner after `previous`: along the row, then down. The page may have grown meanwhile.
 * @param previous where the slice before was really taken; absent before the first
 * @param edge the lowest edge that is followed; see `lowestEdge`
 * @returns nothing when the page is covered down to the edge
 */
export function nextCorner(previous: Corner | undefined, now: PageSize, edge: number): Corner | undefined {
  if (!previous) return { x: 0, y: 0 };
  const beside = columnsOf(now).find((x) => Math.abs(x) > Math.abs(previous.x));
  if (beside !== undefined) return { x: beside, y: previous.y };
  const y = previous.y + now.viewport.height - now.overlap;
  const end = Math.min(now.page.height, edge);
  // Positions are fractions of a pixel off where the page is zoomed.
  return y < end - 1 ? { x: 0, y } : undefined;
}
