import type { PageArea } from '@marketsafe/contract';
import {
  childNodesOf,
  isElement,
  isShown,
  rectOf,
  shadowRootOf,
  styleOf,
  textRects,
} from '../../page/natives.ts';
import { type Box, isEmpty, meet } from './boxes.ts';

/** How far what a style draws before or after an element is followed beyond it, in CSS pixels. */
const LONGEST_REACH = 80;
const TEXT_NODE = 3;

function isInside(inner: Box, outer: Box): boolean {
  return (
    inner.left >= outer.left &&
    inner.top >= outer.top &&
    inner.right <= outer.right &&
    inner.bottom <= outer.bottom
  );
}

/** How far a badge that a style draws (`::before`, `::after`) can stand out of its element: it cannot be measured. */
function reachOf(element: Element): number {
  return Math.max(
    ...(['::before', '::after'] as const).map((part) => {
      const { content, position, width, height, left, top, right, bottom } = styleOf(element, part);
      if (content === 'none' || content === 'normal' || content === '') return 0;
      if (position !== 'absolute') return 0;
      const lengths = [width, height, left, top, right, bottom].map((length) =>
        Math.abs(Number.parseFloat(length)),
      );
      return Math.min(LONGEST_REACH, Math.max(0, ...lengths.filter(Number.isFinite)));
    }),
  );
}

function widened({ left, top, right, bottom }: Box, reach: number): Box {
  return { left: left - reach, top: top - reach, right: right + reach, bottom: bottom + reach };
}

/**
 * Everything that an element draws, in the viewport's CSS pixels: its own box and every part that stands out of it, down to text that
 * overflows and badges placed outside. What is invisible, or cut off by a part that hides its overflow, is left out.
 */
export function drawnBoxes(page: Document, top: Element): Box[] {
  const boxes: Box[] = [];
  const add = (box: Box, clip: Box | null, cover: Box | null): Box | null => {
    const seen = clip ? meet(box, clip) : box;
    if (isEmpty(seen)) return cover;
    if (cover && isInside(seen, cover)) return cover;
    boxes.push(seen);
    return seen;
  };
  const walk = (element: Element, above: Box | null, cover: Box | null): void => {
    const style = styleOf(element);
    if (style.display === 'none') return;
    const rect = rectOf(element);
    const isFree = style.position === 'absolute' || style.position === 'fixed';
    const clip = isFree ? null : above;
    let covered = cover;
    const isSeen = isShown(element);
    if (isSeen) covered = add(widened(rect, reachOf(element)), clip, cover) ?? cover;
    const hides = style.overflowX !== 'visible' && style.overflowY !== 'visible';
    const below = hides && style.display !== 'contents' ? (clip ? meet(clip, rect) : rect) : clip;
    for (const node of [...childNodesOf(element), ...childNodesOf(shadowRootOf(element))]) {
      if (isElement(node)) walk(node, below, covered);
      else if (isSeen && node.nodeType === TEXT_NODE) {
        for (const line of textRects(page, node)) add(line, below, covered);
      }
    }
  };
  walk(top, null, null);
  return boxes;
}

function union(one: PageArea, other: PageArea): PageArea {
  const x = Math.min(one.x, other.x);
  const y = Math.min(one.y, other.y);
  return {
    x,
    y,
    width: Math.max(one.x + one.width, other.x + other.width) - x,
    height: Math.max(one.y + one.height, other.y + other.height) - y,
  };
}

function holds(outer: PageArea, inner: PageArea): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** The same ground in fewer areas: none that another one holds, and where there are still too many, neighbours together. */
export function fewerAreas(areas: readonly PageArea[], most: number): PageArea[] {
  const bySize = areas.toSorted((one, other) => other.width * other.height - one.width * one.height);
  let kept: PageArea[] = [];
  for (const area of bySize) if (!kept.some((larger) => holds(larger, area))) kept.push(area);
  kept.sort((one, other) => one.y - other.y || one.x - other.x);
  while (kept.length > most) {
    kept = kept.flatMap((area, index) => {
      const next = kept[index + 1];
      return index % 2 === 1 ? [] : [next ? union(area, next) : area];
    });
  }
  return kept;
}
