import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { pageReading } from '../../../../contract/src/facts.ts';
import { MARKETPLACE_IDS } from '../../../../contract/src/marketplaces/index.ts';
import { detectPage } from '../../../../utils/marketplaces/detect.ts';
import { readPage } from '../../../../utils/marketplaces/read-page.ts';
import { openPage } from './open-page.ts';

const folder = join(import.meta.dirname, '../../../fixtures/marketplaces');

interface Expected {
  url: string;
  /** CSS selectors and how many elements of the page each finds: what the page must still look like for the rest to mean anything. */
  shape: Record<string, number>;
  reading: { kind: string; facts: Record<string, { value: unknown; source: string }>; cards?: unknown[] };
}

function fixtures(marketplace: string) {
  return readdirSync(join(folder, marketplace))
    .filter((name) => name.endsWith('.html'))
    .map((name) => {
      const path = join(folder, marketplace, name);
      const expected: Expected = JSON.parse(readFileSync(path.replace(/html$/, 'expected.json'), 'utf8'));
      return { name, bytes: readFileSync(path), ...expected };
    });
}

describe.each(MARKETPLACE_IDS)('pages of %s', (marketplace) => {
  const pages = fixtures(marketplace);
  const opened = new Map<string, Document>();
  /** The page, opened once: reading it must change nothing, so whoever reads it later finds the same. */
  const documentOf = ({ name, url, bytes }: (typeof pages)[number]): Document => {
    const document = opened.get(name) ?? openPage(url, bytes);
    opened.set(name, document);
    return document;
  };
  afterAll(() => opened.clear());

  it('has pages for listings, searches, stores and walls', () => {
    const kinds = pages.map(({ reading }) => reading.kind);
    for (const kind of ['listing', 'wall', 'search', 'store']) expect(kinds).toContain(kind);
  });

  it.each(pages)('has $name in the shape that its expectations were written for', (page) => {
    const document = documentOf(page);
    const { shape } = page;
    const counted = Object.keys(shape).map((selector) => [
      selector,
      document.querySelectorAll(selector).length,
    ]);
    expect(counted.length).toBeGreaterThan(0);
    expect(Object.fromEntries(counted)).toEqual(shape);
  });

  it.each(pages)('reads $name: every fact, its source, and nothing more', (page) => {
    const read = readPage(page.url, documentOf(page));
    const facts = Object.entries(read.facts).map(([name, fact]) => [
      name,
      fact && { value: fact.value, source: fact.source },
    ]);
    expect({ ...read, facts: Object.fromEntries(facts) }).toEqual(page.reading);
  });

  it.each(pages)('gives what the contract accepts for $name', (page) => {
    expect(pageReading.safeParse(readPage(page.url, documentOf(page))).error).toBeUndefined();
  });

  it.each(pages)('sees the same kind of page without reading facts in $name', (page) => {
    const { facts: _, cards: __, ...kind } = page.reading;
    expect(detectPage(page.url, documentOf(page))).toEqual(kind);
  });
});

describe('pages of one item under the address of another', () => {
  it('give no fact at all when everything on the page names the other item', () => {
    const url = 'https://detail.1688.com/offer/111111111111.html';
    const html = `<title>前一个 - 阿里巴巴</title><script>window.context={"result":{"global":{"globalData":{"model":{
      "offerDetail":{"offerId":960000000001,"subject":"前一个"}}}}}}</script><div class="module-od-title"><div class="title-content"><h1>前一个</h1></div></div>`;
    expect(readPage(url, openPage(url, html))).toMatchObject({
      kind: 'listing',
      itemId: '111111111111',
      facts: {},
    });
  });

  it('give the facts of the sources that name the address, and none of those that name the item before', () => {
    const url = 'https://www.aliexpress.com/item/1005009999999999.html';
    const html = `<link rel="canonical" href="https://www.aliexpress.com/item/1005009999999999.html">
      <script>window.runParams = {"data":{"titleModule":{"subject":"Before"},"actionModule":{"productId":1005004300000042},
      "storeModule":{"storeName":"Before Store"}}};</script><h1 data-pl="product-title">Now</h1>`;
    const { facts } = readPage(url, openPage(url, html));
    expect(facts.title?.value).toBe('Now');
    expect(facts.seller).toBeUndefined();
  });

  it('leave out a Product of another item that names several types', () => {
    const url = 'https://www.aliexpress.com/item/1005009999999999.html';
    const html = `<link rel="canonical" href="${url}"><script type="application/ld+json">{"@type":["Product"],"name":"Other",
      "url":"https://www.aliexpress.com/item/1005004300000042.html","offers":{"price":"9.99","priceCurrency":"USD"}}</script><h1 data-pl="product-title">Now</h1>`;
    const { facts } = readPage(url, openPage(url, html));
    expect(facts.title?.value).toBe('Now');
    expect(facts.price).toBeUndefined();
  });

  it('take the .us number and the .com number for the same item', () => {
    const url = 'https://www.aliexpress.us/item/3256804000123456.html';
    const html = `<script>window.runParams = {"data":{"titleModule":{"subject":"Same"},"actionModule":{"productId":1005004186438208}}};</script>`;
    expect(readPage(url, openPage(url, html)).facts.title?.value).toBe('Same');
  });
});

