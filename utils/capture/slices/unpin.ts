import { queryAll, rectOf } from '../../page/natives.ts';

type Change = readonly [property: string, value: string];

/** Fixed parts are made invisible; sticky ones go back to their own place in the page, where they cover nothing. */
const CHANGES: Readonly<Record<string, readonly Change[]>> = {
  fixed: [['visibility', 'hidden']],
  sticky: [
    ['position', 'relative'],
    ['inset', 'auto'],
  ],
};

interface Before {
  element: HTMLElement | SVGElement;
  hadStyle: boolean;
  values: { property: string; value: string; priority: string }[];
}

function isStyled(element: Element): element is HTMLElement | SVGElement {
  return element instanceof HTMLElement || element instanceof SVGElement;
}

/** Takes what a page pins to the window out of the way, by references that are kept, and puts it back exactly. */
export function createUnpinner(root: Element) {
  const changed = new Map<Element, Before>();

  const change = (element: HTMLElement | SVGElement, changes: readonly Change[]) => {
    const { style } = element;
    changed.set(element, {
      element,
      hadStyle: element.hasAttribute('style'),
      values: changes.map(([property]) => ({
        property,
        value: style.getPropertyValue(property),
        priority: style.getPropertyPriority(property),
      })),
    });
    for (const [property, value] of changes) style.setProperty(property, value, 'important');
  };

  return {
    /** How many parts are out of the way now. Looks at the whole page each time: parts are pinned as the page scrolls. */
    unpin(): number {
      for (const element of queryAll(root, '*')) {
        if (changed.has(element) || !isStyled(element)) continue;
        const changes = CHANGES[getComputedStyle(element).position];
        if (!changes) continue;
        const { width, height } = rectOf(element);
        if (width > 0 && height > 0) change(element, changes);
      }
      return changed.size;
    },
    restore(): void {
      for (const { element, hadStyle, values } of changed.values()) {
        for (const { property, value, priority } of values) {
          if (value === '') element.style.removeProperty(property);
          else element.style.setProperty(property, value, priority);
        }
        if (!hadStyle && element.style.length === 0) element.removeAttribute('style');
      }
      changed.clear();
    },
  };
}
