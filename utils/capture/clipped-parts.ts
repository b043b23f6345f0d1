import type { ClippedPart } from '@marketsafe/contract';
import { elementsBelow } from '../page/elements-below.ts';
import {
  bodyOf,
  clientHeightOf,
  clientWidthOf,
  documentElementOf,
  isShown,
  rectOf,
  scrollHeightOf,
  scrollWidthOf,
  styleOf,
} from '../page/natives.ts';
import { MAX_CLIPPED_PARTS, MAX_CLIPPED_SEARCH } from './platform.ts';

/** What a part hides at least, in CSS pixels, before it is named: less is rounding, a shadow or a border. */
const HIDDEN_AT_LEAST = 40;
/** Smaller parts are menus, carousels and fields, in CSS pixels. */
const SMALLEST = { width: 200, height: 100 };

const SCROLLS = /auto|scroll|overlay/;
const CLIPS = /auto|scroll|overlay|hidden|clip/;

/** Whether an element fills at least half of the window. */
function isMain(width: number, height: number): boolean {
  return width * height >= (window.innerWidth * window.innerHeight) / 2;
}

/** The body whose overflow the window has taken over: it scrolls as the page does, and hides nothing. */
function isWindowsOwn(element: Element, page: Document): boolean {
  const root = documentElementOf(page);
  if (element === root) return true;
  return element === bodyOf(page) && root !== null && !CLIPS.test(styleOf(root).overflow);
}

function partOf(element: Element, page: Document): ClippedPart | null {
  const [width, height] = [clientWidthOf(element), clientHeightOf(element)];
  if (width < SMALLEST.width || height < SMALLEST.height) return null;
  const below = scrollHeightOf(element) - height;
  const aside = scrollWidthOf(element) - width;
  if (below < HIDDEN_AT_LEAST && aside < HIDDEN_AT_LEAST) return null;
  // A field's own scrolling is no part of the page, and what a person typed is not told of.
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return null;
  if (isWindowsOwn(element, page)) return null;
  const { overflowX, overflowY } = styleOf(element);
  const main = isMain(width, height);
  // A small box that cuts its text off, and a menu put aside, show what the page wants shown; what can be scrolled, or is the page, holds more.
  const hidesBelow = below >= HIDDEN_AT_LEAST && (main ? CLIPS : SCROLLS).test(overflowY);
  const hidesAside = aside >= HIDDEN_AT_LEAST && main && SCROLLS.test(overflowX);
  if ((!hidesBelow && !hidesAside) || !isShown(element)) return null;
  const { x, y } = rectOf(element);
  return {
    area: { x: x + window.scrollX, y: y + window.scrollY, width, height },
    of: { width: hidesAside ? width + aside : width, height: hidesBelow ? height + below : height },
  };
}

/**
 * Parts of the page that hold more than they show: scroll containers, nested ones and those in shadow trees too, and a page that its
 * own root does not scroll. The largest first; reads layout once and no more than a bounded number of elements.
 */
export function clippedParts(page: Document): ClippedPart[] {
  const root = documentElementOf(page);
  if (!root) return [];
  const parts: ClippedPart[] = [];
  let seen = 0;
  for (const element of elementsBelow(root)) {
    seen += 1;
    if (seen > MAX_CLIPPED_SEARCH) break;
    const part = partOf(element, page);
    if (part) parts.push(part);
  }
  const hidden = ({ area, of }: ClippedPart) => of.width * of.height - area.width * area.height;
  return parts.sort((one, other) => hidden(other) - hidden(one)).slice(0, MAX_CLIPPED_PARTS);
}