describe('walls', () => {
  const listing = 'https://www.aliexpress.com/item/1005004300000042.html';

  it('are not seen in a listing that only mentions the captcha', () => {
    const html = `<h1 data-pl="product-title">Bottle</h1><iframe src="//www.aliexpress.com/_____tmd_____/punish?x5secdata=1"></iframe>
      <script>var x = "punish x5secdata= _____tmd_____/punish"</script>`;
    expect(detectPage(listing, openPage(listing, html)).kind).toBe('listing');
  });

  it('are not seen in a listing whose title speaks of 404 or of removed items', () => {
    const html = `<title>404 Not Found T-shirt - AliExpress 200</title><h1 data-pl="product-title">404 Not Found T-shirt</h1>
      <p>This item is no longer available in red.</p>`;
    expect(detectPage(listing, openPage(listing, html)).kind).toBe('listing');
  });

  it.each([
    ['a price', '<span class="price--current--1">US $1.00</span>'],
    ['a seller', '<a data-pl="store-name">Store</a>'],
    ['state', '<script>window.runParams = {"data":{"titleModule":{"subject":"Bottle"}}}</script>'],
  ])('are not seen in a listing with %s that quotes one', (_, part) => {
    const html = `<h1 data-pl="product-title">Bottle</h1>${part}<p>This item is no longer available.</p>`;
    expect(detectPage(listing, openPage(listing, html)).kind).toBe('listing');
  });

  it.each([
    ['login', '<title>Login</title><form></form>'],
    ['removed', '<title>Page Not Found - Aliexpress.com</title>'],
    ['removed', '<div>Такой страницы нет</div>'],
    ['removed', '<p>该商品无法查看或已下架</p>'],
    ['removed', '<p>您访问的页面找不到了</p>'],
    ['removed', '<meta property="og:title" content="Sofa"><p>This product is no longer available.</p>'],
    ['region', '<meta property="og:title" content="Sofa"><p>This item is not available in your region.</p>'],
    ['removed', '<h1 data-pl="product-title">Bottle</h1><p>Sorry, this item is no longer available!</p>'],
    ['region', '<p>This item is not available in your country or region.</p>'],
    [
      'captcha',
      '<script>sessionStorage.x5referer = location.href; location.replace("/_____tmd_____/punish?x5secdata=1")</script>',
    ],
    ['empty-shell', '<div id="root"></div>'],
    ['empty-shell', ''],
  ])('name the %s page %s', (wall, html) => {
    expect(detectPage(listing, openPage(listing, html))).toMatchObject({
      kind: 'wall',
      wall,
      itemId: '1005004300000042',
    });
  });
});

describe('prices', () => {
  const item = 'https://www.aliexpress.com/item/1005004300000042.html';
  const product = 'https://www.alibaba.com/product-detail/_1600000000044.html';
  const offer = 'https://detail.1688.com/offer/960000000001.html';
  const priceOf = (url: string, html: string) => readPage(url, openPage(url, html)).facts.price?.value;

  it('are read where AliExpress draws each digit on its own', () => {
    const digits = [...'€12,34'].map((digit) => `<span>${digit}</span>`).join('');
    expect(
      priceOf(
        item,
        `<h1 data-pl="product-title">B</h1><div class="product-price-current"><div class="es--wrap--1">${digits}</div></div>`,
      ),
    ).toEqual({ min: 12.34, max: 12.34, currency: 'EUR' });
    expect(
      priceOf(item, `<h1 data-pl="product-title">B</h1><div class="price--current--1">€12,34 €20,00</div>`),
    ).toBeUndefined();
  });

  it.each(['1e309', '1,234', '1.234,00'])('are left out where JSON-LD writes %s', (price) => {
    const html = `<h1 data-pl="product-title">B</h1><script type="application/ld+json">{"@type":"Product","name":"B","offers":{"price":"${price}","priceCurrency":"USD"}}</script>`;
    expect(priceOf(item, html)).toBeUndefined();
  });

  it.each(['1?8.00', '¥1.28万', '1,234', '12-1?8'])('are left out where a 1688 tag writes %s', (price) => {
    expect(
      priceOf(offer, `<h1 class="d-title">B</h1><meta property="og:product:price" content="${price}">`),
    ).toBeUndefined();
  });

  it('of an unlabelled ladder are the range over its steps', () => {
    const html = `<div class="product-title-container"><h1>B</h1></div><div data-testid="ladder-price"><div>€12,50</div><div>€10,00</div></div>`;
    expect(priceOf(product, html)).toEqual({ min: 10, max: 12.5, currency: 'EUR' });
    expect(priceOf(product, html.replace('</div><div>€10', '€10'))).toBeUndefined();
  });

  it.each([
    [12.504, 12.504],
    [99, 12.5],
  ])('beside a shown $12.50: the number %d gives %d', (price, expected) => {
    const state = {
      globalData: {
        product: {
          productId: 1600000000044,
          subject: 'B',
          price: { productLadderPrices: [{ price, formatPrice: '$12.50' }] },
        },
      },
    };
    expect(priceOf(product, `<script>window.detailData = ${JSON.stringify(state)}</script>`)).toEqual({
      min: expected,
      max: expected,
      currency: 'USD',
    });
  });
});
