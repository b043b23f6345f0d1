/**
 * What jsdom lacks of what the in-page button asks a browser: popovers, the element at a place, observers. Import it before what uses it,
 * in files whose environment is jsdom. Nothing is drawn there, so the button is never in sight unless a test says so.
 */
const popovers = new WeakSet<Element>();

Object.assign(HTMLElement.prototype, {
  showPopover(this: HTMLElement) {
    if (popovers.has(this) && this.isConnected) throw new DOMException('it is open', 'InvalidStateError');
    popovers.add(this);
  },
  hidePopover(this: HTMLElement) {
    popovers.delete(this);
    this.dispatchEvent(new Event('toggle'));
  },
});

const { matches } = Element.prototype;
Object.assign(Element.prototype, {
  matches(this: Element, selector: string) {
    return selector === ':popover-open'
      ? popovers.has(this) && this.isConnected
      : matches.call(this, selector);
  },
});
for (const prototype of [Element.prototype, DocumentFragment.prototype]) {
  const { querySelectorAll } = prototype;
  Object.assign(prototype, {
    querySelectorAll(this: Element, selector: string) {
      if (!selector.includes(':popover-open')) return querySelectorAll.call(this, selector);
      return [...querySelectorAll.call(this, '*')].filter((element) => popovers.has(element));
    },
  });
}

const sizes = new WeakMap<Element, { width: number; height: number }>();
for (const [property, side] of [
  ['offsetWidth', 'width'],
  ['offsetHeight', 'height'],
] as const) {
  Object.defineProperty(HTMLElement.prototype, property, {
    get(this: HTMLElement) {
      return sizes.get(this)?.[side] ?? 0;
    },
  });
}

/** Gives an element the size that it was laid out with, in CSS pixels. */
export function layOut(element: HTMLElement, size: { width: number; height: number }): void {
  sizes.set(element, size);
}

Document.prototype.elementFromPoint = () => null;

class Observer {
  observe(): void {}
  disconnect(): void {}
  takeRecords(): [] {
    return [];
  }
}
Object.assign(globalThis, {
  ResizeObserver: Observer,
  IntersectionObserver: Observer,
  IntersectionObserverEntry: class {},
});
