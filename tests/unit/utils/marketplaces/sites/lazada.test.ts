import { describe, expect, it } from 'vitest';
import { daraz } from '../../../../../contract/src/marketplaces/daraz.ts';
import { lazada } from '../../../../../contract/src/marketplaces/lazada.ts';
import { brandValue } from '../../../../../utils/marketplaces/brand.ts';
import { detectPage } from '../../../../../utils/marketplaces/detect.ts';
import { htmlText } from '../../../../../utils/marketplaces/html-text.ts';
import { readPage } from '../../../../../utils/marketplaces/read-page.ts';
import { effortOf } from '../../../support/effort.ts';
import { openPage } from '../open-page.ts';

const item = 'https://www.lazada.sg/products/pdp-i3000000001.html';

interface Sale {
  text?: string;
  value?: unknown;
}

function stateOf(fields: object): string {
  const all = {
    primaryKey: { itemId: '3000000001', skuId: '20000000001' },
    product: { title: 'B' },
    ...fields,
  };
  return `<script>var __moduleData__ = ${JSON.stringify({ data: { root: { fields: all } } })};</script>`;
}

const priceOf = (html: string, url = item) => readPage(url, openPage(url, html)).facts.price?.value;
const saleOf = (sale: Sale, url = item) =>
  priceOf(stateOf({ skuInfos: { 0: { itemId: '3000000001', price: { salePrice: sale } } } }), url);

describe('country sites', () => {
  it('have addresses that lead back to themselves, and none of another country', () => {
    for (const table of [lazada, daraz]) {
      for (const domain of table.domains) {
        const scope = table.scope?.(`www.${domain}`, new URLSearchParams());
        expect(scope).toMatch(/^[a-z]{2}$/);
        expect(table.scope?.(domain, new URLSearchParams())).toBe(scope);
        expect(new URL(table.canonicalUrl('3000000001', scope)).hostname).toBe(`www.${domain}`);
      }
      for (const host of ['lazada.com', 'daraz.com', 'notlazada.sg', 'evildaraz.pk', 'lazada.sg.example'])
        expect(table.scope?.(host, new URLSearchParams())).toBeUndefined();
      expect(() => new URL(table.canonicalUrl('3000000001', 'constructor'))).not.toThrow();
    }
  });

  it.each([
    ['https://www.daraz.pk/products/-i3000000001.html', 'PKR'],
    ['https://www.daraz.lk/products/-i3000000001.html', 'LKR'],
    ['https://www.daraz.com.np/products/-i3000000001.html', 'NPR'],
  ])('decide at %s which rupee is meant', (url, currency) => {
    expect(saleOf({ text: 'Rs. 1,650' }, url)).toEqual({ min: 1650, max: 1650, currency });
  });

  it.each([
    ['https://www.lazada.co.id/products/-i3000000001.html', 'Rp1.234.000', 1_234_000, 'IDR'],
    ['https://www.lazada.vn/products/-i3000000001.html', '1.234.000 ₫', 1_234_000, 'VND'],
    ['https://www.lazada.co.th/products/-i3000000001.html', '฿1,290.00', 1290, 'THB'],
    ['https://www.lazada.com.ph/products/-i3000000001.html', '₱305', 305, 'PHP'],
    ['https://www.lazada.com.my/products/-i3000000001.html', 'RM114.00', 114, 'MYR'],
    ['https://www.daraz.com.bd/products/-i3000000001.html', '৳ 57,999', 57_999, 'BDT'],
    ['https://www.shop.com.mm/products/-i3000000001.html', 'Ks 12,000', 12_000, 'MMK'],
    [item, '$209.90', 209.9, 'SGD'],
  ])('write prices as at %s: %s', (url, text, amount, currency) => {
    expect(saleOf({ text }, url)).toEqual({ min: amount, max: amount, currency });
  });
});

