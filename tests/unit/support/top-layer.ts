/**
 * What jsdom lacks of what the in-page button asks a browser: popovers, the element at a place, observers. Import it before what uses it,
 * in files whose environment is jsdom. Nothing is drawn there, so the button is never in sight.
 */
const popovers = new WeakSet<Element>();

Object.assign(HTMLElement.prototype, {
  showPopover(this: HTMLElement) {
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

export {};
