import type { ClippedPart } from '@marketsafe/contract';
import { elementsBelow } from '../page/elements-below.ts';
import {
  bodyOf,
  clientHeightOf,
  clientWidthOf,
  documentElementOf,
  elementsAt,
  frameDocumentOf,
  isShown,
  localNameOf,
  rectOf,
  scrollHeightOf,
  scrollWidthOf,
  styleOf,
  textOf,
} from '../page/natives.ts';
import { followedScroller, pageScroll } from '../page/scroller.ts';
import { MAX_CLIPPED_PARTS, MAX_CLIPPED_SEARCH } from './platform.ts';

/** What a part hides at least, in CSS pixels, before it is named: less is rounding, a shadow or a border. */
const HIDDEN_AT_LEAST = 40;
/** Smaller parts are menus, carousels and fields, in CSS pixels. */
const SMALLEST = { width: 200, height: 100 };
/** Text of so many characters is a description, and no label that is cut to fit. */
const TEXT_AT_LEAST = 200;

const SCROLLS = /auto|scroll|overlay/;
const CLIPS = /auto|scroll|overlay|hidden|clip/;
const CONTAINS = /paint|strict|content/;
/** A field's own scrolling is no part of the page, and what a person typed is not told of. */
const FIELDS = new Set(['textarea', 'select']);
const FRAMES = new Set(['iframe', 'frame', 'object', 'embed']);

/** An element, and where the document that it stands in begins in the window. */
interface Place {
  element: Element;
  page: Document;
  left: number;
  top: number;
}

/** One that is large enough to be looked at, with its size inside its borders. */
type Large = Place & { width: number; height: number };

/** Whether a part of this size fills at least half of the window. */
function isMain(width: number, height: number): boolean {
  return width * height >= (window.innerWidth * window.innerHeight) / 2;
}

function isLarge(width: number, height: number): boolean {
  return width >= SMALLEST.width && height >= SMALLEST.height;
}

/** A box of the window in page coordinates. */
function areaOf(x: number, y: number, width: number, height: number): ClippedPart['area'] {
  const scrolled = pageScroll();
  return { x: x + scrolled.x, y: y + scrolled.y, width, height };
}

/** What scrolls as the page does, and hides nothing: the body whose overflow the window has taken over, the part in the window's place. */
function isWindowsOwn(element: Element, page: Document): boolean {
  const root = documentElementOf(page);
  if (element === root || element === followedScroller()) return true;
  return element === bodyOf(page) && root !== null && !CLIPS.test(styleOf(root).overflow);
}

/** A part that cuts off, or scrolls by itself, what it holds. */
function containerAt({ element, page, left, top, width, height }: Large): ClippedPart | null {
  const below = scrollHeightOf(element) - height;
  const aside = scrollWidthOf(element) - width;
  if (below < HIDDEN_AT_LEAST && aside < HIDDEN_AT_LEAST) return null;
  if (FIELDS.has(localNameOf(element)) || isWindowsOwn(element, page)) return null;
  const { overflowX, overflowY, contain } = styleOf(element);
  const main = isMain(width, height);
  const clips = CLIPS.test(overflowY) || CONTAINS.test(contain);
  // A small box without much text, and a menu put aside, show what the page wants shown; what can be scrolled, or is the page, holds more.
  const cutsText = () => (textOf(element) ?? '').trim().length >= TEXT_AT_LEAST;
  const hidesBelow = below >= HIDDEN_AT_LEAST && (SCROLLS.test(overflowY) || (clips && (main || cutsText())));
  const hidesAside =
    aside >= HIDDEN_AT_LEAST && SCROLLS.test(overflowX) && (main || width >= window.innerWidth / 2);
  if ((!hidesBelow && !hidesAside) || !isShown(element)) return null;
  const { x, y } = rectOf(element);
  return {
    area: areaOf(x + left, y + top, width, height),
    of: { width: hidesAside ? width + aside : width, height: hidesBelow ? height + below : height },
  };
}