describe('prices', () => {
  it('are read from the number where there is no text, and never where the text hides it', () => {
    expect(saleOf({ value: 88 })).toEqual({ min: 88, max: 88, currency: 'SGD' });
    expect(saleOf({ text: '$?8', value: 88 })).toBeUndefined();
  });

  it.each([
    ['there is no discount', { pdt_discount: '' }, {}, true],
    ['there is a discount', { pdt_discount: '-1%' }, {}, false],
    ['the state is shortened', { pdt_discount: '' }, { globalConfig: { reGetDetail: true } }, false],
    [
      'one combination can still be bought',
      { pdt_discount: '' },
      {
        globalConfig: { reGetDetail: true },
        skuInfos: {
          0: { quantity: { limit: { max: 0 } }, stock: 0 },
          1: { quantity: { limit: { max: 3 } }, stock: 4 },
        },
      },
      false,
    ],
    [
      'nothing can be bought',
      { pdt_discount: '' },
      { globalConfig: { reGetDetail: true }, skuInfos: { 0: { quantity: { limit: { max: 0 } }, stock: 0 } } },
      true,
    ],
  ])('before discounts are the price or left out where %s', (_, tracking, fields, isPrice) => {
    const html = stateOf({ tracking: { pdt_price: '$45.00', ...tracking }, ...fields });
    expect(priceOf(html)).toEqual(isPrice ? { min: 45, max: 45, currency: 'SGD' } : undefined);
  });

  it('shown on the page come before those of the state, which do not follow the buyer’s choice', () => {
    const state = stateOf({ skuInfos: { 0: { price: { salePrice: { text: '$10.00' } } } } });
    const shown =
      '<div class="pdp-v2-product-price-content-salePrice"><span>$</span><span>12.50</span></div>';
    expect(priceOf(shown + state)).toEqual({ min: 12.5, max: 12.5, currency: 'SGD' });
  });

  it('of structured data are left out where the server shortened the page', () => {
    const offer = `<script type="application/ld+json">{"@type":"Product","name":"B","offers":{"price":45,"priceCurrency":"SGD"}}</script>`;
    expect(priceOf(offer + stateOf({}))).toEqual({ min: 45, max: 45, currency: 'SGD' });
    expect(priceOf(offer + stateOf({ globalConfig: { reGetDetail: true } }))).toBeUndefined();
  });
});

describe('other facts', () => {
  it.each(['No Brand', 'not specified', 'Không thương hiệu', 'Tidak ada merek', 'ไม่มียี่ห้อ', 'Sin marca'])(
    'know that %s is no brand',
    (value) => {
      expect(brandValue(value)).toBeUndefined();
    },
  );

  it('are none of the seller’s: its percentage is no rating of the item, its sales are not the item’s', () => {
    const html = `<h1 class="pdp-mod-product-badge-title-v2">B</h1><div id="module_seller_info"><span class="ratings-tag">4.8/5</span><span class="selling-tag-text">40.2K sold</span></div>`;
    const { facts } = readPage(item, openPage(item, html + stateOf({ seller: { name: 'S', rate: 0.98 } })));
    expect(Object.keys(facts).sort()).toEqual(['seller', 'title']);
  });

  it('take the seller’s name from what the page tells others, unless that is empty', () => {
    const named = (name: string) =>
      stateOf({
        tracking: { seller_name: name },
        primaryKey: { itemId: '3000000001', sellerId: '1628000001' },
      });
    const sellerOf = (html: string) => readPage(item, openPage(item, html)).facts.seller?.value;
    expect(sellerOf(named('Practice'))).toEqual({ name: 'Practice', id: '1628000001' });
    expect(sellerOf(named(''))).toEqual({ id: '1628000001' });
  });

  it('leave a store without a name where the title does not say it twice', () => {
    const store = 'https://www.lazada.sg/shop/practice/';
    const html = '<title>Shop online with One Store now! Visit Other Store on Lazada.</title>';
    expect(readPage(store, openPage(store, html)).facts.seller?.value).toEqual({ url: store });
  });

  it('are not those of the item that the page showed before', () => {
    const html = stateOf({ primaryKey: { itemId: '3999999999' }, skuInfos: {}, seller: { name: 'Before' } });
    expect(readPage(item, openPage(item, html)).facts).toEqual({});
  });
});

describe('descriptions', () => {
  it.each([
    ['&lt;p&gt;One&lt;/p&gt;<p>two</p>', 'One two'],
    ['a<script>var x = "<b>";</script>b<style>p{}</style> c', 'a b c'],
    ['open <script>never closed', 'open'],
    ['cut <img src="https://x', 'cut'],
    ['1 < 2', '1 < 2'],
  ])('%j say %j', (html, text) => {
    expect(htmlText(html)).toBe(text);
  });

  it('are read in linear time', () => {
    const effort = effortOf(() => {
      htmlText('<script>'.repeat(50_000));
      htmlText('<a'.repeat(200_000));
    });
    expect(effort).toBeLessThan(1_000);
  });
});

