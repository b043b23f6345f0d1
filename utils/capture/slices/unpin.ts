import { elementsBelow } from '../../page/elements-below.ts';
import { isWithin, rectOf } from '../../page/natives.ts';
import { followedScroller } from '../../page/scroller.ts';

type Change = readonly [property: string, value: string];

/** Transparent and not hidden: what is hidden loses the focus, and parts of it may say for themselves that they are visible. */
const FIXED: readonly Change[] = [
  ['opacity', '0'],
  ['transition', 'none'],
];
/** A dialog's backdrop belongs to the window and not to the dialog, but follows its visibility. */
const ABOVE_ALL: readonly Change[] = [...FIXED, ['visibility', 'hidden']];
/** Sticky parts go back to their own place in the page, where they cover nothing. */
const STICKY: readonly Change[] = [
  ['position', 'relative'],
  ['top', 'auto'],
  ['right', 'auto'],
  ['bottom', 'auto'],
  ['left', 'auto'],
  ['transition', 'none'],
];

interface Before {
  element: HTMLElement | SVGElement;
  hadStyle: boolean;
  /** The element's own style as it was, and as it was left here. */
  text: { before: string; changed: string };
  values: { property: string; value: string; priority: string }[];
}

function isStyled(element: Element): element is HTMLElement | SVGElement {
  return element instanceof HTMLElement || element instanceof SVGElement;
}

function changesFor(element: Element): readonly Change[] | undefined {
  const { position } = getComputedStyle(element);
  if (position === 'sticky') return STICKY;
  // A page that is held still by a fixed body is no part that is pinned to the window.
  if (position !== 'fixed' || element instanceof HTMLBodyElement) return undefined;
  return Element.prototype.matches.call(element, ':modal, :popover-open') ? ABOVE_ALL : FIXED;
}

/** Whether the part stands in it that scrolls in the window's place. */
function holdsThePage(element: Element): boolean {
  const part = followedScroller();
  return part !== null && isWithin(part, element);
}

function change(element: HTMLElement | SVGElement, changes: readonly Change[]): Before {
  const { style } = element;
  const before = style.cssText;
  const hadStyle = element.hasAttribute('style');
  const values = changes.map(([property]) => ({
    property,
    value: style.getPropertyValue(property),
    priority: style.getPropertyPriority(property),
  }));
  for (const [property, value] of changes) style.setProperty(property, value, 'important');
  return { element, hadStyle, text: { before, changed: style.cssText }, values };
}

function putBack({ element: { style }, element, hadStyle, text, values }: Before): void {
  if (style.cssText === text.changed) {
    style.cssText = text.before;
  } else {
    // The page has changed this style meanwhile: only what was changed here goes back.
    for (const { property, value, priority } of values) {
      if (value === '') style.removeProperty(property);
      else style.setProperty(property, value, priority);
    }
  }
  if (!hadStyle && style.length === 0) element.removeAttribute('style');
}

/**
 * Takes what a page pins to the window out of the way, by references that are kept, and puts it back exactly.
 * @param ours the extension's own element on the page, which hides itself
 */
export function createUnpinner(root: Element, ours?: Element) {
  const changed = new Map<Element, Before>();
  return {
    /** How many parts are out of the way now. Looks at the whole page each time: parts are pinned as the page scrolls. */
    unpin(): number {
      for (const element of elementsBelow(root)) {
        if (element === ours || changed.has(element) || !isStyled(element)) continue;
        const changes = changesFor(element);
        if (!changes || (changes !== STICKY && holdsThePage(element))) continue;
        const { width, height } = rectOf(element);
        if (width > 0 && height > 0) changed.set(element, change(element, changes));
      }
      return changed.size;
    },
    restore(): void {
      for (const before of changed.values()) putBack(before);
      changed.clear();
    },
  };
}
