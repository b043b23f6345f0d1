// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readViewerTraces } from '../../../../utils/capture/viewer-traces.ts';
import { VIEWER_PAGES } from '../../../fixtures/viewers/planted.ts';
import { LISTING_URL } from '../../support/captured-listing.ts';
import { layOutPlainly } from '../../support/laid-out.ts';

const MARKETPLACES = Object.keys(VIEWER_PAGES) as (keyof typeof VIEWER_PAGES)[];
const computed = window.getComputedStyle.bind(window);

function load(html: string): Document {
  const read = new DOMParser().parseFromString(html, 'text/html');
  document.documentElement.replaceWith(document.adoptNode(read.documentElement));
  return document;
}

function fixture(marketplace: string): string {
  return readFileSync(join(import.meta.dirname, '../../../fixtures/viewers', `${marketplace}.html`), 'utf8');
}

/** Numbers of the elements that tests ask for: jsdom lays nothing out. */
const lefts = new Map<Element, number>();

function layOut(elements: Iterable<Element>): void {
  for (const element of elements) lefts.set(element, lefts.size + 1);
}

function boxOf(element: Element | null): DOMRect {
  const left = element ? lefts.get(element) : undefined;
  return left === undefined ? new DOMRect(0, 0, 0, 0) : new DOMRect(left * 100, 10, 50, 20);
}

/** Numbers of the elements that the areas stand at. */
function found(url: string): Set<number> {
  return new Set(readViewerTraces(url, document, {}).areas.map(({ x }) => x / 100));
}

beforeEach(() => {
  lefts.clear();
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    return boxOf(this);
  });
  Range.prototype.getClientRects = function (this: Range) {
    const parent = this.startContainer.parentElement;
    return [boxOf(parent)] as unknown as DOMRectList;
  };
  Element.prototype.checkVisibility = () => true;
  // jsdom has no styles of what stands before and after an element.
  vi.spyOn(window, 'getComputedStyle').mockImplementation((element) => computed(element));
});

describe.each(MARKETPLACES)('on a page of %s', (marketplace) => {
  it('everything that shows the viewer is found: name, address, cart, messages, what was viewed', () => {
    load(fixture(marketplace));
    const planted = [...document.querySelectorAll('[data-planted]')];
    expect(new Set(planted.map((element) => element.getAttribute('data-planted')))).toEqual(
      new Set(['name', 'address', 'cart', 'message', 'seen']),
    );
    layOut(planted);
    const seen = found(VIEWER_PAGES[marketplace]);
    const missed = planted.filter((element) => !seen.has(lefts.get(element) ?? 0));
    expect(missed.map((element) => element.outerHTML)).toEqual([]);
  });

  it('nothing of the listing itself is taken for the viewer', () => {
    load(fixture(marketplace));
    layOut(document.querySelectorAll('.proof, main h1, main .price, main table, main img'));
    expect(lefts.size).toBeGreaterThan(2);
    const { texts } = readViewerTraces(VIEWER_PAGES[marketplace], document, {});
    expect(found(VIEWER_PAGES[marketplace])).toEqual(new Set());
    const listing = document.querySelector('main')?.textContent ?? '';
    expect(texts.filter((text) => listing.includes(text))).toEqual([]);
  });

  it('says nobody’s name where nobody is signed in', () => {
    load(fixture(marketplace));
    for (const script of document.querySelectorAll('script')) script.remove();
    for (const element of document.querySelectorAll('[data-planted]')) element.textContent = 'Sign in';
    expect(readViewerTraces(VIEWER_PAGES[marketplace], document, {}).texts).toEqual([]);
  });
});

