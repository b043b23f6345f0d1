// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readViewerTraces } from '../../../../utils/capture/viewer-traces.ts';
import { LISTING_URL } from '../../support/captured-listing.ts';

function load(html: string): Document {
  document.body.innerHTML = html;
  return document;
}

beforeEach(() => {
  // jsdom lays nothing out: an element's box is told by its own attribute, a text's by its parent's.
  const boxOf = (element: Element | null) =>
    new DOMRect(
      Number(element?.getAttribute('data-x') ?? 0),
      10,
      element?.hasAttribute('data-x') ? 50 : 0,
      20,
    );
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    return boxOf(this);
  });
  Range.prototype.getClientRects = function (this: Range) {
    return [boxOf(this.startContainer.parentElement)] as unknown as DOMRectList;
  };
});

describe('where a page shows the viewer', () => {
  it('finds the signs, and every other place that says the viewer’s name', () => {
    const { areas, texts } = readViewerTraces(
      LISTING_URL,
      load(`<b data-x="100" class="flyout-user-name"> 邱
        明 </b><p data-x="200">Hi, 邱 明!</p><p data-x="300">Aurora jacket</p><img name="createTreeWalker"><img name="createRange">`),
    );
    expect(texts).toEqual(['邱 明']);
    expect(new Set(areas.map(({ x }) => x))).toEqual(new Set([100, 200]));
  });

  it('takes a Chinese name of two characters, but no single letters', () => {
    const page = load('<b class="flyout-user-name">邱明</b><b class="flyout-user-name">Al</b>');
    expect(readViewerTraces(LISTING_URL, page).texts).toEqual(['邱明']);
  });

  it('finds nothing on an address of no marketplace', () => {
    expect(readViewerTraces('https://example.com/', document)).toEqual({ areas: [], texts: [] });
  });
});