describe('cards', () => {
  const search = 'https://www.lazada.sg/catalog/?q=x';

  it('are searched for a price only where they say little: each part of one is read', () => {
    const card = (words: string) =>
      `<div data-qa-locator="product-item" data-item-id="3000000001"><span>$1.00</span><p>${words}</p></div>`;
    const cardOf = (words: string) => readPage(search, openPage(search, card(words))).cards?.[0];
    expect(cardOf('few')).toMatchObject({ itemId: '3000000001', price: { raw: '$1.00' } });
    expect(cardOf('many '.repeat(2_000))).toMatchObject({ itemId: '3000000001' });
    expect(cardOf('many '.repeat(2_000))).not.toHaveProperty('price');
  });
});

describe('pages without an item', () => {
  it.each([
    ['captcha', '<title>captcha | lazadacom</title><div id="nocaptcha"></div>'],
    ['removed', '<title>Lazada</title><p>Sản phẩm này không còn tồn tại</p>'],
    ['empty-shell', '<script>var __moduleData__ = {"data":{"root":{"fields":{"primaryKey":{}}}}};</script>'],
  ])('are named %s', (wall, html) => {
    expect(detectPage(item, openPage(item, html))).toMatchObject({ kind: 'wall', wall, scope: 'sg' });
  });
});

describe('choices in page state', () => {
  const optionsOf = (skuBase: object, more: object = {}) => {
    const html = stateOf({ productOption: { skuBase }, ...more });
    return readPage(item, openPage(item, html)).facts.variants?.value;
  };
  const sizes = [
    { name: 'M', vid: '27' },
    { name: 'L', vid: '28' },
  ];
  const skus = [
    { skuId: '11', propPath: '31:27' },
    { skuId: '12', propPath: '31:28' },
  ];
  const read = { options: [{ name: 'Size', values: [{ text: 'M' }, { text: 'L' }] }] };

  it.each([
    ['value', [{ name: 'Int', value: sizes }]],
    ['values', [{ name: 'EU', values: sizes }]],
    [
      'two systems of the same sizes',
      [
        { name: 'Int', value: sizes },
        { name: 'EU', value: [{ name: '38', vid: '27' }] },
      ],
    ],
    [
      'two systems of different sizes',
      [
        { name: 'Int', value: [sizes[0]] },
        { name: 'EU', value: [sizes[1]] },
      ],
    ],
    ['two levels', [{ name: 'Women', value: [{ name: 'Int', value: sizes }] }]],
    ['none', sizes],
  ])('are the sizes and never the size system: %s', (_, values) => {
    const value = optionsOf({ properties: [{ name: 'Size', pid: '31', values }], skus });
    expect(value).toMatchObject(read);
    expect(value?.skus).toEqual([
      { id: '11', values: ['M'] },
      { id: '12', values: ['L'] },
    ]);
  });

  it('of a system without sizes are none', () => {
    expect(
      optionsOf({
        properties: [{ name: 'Size', pid: '31', values: [{ name: 'Int', value: [] }] }],
        skus: [],
      }),
    ).toBeUndefined();
  });

  it('tell what is offered from what is chosen', () => {
    const properties = [{ name: 'Size', pid: '31', values: sizes }];
    const value = optionsOf({ properties, skus }, { primaryKey: { itemId: '3000000001', skuId: '12' } });
    expect(value?.options[0]).toMatchObject({ values: [{ text: 'M' }, { text: 'L' }], selected: 'L' });
  });

  it('give a combination all of its values or none', () => {
    const value = optionsOf({
      properties: [
        { name: 'Size', pid: '31', values: sizes },
        { name: 'Color', pid: '5', values: [{ name: 'Red', vid: '1' }] },
      ],
      skus: [{ skuId: '11', propPath: '31:99;5:1' }],
    });
    expect(value?.skus).toEqual([{ id: '11', values: [] }]);
  });
});

it("what the site writes for search engines is not the seller's description", () => {
  const page = (description: string) =>
    `<script type="application/ld+json">${JSON.stringify({ '@type': 'Product', url: item, name: 'B', description })}</script><h1 class="pdp-mod-product-badge-title">B</h1>`;
  const read = (description: string) =>
    readPage(item, openPage(item, page(description))).facts.description?.value;
  expect(read('Buy B online at Lazada Singapore. Discount prices and promotional sale.')).toBeUndefined();
  expect(read('Holds 500 ml.')).toBe('Holds 500 ml.');
});
