import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageReading } from '../../../../contract/src/facts.ts';
import { detectPage } from '../../../../utils/marketplaces/detect.ts';
import { finishFacts } from '../../../../utils/marketplaces/finish-facts.ts';
import { readPage } from '../../../../utils/marketplaces/read-page.ts';
import { effortOf } from '../../support/effort.ts';
import { openPage } from './open-page.ts';

const url = 'https://www.aliexpress.com/item/1005004300000042.html';
const read = (html: string) => readPage(url, openPage(url, html));
const state = (data: string) =>
  `<script>window.runParams = {"data":{"actionModule":{"productId":1005004300000042},${data}}};</script>`;

describe('a page that shadows document and element properties', () => {
  const names = [
    'querySelector',
    'querySelectorAll',
    'getElementById',
    'title',
    'body',
    'head',
    'documentElement',
    'forms',
    'scripts',
    'textContent',
    'getAttribute',
    'children',
    'constructor',
    '__proto__',
  ];
  const clobber = names
    .map((name) => `<img name="${name}"><form id="${name}" name="${name}"><input name="${name}"></form>`)
    .join('');
  const fixture = (path: string) =>
    readFileSync(join(import.meta.dirname, '../../../fixtures/marketplaces', path), 'utf8');

  it.each([
    ['https://pl.aliexpress.com/item/1005008000000078.html', 'aliexpress/rendered-2025.html'],
    [
      'https://www.alibaba.com/product-detail/Practice-Sneakers_1600000000044.html',
      'alibaba/ladder-2026.html',
    ],
    ['https://detail.1688.com/offer/960000000007.html', '1688/rendered-2025.html'],
  ])('is read as if it did not: %s', (address, path) => {
    const clean = fixture(path);
    const shadowed = openPage(address, clean + clobber);
    expect(typeof shadowed.querySelector).not.toBe('function');
    expect(readPage(address, shadowed)).toEqual(readPage(address, openPage(address, clean)));
  });

  it('is read where the elements that hold the facts shadow their own methods', () => {
    const document = openPage(
      url,
      `<h1 data-pl="product-title">Bottle</h1><form class="price-default--current--a">US $1.00</form>
       <form class="store-info"><a data-pl="store-name" href="//www.aliexpress.com/store/1109990">Store</a></form>`,
    );
    for (const element of document.querySelectorAll('h1, form, a')) {
      for (const name of ['textContent', 'getAttribute', 'querySelector']) {
        Object.defineProperty(element, name, { value: 'shadowed' });
      }
    }
    const { facts } = readPage(url, document);
    expect(facts.title?.value).toBe('Bottle');
    expect(facts.price?.value).toEqual({ min: 1, max: 1, currency: 'USD' });
    expect(facts.seller?.value).toMatchObject({ name: 'Store', id: '1109990' });
  });
});

describe('hostile values', () => {
  it('cannot reach a prototype', () => {
    const { facts } = read(
      state(
        '"__proto__":{"titleModule":{"subject":"polluted"}},"titleModule":{"__proto__":{"subject":"polluted"},"subject":"Bottle"}',
      ),
    );
    expect(facts.title?.value).toBe('Bottle');
    expect(Object.hasOwn(Object.prototype, 'titleModule')).toBe(false);
    expect(read(state('"titleModule":{"__proto__":{"subject":"inherited"}}')).facts.title).toBeUndefined();
  });

  it('are cut: ten million characters of title, thousands of pictures', { timeout: 60_000 }, () => {
    const pictures = JSON.stringify(
      Array.from({ length: 5_000 }, (_, index) => `https://a.example/${index}.jpg`),
    );
    const reading = read(
      state(
        `"titleModule":{"subject":"${'x'.repeat(10_000_000)}"},"imageModule":{"imagePathList":${pictures}}`,
      ),
    );
    expect(pageReading.safeParse(reading).success).toBe(true);
    expect(reading.facts.images?.value ?? []).toHaveLength(0);
    const smaller = read(
      state(
        `"titleModule":{"subject":"${'x'.repeat(2_000_000)}"},"imageModule":{"imagePathList":${pictures}}`,
      ),
    );
    expect(smaller.facts.title?.value).toHaveLength(2_000);
    expect(smaller.facts.title?.raw.length).toBeLessThanOrEqual(4_000);
    expect(smaller.facts.images?.value).toHaveLength(200);
    expect(
      read(`<h1 data-pl="product-title">${'y'.repeat(10_000_000)}</h1>`).facts.title?.value,
    ).toHaveLength(2_000);
  });

  it('of one part leave the listing acceptable: too long an address, half a character', () => {
    const reading = read(
      state(
        `"titleModule":{"subject":"a\\ud800b"},"imageModule":{"imagePathList":["//a.example/${'x'.repeat(3_984)}.jpg","https://a.example/1.jpg"]},
         "storeModule":{"storeName":"Store","storeURL":"https://a.example/${'店'.repeat(1_000)}"}`,
      ),
    );
    expect(pageReading.safeParse(reading).error).toBeUndefined();
    expect(reading.facts.title?.raw.isWellFormed()).toBe(true);
    expect(reading.facts.title?.value).toBe('a\ufffdb');
    expect(reading.facts.images?.value).toEqual(['https://a.example/1.jpg']);
    expect(reading.facts.seller?.value).toEqual({ name: 'Store' });
  });

  it('beyond what the contract takes are dropped last, whatever source gave them', () => {
    const fact = <Value>(value: Value) => [() => ({ value, raw: '', source: 'x' })];
    expect(finishFacts({ price: fact({ min: 1, max: Number.POSITIVE_INFINITY, currency: 'USD' }) })).toEqual(
      {},
    );
    expect(finishFacts({ price: fact({ min: 1, max: 1, currency: 'usd' }) })).toEqual({});
  });

  it('stay text: markup, right-to-left marks, emoji', () => {
    const title = '\u200f<img src=x onerror=alert(1)> מקורי 😀';
    expect(read(state(`"titleModule":{"subject":${JSON.stringify(title)}}`)).facts.title?.value).toBe(title);
  });

  it('of the wrong type are no facts', () => {
    const { facts } = read(
      state(
        '"titleModule":{"subject":{"a":1},"tradeCount":-5},"imageModule":{"imagePathList":[1,null,{"a":2},"javascript:alert(1)"]},"storeModule":{"storeName":[1],"storeURL":"javascript:alert(1)"},"priceModule":{"minAmount":{"value":"NaN","currency":"USD"},"maxAmount":{"value":1e400,"currency":"<b>"}}',
      ),
    );
    expect(facts).toEqual({});
  });
});

