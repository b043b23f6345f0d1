import type { PageArea } from '@marketsafe/contract';

/** Smallest side of a box, in CSS pixels of the page. */
const SMALLEST = 6;
/** How far a key moves or resizes a box, in CSS pixels of the page: a stride, and with Ctrl one pixel. */
const STRIDE = 10;

export interface Point {
  x: number;
  y: number;
}

/** Corner that a handle moves, by compass point. */
export type Corner = 'nw' | 'ne' | 'sw' | 'se';
export const CORNERS: readonly Corner[] = ['nw', 'ne', 'sw', 'se'];

function within(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high));
}

/** The smallest area that holds all of these. */
export function around(areas: readonly PageArea[]): PageArea {
  const x = Math.min(...areas.map((area) => area.x));
  const y = Math.min(...areas.map((area) => area.y));
  return {
    x,
    y,
    width: Math.max(...areas.map((area) => area.x + area.width)) - x,
    height: Math.max(...areas.map((area) => area.y + area.height)) - y,
  };
}

/** The box between two points, whichever comes first, inside `bounds`; whole pixels. */
export function spanned(from: Point, to: Point, bounds: PageArea): PageArea {
  const right = bounds.x + bounds.width;
  const bottom = bounds.y + bounds.height;
  const x = Math.floor(within(Math.min(from.x, to.x), bounds.x, right));
  const y = Math.floor(within(Math.min(from.y, to.y), bounds.y, bottom));
  return {
    x,
    y,
    width: Math.ceil(within(Math.max(from.x, to.x), bounds.x, right)) - x,
    height: Math.ceil(within(Math.max(from.y, to.y), bounds.y, bottom)) - y,
  };
}

/** Large enough to have been meant. */
export function isBox({ width, height }: PageArea): boolean {
  return width >= SMALLEST && height >= SMALLEST;
}

/** A box moved by so much, and no further than the edge of `bounds`. */
export function moved<Box extends PageArea>(box: Box, by: Point, bounds: PageArea): Box {
  return {
    ...box,
    x: Math.round(within(box.x + by.x, bounds.x, bounds.x + bounds.width - box.width)),
    y: Math.round(within(box.y + by.y, bounds.y, bounds.y + bounds.height - box.height)),
  };
}

/** A box with one corner moved by so much; the opposite corner stays, and the box stays a box inside `bounds`. */
export function resized<Box extends PageArea>(box: Box, corner: Corner, by: Point, bounds: PageArea): Box {
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  const isWest = corner.endsWith('w');
  const isNorth = corner.startsWith('n');
  const x = isWest ? within(box.x + by.x, bounds.x, right - SMALLEST) : box.x;
  const y = isNorth ? within(box.y + by.y, bounds.y, bottom - SMALLEST) : box.y;
  const farX = isWest ? right : within(right + by.x, box.x + SMALLEST, bounds.x + bounds.width);
  const farY = isNorth ? bottom : within(bottom + by.y, box.y + SMALLEST, bounds.y + bounds.height);
  return {
    ...box,
    x: Math.round(x),
    y: Math.round(y),
    width: Math.round(farX - x),
    height: Math.round(farY - y),
  };
}

const DIRECTIONS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** What a key does to a box: arrows move it, with Shift they resize it; null for every other key. */
export function pressed<Box extends PageArea>(
  box: Box,
  { key, shiftKey, ctrlKey }: { key: string; shiftKey: boolean; ctrlKey: boolean },
  bounds: PageArea,
): Box | null {
  const direction = DIRECTIONS[key];
  if (!direction) return null;
  const stride = ctrlKey ? 1 : STRIDE;
  const by = { x: direction.x * stride, y: direction.y * stride };
  return shiftKey ? resized(box, 'se', by, bounds) : moved(box, by, bounds);
}

/** A new box in the middle of what a picture shows. */
export function middleOf({ x, y, width, height }: PageArea): PageArea {
  const wide = Math.min(200, width);
  const tall = Math.min(60, height);
  return {
    x: Math.round(x + (width - wide) / 2),
    y: Math.round(y + (height - tall) / 2),
    width: Math.round(wide),
    height: Math.round(tall),
  };
}

/** True where a picture shows some of a box. */
export function meets(area: PageArea, box: PageArea): boolean {
  return (
    box.x < area.x + area.width &&
    box.x + box.width > area.x &&
    box.y < area.y + area.height &&
    box.y + box.height > area.y
  );
}

/** Where a box stands on a picture, in parts of the picture's own size. */
export function boxStyle(area: PageArea, box: PageArea): Record<'left' | 'top' | 'width' | 'height', string> {
  const percent = (part: number, whole: number) => `${(part / whole) * 100}%`;
  return {
    left: percent(box.x - area.x, area.width),
    top: percent(box.y - area.y, area.height),
    width: percent(box.width, area.width),
    height: percent(box.height, area.height),
  };
}
