import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageReading } from '../../../../contract/src/facts.ts';
import { MARKETPLACE_IDS } from '../../../../contract/src/marketplaces/index.ts';
import { detectPage } from '../../../../utils/marketplaces/detect.ts';
import { readPage } from '../../../../utils/marketplaces/read-page.ts';
import { openPage } from './open-page.ts';

const folder = join(import.meta.dirname, '../../../fixtures/marketplaces');

interface Expected {
  url: string;
  reading: { kind: string; facts: Record<string, { value: unknown; source: string }> };
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

  it('has pages for listings and for walls', () => {
    const kinds = pages.map(({ reading }) => reading.kind);
    expect(kinds).toContain('listing');
    expect(kinds).toContain('wall');
  });

  it.each(pages)('reads $name: every fact, its source, and nothing more', ({ url, bytes, reading }) => {
    const read = readPage(url, openPage(url, bytes));
    const facts = Object.entries(read.facts).map(([name, fact]) => [
      name,
      fact && { value: fact.value, source: fact.source },
    ]);
    expect({ ...read, facts: Object.fromEntries(facts) }).toEqual(reading);
  });

  it.each(pages)('gives what the contract accepts for $name', ({ url, bytes }) => {
    expect(pageReading.safeParse(readPage(url, openPage(url, bytes))).error).toBeUndefined();
  });

  it.each(pages)('sees the same kind of page without reading facts in $name', ({ url, bytes, reading }) => {
    const { facts: _, ...kind } = reading;
    expect(detectPage(url, openPage(url, bytes))).toEqual(kind);
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
    ['login', '<title>Login</title><form></form>'],
    ['removed', '<title>Page Not Found - Aliexpress.com</title>'],
    ['removed', '<div>Такой страницы нет</div>'],
    ['removed', '<p>该商品无法查看或已下架</p>'],
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