describe('page code', () => {
  it('is never run, neither in scripts nor in state that looks like data', () => {
    const html = `<script>globalThis.pageCodeRan = 1; window.runParams = {data: {titleModule: {subject: (globalThis.pageCodeRan = 2, "x"), evil: globalThis.pageCodeRan = 3}, imageModule: {get imagePathList() { globalThis.pageCodeRan = 4; }}}}</script>
      <h1 data-pl="product-title" onclick="globalThis.pageCodeRan = 5"><img src=x onerror="globalThis.pageCodeRan = 6">Bottle</h1>`;
    expect(read(html).facts.title?.value).toBe('Bottle');
    expect((globalThis as { pageCodeRan?: number }).pageCodeRan).toBeUndefined();
  });
});

describe('a broken matcher', () => {
  it('costs only its own source of its own fact', () => {
    const broken = () => {
      throw new Error('broken');
    };
    const facts = finishFacts({
      title: [broken, () => ({ value: 'Second source', raw: 'Second source', source: 'dom:h1' })],
      brand: [broken],
      location: [() => ({ value: 'CN', raw: 'CN', source: 'dom:x' })],
    });
    expect(facts).toEqual({
      title: { value: 'Second source', raw: 'Second source', source: 'dom:h1' },
      location: { value: 'CN', raw: 'CN', source: 'dom:x' },
    });
  });
});

describe('any page', () => {
  const addresses = fc.constantFrom(
    url,
    'https://www.alibaba.com/product-detail/x_1600000000044.html',
    'https://detail.1688.com/offer/960000000001.html',
    'https://example.com/',
  );
  const piece = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom(
      '<script>',
      '</script>',
      '<script type="application/ld+json">',
      'window.runParams = {"data":',
      'window.detailData={"globalData":',
      'window.context=(function(){})(1,{"result":',
      '{"titleModule":',
      '{"subject":"x"}',
      '{"$ref":"$.a"}',
      '<h1 data-pl="product-title">',
      '<div data-testid="ladder-price">',
      '$1',
      '<meta property="og:title" content="',
      '"',
      '}',
      ']',
      '<punish-component>',
      '<svg><title>',
    ),
  );

  it('gives a reading that the contract accepts and never throws', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(addresses, fc.array(piece, { maxLength: 30 }), (address, pieces) => {
        const reading = readPage(address, openPage(address, pieces.join('')));
        expect(pageReading.safeParse(reading).error).toBeUndefined();
        const detection = detectPage(address, openPage(address, pieces.join('')));
        expect(detection.marketplace).toBe(reading.marketplace);
      }),
      { numRuns: 80 },
    );
  });

  it('is answered in bounded time, also with fifteen thousand elements and unclosed state', {
    timeout: 60_000,
  }, () => {
    const many = `<div data-testid="ladder-price">${'<span>$1.00</span>'.repeat(15_000)}</div>`;
    const unclosed = `<script>${'window.detailData = {"a":'.repeat(100_000)}</script>`;
    const address = 'https://www.alibaba.com/product-detail/x_1600000000044.html';
    const document = openPage(
      address,
      `<div class="product-title-container"><h1>Sofa</h1></div>${unclosed}${many}`,
    );
    const effort = effortOf(() => {
      expect(readPage(address, document).facts.title?.value).toBe('Sofa');
    });
    expect(effort).toBeLessThan(5_000);
  });
});
