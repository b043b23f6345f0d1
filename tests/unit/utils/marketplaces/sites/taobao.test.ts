import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageReading } from '../../../../../contract/src/facts.ts';
import { readPage } from '../../../../../utils/marketplaces/read-page.ts';
import { openPage } from '../open-page.ts';

const item = 'https://item.taobao.com/item.htm?id=1020000000001';
const tmallItem = 'https://detail.tmall.com/item.htm?id=600000000001';

function ice(res: object, id = '1020000000001'): string {
  const state = {
    loaderData: {
      home: { data: { res: { item: { itemId: id, title: '杯子' }, skuBase: {}, ...res } } },
    },
  };
  return `<script>!(function () {var a = window.__ICE_APP_CONTEXT__ || {};var b = ${JSON.stringify(state)};for (var k in a) {b[k] = a[k]}window.__ICE_APP_CONTEXT__=b;})();</script>`;
}

const read = (url: string, html: string) => readPage(url, openPage(url, html));
const priceOf = (res: object) => read(item, ice(res)).facts.price?.value;
const offer = (price: object, extraPrice?: object) => ({ componentsVO: { priceVO: { price, extraPrice } } });
const yuan = (min: number, max = min) => ({ min, max, currency: 'CNY' });

describe('prices of Taobao and Tmall', () => {
  it.each([
    [
      'the price before a coupon',
      offer({ priceText: '388', priceTitle: '优惠前' }, { priceText: '341' }),
      388,
    ],
    ['the lowest of several', offer({ priceText: '3.35', priceDesc: '起' }), 3.35],
    ['the reduced one where it stands alone', offer({}, { priceText: '2.01', priceTitle: '券后' }), 2.01],
  ])('are %s', (_, res, expected) => {
    expect(priceOf(res)).toEqual(yuan(expected));
  });

  it('are the range over all variants where the state gives it', () => {
    expect(
      priceOf({ skuCore: { sku2info: { 0: { price: { priceText: '499-599', priceMoney: '49900' } } } } }),
    ).toEqual(yuan(499, 599));
  });

  it.each([
    ['is masked', offer({ priceText: '3?8' })],
    ['is in ten thousands', offer({ priceText: '1.2万' })],
    ['is hidden', offer({ priceText: '388', hiddenPrice: 'true' })],
    ['is a deposit', offer({ priceText: '50', priceTitle: '定金' })],
    ['is in another currency', offer({ priceText: '12.50', priceUnit: 'US$' })],
    ['is only in the order form', { pcTrade: { pcBuyParams: { current_price: '98.00', buy_now: '98.00' } } }],
    ['is only in fen', offer({ priceMoney: '38800' })],
  ])('are left out where the number %s', (_, res) => {
    expect(priceOf(res)).toBeUndefined();
    expect(read(item, ice(res)).facts.title?.value).toBe('杯子');
  });

  it('are not those of carriage or of vouchers', () => {
    const html = `<span class="mainTitle--a" title="杯子">杯子</span><div id="tbpcDetail_SkuPanelBody">
      <span class="text--b">您有60元消费券待使用</span><span class="price--c">¥ 0.00免费</span></div>`;
    expect(read(item, html).facts.price).toBeUndefined();
  });
});

describe('sellers of Taobao and Tmall', () => {
  it('have the number that their address carries where the state gives none', () => {
    const { seller } = read(
      item,
      ice({ seller: { shopName: '链动旗舰店', pcShopUrl: '//shop247000001.taobao.com' } }),
    ).facts;
    expect(seller?.value).toEqual({
      name: '链动旗舰店',
      id: '247000001',
      url: 'https://shop247000001.taobao.com/',
    });
  });

  it('are not named by their account, nor by a link that leads to no store', () => {
    const html = `<h3 class="tb-main-title" data-title="杯子">杯子</h3><div class="tb-shop-name"><a href="https://login.taobao.com/x">某店</a></div>
      <script>var g_config = {itemId:'1020000000001', shopId:'64000001', sellerNick:'nick', idata:{item:{id:'1020000000001',title:'杯子'}}}</script>`;
    expect(read(item, html).facts.seller?.value).toEqual({ name: '某店', id: '64000001' });
    expect(read(item, html.replace(/<div class="tb-shop-name">.*<\/div>/, '')).facts.seller?.value).toEqual({
      id: '64000001',
    });
  });

  it('have the number that the page is tagged with where nothing else gives one', () => {
    const html = `<meta name="microscope-data" content="pageId=1;siteId=1; shopId=64000001; userid=134000001;">
      <h3 class="tb-main-title" data-title="杯子">杯子</h3><div class="tb-shop-name"><a href="//qingshi.taobao.com">某店</a></div>`;
    expect(read(item, html).facts.seller?.value).toEqual({
      name: '某店',
      id: '64000001',
      url: 'https://qingshi.taobao.com/',
    });
  });

  it('have no Tmall kind on Taobao and no credit level on Tmall', () => {
    const seller = { shopName: '链动旗舰店', sellerType: 'C', creditLevel: '12' };
    expect(read(item, ice({ seller })).facts.storeLevel?.value).toBe('信用等级12');
    expect(
      read(tmallItem, ice({ seller: { ...seller, sellerType: 'B' } }, '600000000001')).facts.storeLevel
        ?.value,
    ).toBe('旗舰店');
    expect(read(item, ice({ seller: { ...seller, creditLevel: '99' } })).facts.storeLevel).toBeUndefined();
  });
});

