// @vitest-environment jsdom
import type { ListingFacts } from '@marketsafe/contract';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readViewerTraces } from '../../../../../utils/capture/viewer-traces.ts';
import { LISTING_URL } from '../../../support/captured-listing.ts';

const fact = <Value>(value: Value, raw = String(value)) => ({ value, raw, source: 'dom:h1' });
const FACTS: ListingFacts = {
  title: fact('Aurora jacket, waterproof'),
  price: fact({ min: 23.9, max: 23.9, currency: 'USD' }, 'US $23.90'),
  seller: fact({ name: 'Northern Peak Store' }),
  images: fact(['https://ae01.alicdn.com/kf/front.jpg']),
};
const PAGE = `<h1>Aurora jacket, waterproof</h1><div class="price">US $23.90</div><p><a>Northern Peak Store</a></p>
  <img src="https://ae01.alicdn.com/kf/front.jpg_640x640.jpg"><div id="product-description">Warm.</div>`;

const computed = window.getComputedStyle.bind(window);

/** Where the elements that have `data-at` stand: jsdom lays nothing out. The page is as large as the window. */
function boxOf(element: Element | null): DOMRect {
  const at = element?.closest('[data-at]')?.getAttribute('data-at')?.split(' ').map(Number);
  if (!at) return new DOMRect(0, 0, 0, 0);
  const [x = 0, y = 0, width = 0, height = 0] = at;
  return new DOMRect(x, y, width, height);
}

function load(html: string): void {
  document.body.innerHTML = html;
  for (const [index, element] of [...document.body.children].entries()) {
    if (!element.hasAttribute('data-at')) element.setAttribute('data-at', `0 ${index * 100} 200 50`);
  }
}

const partsOf = (facts: ListingFacts) =>
  new Set(readViewerTraces(LISTING_URL, document, facts).regions.map(({ part }) => part));

beforeEach(() => {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    return boxOf(this);
  });
  Range.prototype.getClientRects = function (this: Range) {
    return [boxOf(this.startContainer.parentElement)] as unknown as DOMRectList;
  };
  Element.prototype.checkVisibility = () => true;
  vi.spyOn(window, 'getComputedStyle').mockImplementation((element) => computed(element));
});

describe('where a page shows the listing', () => {
  it('is where it says the facts in its own words and shows the pictures that they name', () => {
    load(PAGE);
    const { regions } = readViewerTraces(LISTING_URL, document, FACTS);
    expect(partsOf(FACTS)).toEqual(new Set(['title', 'price', 'seller', 'pictures', 'description']));
    const title = regions.find(({ part }) => part === 'title');
    expect(title?.area).toEqual({ x: 0, y: 0, width: 200, height: 50 });
    expect(regions.find(({ part }) => part === 'pictures')?.area.y).toBe(300);
  });

  it('is nowhere for certain where the page does not say the title, or nothing was read', () => {
    load(PAGE.replace('Aurora jacket', 'Another jacket'));
    expect(partsOf(FACTS)).toEqual(new Set());
    load(PAGE);
    expect(partsOf({})).toEqual(new Set());
  });

  it('is no other price, no other picture and no other shop', () => {
    load(
      '<h1>Aurora jacket, waterproof</h1><div class="price">US $99.00</div><p>Other Shop</p><img src="https://ae01.alicdn.com/kf/other.jpg">',
    );
    expect(partsOf(FACTS)).toEqual(new Set(['title']));
  });

  it('does not count for what is laid over it: that is painted', () => {
    load(`${PAGE}<div data-at="50 0 100 50">Somebody</div><iframe data-at="0 310 20 20"></iframe>`);
    const { areas } = readViewerTraces(LISTING_URL, document, FACTS);
    expect(areas).toContainEqual({ x: 50, y: 0, width: 100, height: 50 });
    expect(areas).toContainEqual({ x: 0, y: 310, width: 20, height: 20 });
    load(PAGE);
    expect(readViewerTraces(LISTING_URL, document, FACTS).areas).toEqual([]);
  });
});