describe('where a page shows the viewer', () => {
  it('is every place that says the name, however it is spelt and split', () => {
    load(`<b class="flyout-user-name">Hi, 邱
      明 </b><p>Hi, 邱 明!</p><p>邱<i>明</i></p><p>Aurora jacket</p><input value="邱明"><input name="createRange">`);
    layOut(document.querySelectorAll('b, p, i, input'));
    expect(readViewerTraces(LISTING_URL, document, {}).texts).toEqual(['邱 明']);
    // b 1, first p 2, second p 3 and its i 4; not the jacket (5) but the field that holds the name (6).
    expect(found(LISTING_URL)).toEqual(new Set([1, 2, 3, 4, 6]));
  });

  it('is no word that a short name is part of', () => {
    load('<b class="flyout-user-name">Tom</b><p>custom bottom</p><p>Dear Tom,</p><p>Dear <i>Tom</i></p>');
    layOut(document.querySelectorAll('b, p, i'));
    expect(found(LISTING_URL)).toEqual(new Set([1, 3, 5]));
  });

  it('takes a Chinese name of two characters, but no single letters and no way to sign in', () => {
    load(
      '<b class="flyout-user-name">邱明</b><b class="flyout-user-name">Al</b><b class="flyout-user-name">Sign in / Register</b><b class="flyout-user-name">Welcome</b>',
    );
    expect(readViewerTraces(LISTING_URL, document, {}).texts).toEqual(['邱明']);
  });

  it('reads names from the state about the viewer, and never from the state about the seller', () => {
    load(`<script>window.userInfo = {"nickName":"Anna \\u00d6z","address":"1 Quay St","level":{"name":"Gold"}};
      window.seller = {"nickName":"Honest Shop","storeName":"Honest Shop"};</script>`);
    const { texts } = readViewerTraces(LISTING_URL, document, {});
    expect(texts).toEqual(expect.arrayContaining(['Anna Öz', '1 Quay St']));
    expect(texts).not.toContain('Honest Shop');
  });

  it('is in shadow trees, too', () => {
    load('<b class="flyout-user-name">Anna Smith</b><x-greeting></x-greeting>');
    const shadow = document.querySelector('x-greeting')?.attachShadow({ mode: 'open' });
    if (!shadow) throw new Error('no shadow');
    shadow.innerHTML = '<p>Dear <i>Anna</i> Smith</p><x-cart></x-cart>';
    const inner = shadow.querySelector('x-cart')?.attachShadow({ mode: 'open' });
    if (inner) inner.innerHTML = '<span class="nav-cart">3</span>';
    layOut([...shadow.querySelectorAll('p, i'), ...(inner?.querySelectorAll('span') ?? [])]);
    expect(found(LISTING_URL)).toEqual(new Set([1, 2, 3]));
  });

  it('is named by a header in a shadow tree, by a sign that holds one, and by a sign that has no text', () => {
    load(
      '<x-header></x-header><b class="flyout-user-name" id="host"></b><a class="flyout-user-name" title="Bo Quist"></a>',
    );
    const header = document.querySelector('x-header')?.attachShadow({ mode: 'open' });
    if (header) header.innerHTML = '<b class="flyout-user-name">Hi, Anna Smith</b>';
    const inner = document.createElement('x-name');
    document.querySelector('#host')?.append(inner);
    inner.attachShadow({ mode: 'open' }).innerHTML = '<i>Cleo</i> <i>Dahl</i>';
    expect(readViewerTraces(LISTING_URL, document, {}).texts.sort()).toEqual([
      'Anna Smith',
      'Bo Quist',
      'Cleo Dahl',
    ]);
  });

  it('is all of the page whose ground nobody can read', () => {
    load('<p>Aurora jacket</p>');
    layOutPlainly();
    document.body.style.backgroundImage = 'url("blob:https://shop.example/1")';
    vi.mocked(window.getComputedStyle).mockImplementation((element) =>
      element === document.body ? document.body.style : computed(element),
    );
    const { areas } = readViewerTraces(LISTING_URL, document, {});
    expect(areas).toMatchObject([{ width: 2_000_000, height: 2_000_000 }]);
  });

  it('is where a pinched page is drawn, not where it is laid out', () => {
    vi.stubGlobal('visualViewport', { scale: 2, offsetLeft: 10, offsetTop: 5 });
    load('<b class="flyout-user-name">Anna</b>');
    layOut(document.querySelectorAll('b'));
    const { areas } = readViewerTraces(LISTING_URL, document, {});
    vi.unstubAllGlobals();
    expect(areas).toEqual([{ x: 180, y: 10, width: 100, height: 40 }]);
  });

  it('is all of the page where nothing can be said of it', () => {
    const everything = {
      areas: [{ x: 0, y: 0, width: 1_000_000, height: 1_000_000 }],
      texts: [],
      regions: [],
    };
    expect(readViewerTraces('https://example.com/', document, {})).toEqual(everything);
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(() => {
      throw new Error('the page broke it');
    });
    load('<b class="flyout-user-name">Anna</b>');
    expect(readViewerTraces(LISTING_URL, document, {})).toEqual(everything);
  });

  it('stays within what the worker takes, and still covers all of it', () => {
    load(`<b class="flyout-user-name">Anna</b>${'<p>Dear Anna Smith</p>'.repeat(900)}`);
    layOut(document.querySelectorAll('p'));
    const { areas } = readViewerTraces(LISTING_URL, document, {});
    expect(areas.length).toBeLessThanOrEqual(400);
    for (const left of lefts.values()) {
      expect(areas.some(({ x, width }) => x <= left * 100 && x + width >= left * 100 + 50)).toBe(true);
    }
  });
});
