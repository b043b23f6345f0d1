// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';

/** What jsdom, which lays nothing out, is told of an element: its box, and how much it holds. */
interface Layout {
  box: [x: number, y: number, width: number, height: number];
  holds?: number;
}

const layouts = new Map<Element, Layout>();
const layoutOf = (element: Element): Layout => layouts.get(element) ?? { box: [0, 0, 0, 0] };

function stub(name: keyof Element, read: (layout: Layout) => number): void {
  vi.spyOn(Element.prototype, name as 'clientWidth', 'get').mockImplementation(function (this: Element) {
    return read(layoutOf(this));
  });
}
stub('clientWidth', ({ box }) => box[2]);
stub('clientHeight', ({ box }) => box[3]);
stub('scrollWidth', ({ box }) => box[2]);
stub('scrollHeight', ({ box, holds }) => holds ?? box[3]);
Element.prototype.getBoundingClientRect = function () {
  return new DOMRect(...layoutOf(this).box);
};
Element.prototype.checkVisibility = () => true;
Element.prototype.scrollTo = function (to?: ScrollToOptions | number) {
  if (typeof to === 'object') [this.scrollLeft, this.scrollTop] = [to.left ?? 0, to.top ?? 0];
};
Document.prototype.elementsFromPoint = () => [...layouts.keys()].reverse();

// Reads of a page are taken from the prototypes once, when they are loaded.
const { followedScroller, lookForScroller, pageScroll, pageSize, scrollPage } = await import(
  '../../../../utils/page/scroller.ts'
);

const [width, height] = [window.innerWidth, window.innerHeight];

/** A page with one part in it. */
function page(part: Partial<Layout> & { style?: string }, root: Partial<Layout> = {}): Element {
  document.body.innerHTML = `<div style="${part.style ?? 'overflow-y: auto'}"></div>`;
  const element = document.body.firstElementChild;
  if (!element) throw new Error('there is no part');
  layouts.set(document.documentElement, { box: [0, 0, width, height], ...root });
  layouts.set(element, { box: [0, 0, width, height], holds: 3_000, ...part });
  lookForScroller(document);
  return element;
}

beforeEach(() => layouts.clear());

describe('the part that scrolls in the window’s place', () => {
  it('is the page: its place, its size, and what is scrolled', () => {
    const part = page({});
    expect(followedScroller()).toBe(part);
    scrollPage(0, 700);
    expect(part.scrollTop).toBe(700);
    expect(pageScroll()).toEqual({ x: 0, y: 700 });
    expect(pageSize(document.documentElement)).toEqual({ width, height: 3_000 });
  });

  it('may have a scroll bar', () => {
    const part = page({ box: [0, 0, width - 15, height] });
    expect(followedScroller()).toBe(part);
  });

  it.each<[string, Parameters<typeof page>]>([
    ['the root scrolls itself', [{}, { holds: 2_000 }]],
    ['a bar stands above it', [{ box: [0, 80, width, height - 80] }]],
    ['a bar stands below it', [{ box: [0, 0, width, height - 80] }]],
    ['something stands beside it', [{ box: [0, 0, width - 200, height] }]],
    ['it only cuts off', [{ style: 'overflow: hidden' }]],
    ['it holds no more than it shows', [{ holds: height + 10 }]],
  ])('is none where %s', (_, layout) => {
    page(...layout);
    expect(followedScroller()).toBeNull();
    expect(pageScroll()).toEqual({ x: window.scrollX, y: window.scrollY });
    expect(pageSize(document.documentElement).height).toBe(layout[1]?.holds ?? height);
  });

  it('is forgotten where the page takes it away', () => {
    const part = page({});
    part.remove();
    expect(followedScroller()).toBeNull();
  });
});
