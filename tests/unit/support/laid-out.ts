import { vi } from 'vitest';

const UNDRAWN = new Set(['head', 'script', 'style', 'title', 'meta', 'link', 'template', 'noscript', 'base']);
const PLAIN = {
  ...{ overflowX: 'visible', overflowY: 'visible', position: 'static', fontSize: '16px', transform: 'none' },
  ...{ content: 'none', backgroundImage: 'none', borderImageSource: 'none', listStyleImage: 'none' },
  getPropertyValue: () => '',
};

/** Lets jsdom, which lays nothing out, show everything that a page without styles shows, all in one place. Ends with the test. */
export function layOutPlainly(): void {
  const box = new DOMRect(10, 10, 50, 20);
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(() => box);
  Range.prototype.getClientRects = () => [box] as unknown as DOMRectList;
  Element.prototype.checkVisibility = () => true;
  vi.spyOn(window, 'getComputedStyle').mockImplementation(
    ({ localName }) =>
      ({ ...PLAIN, display: UNDRAWN.has(localName) ? 'none' : 'block' }) as unknown as CSSStyleDeclaration,
  );
}