describe('page state of Taobao and Tmall', () => {
  it.each([
    [
      'minified',
      '__ICE_APP_CONTEXT__||{};var b=',
      '!(function(){var a=window.__ICE_APP_CONTEXT__||{};var b=',
    ],
    ['assigned', '', 'window.__ICE_APP_CONTEXT__='],
  ])('is found %s', (_, __, head) => {
    const state = `{"loaderData":{"item":{"data":{"res":{"skuBase":{},"item":{"itemId":"1020000000001","title":"杯子"}}}}}}`;
    expect(read(item, `<script>${head}${state};</script>`).facts.title?.value).toBe('杯子');
  });

  it('of another item gives nothing', () => {
    const html = `${ice({ seller: { shopName: '别店' } }, '1020000000099')}<title>别的-淘宝网</title>`;
    expect(read(item, html)).toMatchObject({ kind: 'listing', facts: {} });
  });

  it('of another item lends its variants to none', () => {
    const html = `<script>var g_config = {itemId:'1020000000001', idata:{item:{id:'1020000000001',title:'杯子'}}};
      Hub.config.set('sku', {valCartInfo:{itemId:'1020000000099'},valItemInfo:{skuMap:{";1:2;":{"price":"5.00","skuId":"3700000000001"}}}});</script>`;
    expect(read(item, html).facts).toEqual({
      title: { value: '杯子', raw: '杯子', source: 'state:g_config.config.idata.item.title' },
    });
  });

  it('may have any shape', { timeout: 60_000 }, () => {
    const json = fc.jsonValue({ maxDepth: 4 });
    const key = fc.constantFrom(
      'item',
      'seller',
      'skuBase',
      'skuCore',
      'componentsVO',
      'plusViewVO',
      'priceVO',
    );
    fc.assert(
      fc.property(fc.dictionary(key, json), json, (res, other) => {
        const html = `${ice(res)}<script>var _DATA_Detail = {"itemDO":${JSON.stringify(other)},"valItemInfo":${JSON.stringify(other)},"props":${JSON.stringify(other)}};
          TShop.Setup({"itemDO":{"itemId":"1020000000001"},"valItemInfo":${JSON.stringify(other)}});
          g_page_config = {"mods":{"itemlist":{"data":{"auctions":${JSON.stringify(other)}}}}}; window.g_config = {"seller":${JSON.stringify(other)}}</script>`;
        const document = openPage(item, html);
        for (const url of [item, 'https://s.taobao.com/search?q=x', 'https://shop100000001.taobao.com/']) {
          expect(pageReading.safeParse(readPage(url, document)).error).toBeUndefined();
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('pages in a listing’s place', () => {
  it.each(['商品详情-淘宝网', '宝贝详情 - 天猫Tmall.com', '淘宝网 - 淘！我喜欢'])(
    'are an empty shell under the generic title %s',
    (title) => {
      expect(read(item, `<title>${title}</title><div id="ice-container"></div>`)).toMatchObject({
        kind: 'wall',
        wall: 'empty-shell',
      });
    },
  );

  it.each(['-淘宝网', '-tmall.com天猫', '-tmall.hk天猫国际', ' - 天猫Tmall.com'])(
    'are none under a title that ends in %s',
    (suffix) => {
      expect(read(item, `<title>松针牌 - 杯子${suffix}</title>`).facts.title?.value).toBe('松针牌 - 杯子');
    },
  );
});

describe('cards of Taobao', () => {
  const results = (auction: object) =>
    read(
      'https://s.taobao.com/search?q=x',
      `<script>g_page_config = ${JSON.stringify({ mods: { itemlist: { data: { auctions: [auction] } } } })};</script>`,
    ).cards;

  it('of an advertisement are on the site that its shop is of', () => {
    const advertisement = { nid: '600000000009', detail_url: 'https://click.simba.taobao.com/cc_im?p=x' };
    expect(results({ ...advertisement, shopcard: { isTmall: true } })).toMatchObject([
      { marketplace: 'tmall', itemId: '600000000009' },
    ]);
    expect(results({ ...advertisement, shopcard: { isTmall: false } })).toMatchObject([
      { marketplace: 'taobao', itemId: '600000000009' },
    ]);
    expect(results(advertisement)).toEqual([]);
  });

  it.each(['1?9', '99元起', '¥99 券后¥89', '1.2万', ''])(
    'have no price where it is written %s',
    (view_price) => {
      const [card] = results({ detail_url: '//item.taobao.com/item.htm?id=700000000001', view_price }) ?? [];
      expect(card).toMatchObject({ itemId: '700000000001' });
      expect(card).not.toHaveProperty('price');
    },
  );
});

it('drawn choices say which one is chosen', () => {
  const value = (text: string, state: string) =>
    `<li data-value="1:${text}" class="${state}"><a><span>${text}</span></a></li>`;
  const html = `${ice({})}<ul class="J_TSaleProp" data-property="颜色">${value('红', 'unselected')}${value('蓝', 'tb-selected')}</ul>`;
  expect(read(item, html).facts.variants?.value.options).toEqual([
    { name: '颜色', values: [{ text: '红' }, { text: '蓝' }], selected: '蓝' },
  ]);
});