/** A part that the window itself cuts off: what is fixed to it reaches where nobody can scroll. A page held still behind a dialog does. */
function fixedAt({ element, width, ...own }: Large): ClippedPart | null {
  const height = Math.max(own.height, scrollHeightOf(element));
  if (height < window.innerHeight + HIDDEN_AT_LEAST) return null;
  const { x, y } = rectOf(element);
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  const seen = {
    width: Math.min(window.innerWidth, x + width) - left,
    height: Math.min(window.innerHeight, y + height) - top,
  };
  if (!isLarge(seen.width, seen.height) || !isMain(seen.width, seen.height)) return null;
  const { position, overflowY } = styleOf(element);
  // One that scrolls by itself is told of as a container.
  if (position !== 'fixed' || CLIPS.test(overflowY) || !isShown(element)) return null;
  return { area: areaOf(left, top, seen.width, seen.height), of: { width, height } };
}

/** A frame whose document is larger than it, or of which nobody can tell. */
function frameAt({ element, left, top, width, height }: Large): ClippedPart | null {
  if (!FRAMES.has(localNameOf(element)) || !isShown(element)) return null;
  const { x, y } = rectOf(element);
  const area = areaOf(x + left, y + top, width, height);
  const inside = frameDocumentOf(element);
  const root = inside && documentElementOf(inside);
  if (!root) return isMain(width, height) ? { area, of: null } : null;
  const of = { width: scrollWidthOf(root), height: scrollHeightOf(root) };
  return of.height - height >= HIDDEN_AT_LEAST || of.width - width >= HIDDEN_AT_LEAST ? { area, of } : null;
}

/** Every element of a page, in shadow trees and in frames that can be read too. */
function* placesIn(page: Document, left: number, top: number): Generator<Place> {
  const root = documentElementOf(page);
  if (!root) return;
  for (const element of elementsBelow(root)) {
    yield { element, page, left, top };
    const inside = FRAMES.has(localNameOf(element)) ? frameDocumentOf(element) : null;
    if (!inside) continue;
    const { x, y } = rectOf(element);
    yield* placesIn(inside, left + x, top + y);
  }
}

function hiddenIn({ area, of }: ClippedPart): number {
  return of ? of.width * of.height - area.width * area.height : Number.MAX_SAFE_INTEGER;
}

/** What is said of a page of which nobody can tell: the window may hold more than it shows. */
export function unknownParts(): ClippedPart[] {
  return [{ area: areaOf(0, 0, window.innerWidth, window.innerHeight), of: null }];
}

/**
 * Parts of the page that hold more than they show: scroll containers, nested ones and those in shadow trees and frames too, text that is
 * cut off, a page that its own root does not scroll, and large frames of which nobody can tell. The largest first; reads layout once and
 * no more than a bounded number of elements, those in the middle of the window in any case.
 */
export function clippedParts(page: Document): ClippedPart[] {
  const seen = new Set<Element>();
  const parts: ClippedPart[] = [];
  const look = (place: Place) => {
    if (seen.has(place.element)) return;
    seen.add(place.element);
    const size = { width: clientWidthOf(place.element), height: clientHeightOf(place.element) };
    if (!isLarge(size.width, size.height)) return;
    const large = { ...place, ...size };
    const part = frameAt(large) ?? containerAt(large) ?? fixedAt(large);
    if (part) parts.push(part);
  };
  for (const element of elementsAt(page, window.innerWidth / 2, window.innerHeight / 2))
    look({ element, page, left: 0, top: 0 });
  for (const place of placesIn(page, 0, 0)) {
    if (seen.size > MAX_CLIPPED_SEARCH) break;
    look(place);
  }
  return parts.sort((one, other) => hiddenIn(other) - hiddenIn(one)).slice(0, MAX_CLIPPED_PARTS);
}
