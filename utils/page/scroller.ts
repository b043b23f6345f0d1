import {
  bodyOf,
  clientHeightOf,
  clientWidthOf,
  documentElementOf,
  elementsAt,
  isConnected,
  isShown,
  rectOf,
  scrollElement,
  scrollHeightOf,
  scrollLeftOf,
  scrollTopOf,
  scrollWidthOf,
  styleOf,
} from './natives.ts';

const KEY = Symbol.for('marketsafe-reporter.scroller');
type Held = { [KEY]?: Element | null };

/** As wide as a scroll bar may be, in CSS pixels. */
const SCROLL_BAR = 20;
/** What scrolls by less than this holds nothing more. */
const SCROLLS_AT_LEAST = 40;

/** Whether a part stands where the window does and is as large, without being scaled. */
function fillsWindow(element: Element): boolean {
  const { left, top, width, height } = rectOf(element);
  const [inner, tall] = [clientWidthOf(element), clientHeightOf(element)];
  const near = (one: number, other: number) => Math.abs(one - other) <= SCROLL_BAR;
  return (
    Math.abs(left) <= 1 &&
    Math.abs(top) <= 1 &&
    near(inner, width) &&
    near(tall, height) &&
    near(inner, window.innerWidth) &&
    near(tall, window.innerHeight)
  );
}

function findScroller(page: Document): Element | null {
  const root = documentElementOf(page);
  if (!root || scrollHeightOf(root) > window.innerHeight + 1 || scrollWidthOf(root) > window.innerWidth + 1)
    return null;
  const scrolls = (element: Element) =>
    scrollHeightOf(element) - clientHeightOf(element) >= SCROLLS_AT_LEAST &&
    /auto|scroll|overlay/.test(styleOf(element).overflowY);
  // In quirks mode the body answers for the window.
  const isWindows = (element: Element) =>
    element === root || (element === bodyOf(page) && page.compatMode === 'BackCompat');
  const found = elementsAt(page, window.innerWidth / 2, window.innerHeight / 2).find(
    (element) => !isWindows(element) && scrolls(element) && fillsWindow(element) && isShown(element),
  );
  return found ?? null;
}

/** Looks which part scrolls in the window's place, for everything that follows in this page. */
export function lookForScroller(page: Document): void {
  (globalThis as Held)[KEY] = findScroller(page);
}

/**
 * The part that scrolls in the window's place: the page's root does not scroll, and this fills the window. Null where the window scrolls
 * itself. Kept in the isolated world's globals, where every script of a capture finds the same.
 */
export function followedScroller(): Element | null {
  const held = (globalThis as Held)[KEY] ?? null;
  return held && isConnected(held) ? held : null;
}

/** How far the page is scrolled: the window, or the part in its place. */
export function pageScroll(): { x: number; y: number } {
  const part = followedScroller();
  if (!part) return { x: window.scrollX, y: window.scrollY };
  return { x: window.scrollX + scrollLeftOf(part), y: window.scrollY + scrollTopOf(part) };
}

/** How large the page is: its root, or what the part in the window's place holds. */
export function pageSize(root: Element): { width: number; height: number } {
  const scroller = followedScroller() ?? root;
  return { width: scrollWidthOf(scroller), height: scrollHeightOf(scroller) };
}

/** Scrolls the page there at once. */
export function scrollPage(x: number, y: number): void {
  const part = followedScroller();
  const there = { left: x, top: y, behavior: 'instant' } as const;
  if (part) scrollElement(part, there);
  else window.scrollTo(there);
}
