import { describe, expect, it } from 'vitest';
import { listingKey } from '../../../../../contract/src/marketplaces/index.ts';
import { readPage } from '../../../../../utils/marketplaces/read-page.ts';
import { openPage } from '../open-page.ts';

const item = 'https://www.aliexpress.com/item/1005004300000042.html';
const search = 'https://www.aliexpress.com/w/wholesale-bottle.html';
const store = 'https://www.aliexpress.com/store/1109990001';

const factsOf = (html: string, url = item) => readPage(url, openPage(url, html)).facts;
const cardsOf = (html: string, url = search) => readPage(url, openPage(url, html)).cards ?? [];
const modules = (data: object) =>
  `<script>window.runParams = ${JSON.stringify({ data: { titleModule: { subject: 'B' }, ...data } })};</script>`;
const answer = (data: object) =>
  `<script>window._d_c_ = ${JSON.stringify({ data: { PRODUCT_TITLE: { text: 'B' }, ...data } })};</script>`;

/** A card of 2023 on, in the wrapper that holds it. */
const card = (id: string, inside: string, address = `//www.aliexpress.com/item/${id}.html`) =>
  `<div class="x search-item-card-wrapper-gallery"><a class="y search-card-item" href="${address}">${inside}</a></div>`;

/** A page whose state lists items, each at a price in US dollars. */
const stateOf = (...items: [id: string, price: number, more?: object][]) => {
  const content = items.map(([productId, minPrice, more]) => ({
    productId,
    title: { displayTitle: `Item ${productId}` },
    prices: { salePrice: { currencyCode: 'USD', minPrice, formattedPrice: `US $${minPrice}` } },
    ...more,
  }));
  const data = { data: { root: { fields: { mods: { itemList: { content } } } } } };
  return `<script>window._dida_config_._init_data_= { data: ${JSON.stringify(data)} }</script>`;
};

describe('cards of a search page', () => {
  it('count without the state when the page has moved on since it was sent', () => {
    const html = `${card('1005000000000001', '<h3>New</h3>')}${stateOf(['1005000000000008', 1], ['1005000000000009', 2])}`;
    expect(cardsOf(html).map(({ itemId }) => itemId)).toEqual(['1005000000000001']);
  });

  it('are followed by those of the state that are not drawn yet, once each', () => {
    const html = `${card('1005000000000001', '<h3>Drawn</h3><div>US $3.00</div>')}${stateOf(['1005000000000001', 4], ['1005000000000002', 5])}`;
    expect(cardsOf(html).map(({ itemId, title, price }) => [itemId, title, price?.value.min])).toEqual([
      ['1005000000000001', 'Drawn', 3],
      ['1005000000000002', 'Item 1005000000000002', 5],
    ]);
  });

  it('are the same item under its .us number', () => {
    const html = `${card('3256804000123456', '<h3>Drawn</h3>')}${stateOf(['1005004186438208', 5])}`;
    expect(cardsOf(html).map(({ itemId, price }) => [itemId, price?.value.min])).toEqual([
      ['1005004186438208', 5],
    ]);
  });

  it('have nothing of the similar items that they offer', () => {
    const similar =
      '<a href="//www.aliexpress.com/item/1005000000000009.html"><img src="//ae01.alicdn.com/kf/Sother.jpg" alt="Other"><h3>Other</h3><div>US $1.00</div></a>';
    const html = `<div class="search-item-card-wrapper-gallery"><a class="search-card-item" href="//www.aliexpress.com/item/1005000000000001.html"><div class="lazy"></div></a>${similar}<h3>Own</h3><div>US $7.00</div></div>`;
    expect(cardsOf(html)).toMatchObject([
      { itemId: '1005000000000001', title: 'Own', price: { value: { min: 7 } } },
    ]);
    expect(cardsOf(html)[0]).not.toHaveProperty('image');
  });

  it('are left out where an advertisement names no item, whatever it offers behind', () => {
    const ad = card('', '<h3>Advertised</h3>', '//us-click.aliexpress.com/ci_bb?e=1').replace(
      '</div>',
      '<a href="//www.aliexpress.com/item/1005000000000009.html">Similar</a></div>',
    );
    expect(cardsOf(`${ad}${card('1005000000000001', '<h3>Result</h3>')}`)).toMatchObject([
      { itemId: '1005000000000001', title: 'Result' },
    ]);
  });

  it('take a bundle offer for its one item, and for none where it names several', () => {
    const bundle = (ids: string) =>
      card('', '<h3>Bundle</h3>', `/ssr/300000512/BundleDeals2?productIds=${ids}`);
    expect(cardsOf(bundle('1005000000000001%3A12000000000000001'))).toMatchObject([
      { itemId: '1005000000000001', title: 'Bundle' },
    ]);
    expect(cardsOf(bundle('1005000000000001%2C1005000000000002'))).toEqual([]);
  });

  it.each([
    ['first amount', '<div>US $3.00</div><div>US $9.00</div>', 3],
    ['amount that is not crossed out', '<div><del>US $9.00</del></div><div>US $3.00</div>', 3],
    [
      'amount drawn in pieces',
      '<div><span>US $</span><span>3</span><span>.</span><span>50</span></div>',
      3.5,
    ],
    ['none where the first cannot be read', '<div>$3.00</div><div>+ <span>US $2.99</span></div>', undefined],
  ])('show as price the %s', (_, inside, price) => {
    expect(cardsOf(card('1005000000000001', `<h3>B</h3>${inside}`))[0]?.price?.value.min).toBe(price);
  });

  it.each([
    ['$61.72', '80.37%2161.72', 61.72],
    ['$80.37', '80.37%21', 80.37],
    ['$80.37', '80.37%2161.72', undefined],
    ['$5.00', '80.37%2161.72', undefined],
  ])('believe a price %s only if their own link offers it', (shown, offer, price) => {
    const address = `//www.aliexpress.com/item/1005000000000001.html?pdp_npi=6%40dis%21CAD%21${offer}%21%21`;
    expect(
      cardsOf(card('1005000000000001', `<h3>B</h3><div>${shown}</div>`, address))[0]?.price?.value,
    ).toEqual(price && { min: price, max: price, currency: 'CAD' });
  });

  it('leave out a price of the state whose text says another one', () => {
    const price = {
      prices: { salePrice: { currencyCode: 'USD', minPrice: 399, formattedPrice: 'US $3.99' } },
    };
    expect(cardsOf(stateOf(['1005000000000001', 1, price]))[0]).not.toHaveProperty('price');
  });

  it('are not what the viewer looked at before', () => {
    const html = `<a href="/item/1005000000000001.html">Bottle</a><div class="RecentlyViewed"><a href="/item/1005000000000009.html">Seen</a></div>`;
    expect(cardsOf(html).map(({ itemId }) => itemId)).toEqual(['1005000000000001']);
  });

  it('of a link without a look have no price where it shows two, and no title where it holds two long texts', () => {
    const long = 'A bottle of steel with a long name in it';
    const html = `<a href="/item/1005000000000001.html"><div>US $3.00</div><div>US $9.00</div><p>${long}</p><p>${long} again</p></a>`;
    expect(cardsOf(html)).toEqual([
      {
        marketplace: 'aliexpress',
        itemId: '1005000000000001',
        canonicalUrl: 'https://www.aliexpress.com/item/1005000000000001.html',
        source: 'dom:a[href*="/item/"]',
      },
    ]);
  });

  it('hold no more than a card can, however many stand within each other', {
    timeout: 60_000,
  }, () => {
    const open = '<div class="search-item-card-wrapper"><div><a href="/item/1005000000000001.html">B</a>';
    const cards = cardsOf(`${open.repeat(500)}<p>${'US $1.00 '.repeat(600)}</p>`);
    expect(cards.filter(({ source }) => source.includes('wrapper'))).toEqual([]);
    expect(cardsOf(`${open}<p>US $1.00</p>`)).toMatchObject([{ price: { value: { min: 1 } } }]);
  });

  it('tell goods of sellers within Russia from those with the same number elsewhere', () => {
    const html =
      '<a href="https://aliexpress.ru/item/1_438997055.html">One</a><a href="https://aliexpress.ru/item/438997055.html">Two</a>';
    expect(cardsOf(html, 'https://aliexpress.ru/wholesale?SearchText=x').map(listingKey)).toEqual([
      'aliexpress:438997055@ru-1',
      'aliexpress:438997055',
    ]);
  });
});

describe('a store page', () => {
  it.each([
    ['https://www.aliexpress.com/store/group/Bottles-2024/1109990001_10000001234567.html', '1109990001'],
    ['https://www.aliexpress.com/store/all-wholesale-products/1109990001.html', '1109990001'],
    [
      'https://www.aliexpress.com/store/1109990001/pages/all-items.html?productGroupId=40000001654819',
      '1109990001',
    ],
  ])('says with its address alone whose it is: %s', (url, id) => {
    expect(factsOf('<title>AliExpress</title>', url).seller?.value).toEqual({
      id,
      url: `https://www.aliexpress.com/store/${id}`,
    });
  });

  it('takes no name from head tags of another store', () => {
    const html = `<title>Before Store - Amazing products with exclusive discounts on AliExpress</title><link rel="canonical" href="https://www.aliexpress.com/store/1109990009">`;
    expect(factsOf(html, store).seller?.value).not.toHaveProperty('name');
  });

  it('without a number in its address has the one that its configuration names', () => {
    const html = "<script>var pageConfig = { storeId: '1109990001' }</script>";
    const url = 'https://m.aliexpress.com/store/storeHome.htm?sellerAdminSeq=231000001';
    expect(factsOf(html, url).seller?.value.id).toBe('1109990001');
    expect(factsOf('<p>x</p>', url).seller).toBeUndefined();
  });
});

describe('the seller of a listing', () => {
  const shopCard = {
    storeName: 'Pool Store',
    sellerInfo: { storeNum: 1109990006, openedYear: 2, formatOpenTime: 'Mar 1, 2024' },
  };
  const notice = (number: number) => ({
    complianceList: [
      {
        content: `<a href="https://x.aliexpress.com/credential/showcredential.htm?_lang=en&amp;storeNum=${number}">Real Store</a>`,
      },
    ],
  });

  it('is the one that the legal notice names, where that is another than the card shows', () => {
    const facts = factsOf(answer({ SHOP_CARD_PC: shopCard, COMPLIANCE_PC: notice(1109990007) }));
    expect(facts.seller?.value).toEqual({
      name: 'Real Store',
      id: '1109990007',
      url: 'https://www.aliexpress.com/store/1109990007',
    });
    expect(facts.storeAge).toBeUndefined();
  });

  it('is the one on the card where the notice names the same', () => {
    const facts = factsOf(answer({ SHOP_CARD_PC: shopCard, COMPLIANCE_PC: notice(1109990006) }));
    expect(facts.seller?.value.name).toBe('Pool Store');
    expect(facts.storeAge?.value).toEqual({ years: 2, since: '2024-03-01' });
  });

  it('is left out where the drawn page names two', () => {
    const html = `<h1 data-pl="product-title">B</h1><a data-pl="store-name" href="//www.aliexpress.com/store/1109990006">Pool Store</a>`;
    expect(factsOf(html).seller?.value.name).toBe('Pool Store');
    const link =
      '<a href="https://x.aliexpress.com/credential/showcredential.htm?storeNum=1109990007">Real Store</a>';
    expect(factsOf(html + link).seller).toBeUndefined();
  });

  it.each([
    ['Aug 4, 2014', undefined, '2014-08-04'],
    ['4 août 2014', undefined, '2014'],
    ['7 11, 2021', 1626059801000, '2021-07-11'],
    // Winter and summer time disagree on the day.
    [undefined, Date.UTC(2021, 6, 12, 7, 30), '2021-07'],
    ['7 ต.ค. 2564', undefined, undefined],
  ])('opened as %s, %s says: %s', (formatOpenTime, openTime, since) => {
    const facts = factsOf(
      `<script>window.runParams = ${JSON.stringify({ data: { productInfoComponent: { subject: 'B' }, sellerComponent: { formatOpenTime, openTime } } })};</script>`,
    );
    expect(facts.storeAge?.value.since).toBe(since);
  });
});

describe('variants', () => {
  const choice = (id: number, name: string, values: [id: number, text: string][]) => ({
    skuPropertyId: id,
    skuPropertyName: name,
    skuPropertyValues: values.map(([propertyValueIdLong, propertyValueDisplayName]) => ({
      propertyValueIdLong,
      propertyValueDisplayName,
    })),
  });

  it('keep two choices apart whose values have one number', () => {
    const facts = factsOf(
      answer({
        SKU: {
          skuProperties: [choice(14, 'Color', [[1, 'red']]), choice(5, 'Size', [[1, 'big']])],
          skuPaths: [{ skuIdStr: '12000000000000001', path: '14:1;5:1' }],
        },
      }),
    );
    expect(facts.variants?.value.skus).toEqual([{ id: '12000000000000001', values: ['red', 'big'] }]);
  });

  it('have no number that JavaScript has rounded', () => {
    const html = modules({
      skuModule: {
        productSKUPropertyList: [choice(14, 'Color', [[1, 'red']])],
        skuPriceList: [{ skuId: 66869138704, skuAttr: '14:1' }],
      },
    });
    expect(factsOf(html).variants?.value.skus).toEqual([{ id: '66869138704', values: ['red'] }]);
    expect(factsOf(html.replace('66869138704', '12000028370392201')).variants?.value.skus).toEqual([]);
  });

  it('are absent where there is nothing to choose', () => {
    const facts = factsOf(
      modules({
        skuModule: { productSKUPropertyList: [], skuPriceList: [{ skuIdStr: '12000000000000001' }] },
      }),
    );
    expect(facts.variants).toBeUndefined();
  });

  it('name the place of dispatch only if it is no choice', () => {
    const ways = { generalFreightInfo: { originalLayoutResultList: [{ bizData: { shipFrom: 'China' } }] } };
    const from = (...values: [number, string][]) =>
      factsOf(
        modules({
          shippingModule: ways,
          skuModule: { productSKUPropertyList: [choice(200007763, 'Ships From', values)] },
        }),
      ).shipFrom?.value;
    expect(from([1, 'Poland'])).toBe('Poland');
    expect(from([1, 'Poland'], [2, 'China'])).toBeUndefined();
    expect(factsOf(modules({ shippingModule: ways })).shipFrom?.value).toBe('China');
    ways.generalFreightInfo.originalLayoutResultList.push({ bizData: { shipFrom: 'Spain' } });
    expect(factsOf(modules({ shippingModule: ways })).shipFrom).toBeUndefined();
  });
});

describe('the rating', () => {
  const rated = (averageStar: string, totalValidNum: number) =>
    factsOf(modules({ titleModule: { subject: 'B', feedbackRating: { averageStar, totalValidNum } } })).rating
      ?.value;

  it('is none as long as nobody has rated', () => {
    expect(rated('4.4', 234)).toEqual({ score: 4.4, best: 5, count: 234 });
    expect(rated('5.0', 0)).toBeUndefined();
    expect(rated('0.0', 3)).toBeUndefined();
  });

  it.each([
    ['4.8', '123 Reviews', { score: 4.8, best: 5, count: 123 }],
    ['4,8', '1.109 Bewertungen', { score: 4.8, best: 5, count: 1109 }],
    ['4.8', '1.2K Reviews', { score: 4.8, best: 5 }],
    ['96%', '123 Reviews', undefined],
  ])('drawn as %s beside %s is read so', (score, reviews, value) => {
    const html = `<h1 data-pl="product-title">B</h1><a class="reviewer--rating--1"><strong>${score}</strong></a><a class="reviewer--reviews--1">${reviews}</a>`;
    expect(factsOf(html).rating?.value).toEqual(value);
  });

  it('of a Product in JSON-LD is that of this item alone', () => {
    const product = (id: string) =>
      `<h1 data-pl="product-title">B</h1><link rel="canonical" href="${item}"><script type="application/ld+json">{"@type":"Product","url":"https://www.aliexpress.com/item/${id}.html","aggregateRating":{"ratingValue":"4.5","reviewCount":"12"}}</script>`;
    expect(factsOf(product('1005004300000042')).rating?.value).toEqual({ score: 4.5, best: 5, count: 12 });
    expect(factsOf(product('1005009999999999')).rating).toBeUndefined();
  });
});

describe('a price on aliexpress.ru', () => {
  it('is that of the chosen combination, and the range where none is chosen', () => {
    const props = {
      id: '1005007000000033',
      name: 'B',
      gallery: [{ imageUrl: 'https://ae04.alicdn.com/kf/S1.jpg' }],
      activeSkuId: '2',
      skuInfo: {
        priceList: [
          { skuId: '1', activityAmount: { value: 771, currency: 'RUB' } },
          { skuId: '2', activityAmount: { value: 1619, currency: 'RUB', formatted: '1 619 ₽' } },
        ],
      },
      price: {
        minActivityAmount: { value: 771, currency: 'RUB' },
        maxActivityAmount: { value: 1619, currency: 'RUB' },
      },
    };
    const url = 'https://aliexpress.ru/item/1005007000000033.html';
    const priceOf = (value: object) =>
      factsOf(
        `<script id="__AER_DATA__" type="application/json">${JSON.stringify({ widgets: [{ props: value }] })}</script>`,
        url,
      ).price?.value;
    expect(priceOf(props)).toEqual({ min: 1619, max: 1619, currency: 'RUB' });
    expect(priceOf({ ...props, activeSkuId: '' })).toEqual({ min: 771, max: 1619, currency: 'RUB' });
  });
});

describe('the mobile page of 2026', () => {
  const block = (said: string, href = '//www.aliexpress.com/store/1100000001') =>
    `<title>Mug - AliExpress</title><div><a class="brand-info--container--b" href="${href}"><span>Boutique</span></a>
     <div class="brand-info--content--d">${said}</div></div>`;
  const sellerOf = (html: string) => factsOf(html).seller?.value;
  const address = { id: '1100000001', url: 'https://www.aliexpress.com/store/1100000001' };

  it.each([
    'Sold by Example Store',
    'Vendido por Example Store',
    'Vendu par Example Store',
    'Verkauft von Example Store',
    'Продавец: Example Store',
    'Sprzedawane przez Example Store',
    'Example Store tarafından satılmaktadır',
    'Example Storeが販売',
    '판매자 Example Store',
    'بيع بواسطة Example Store',
    'Myyjä <b>Example Store</b>',
    '<span>Sold by</span><span>Example Store</span>',
  ])('names the seller beside the link to the store: %s', (said) => {
    expect(sellerOf(block(said))).toEqual({ name: 'Example Store', ...address });
  });

  it('names nobody where the name cannot be told from its label: the link stays', () => {
    expect(sellerOf(block('Myyjä Example Store'))).toEqual(address);
    expect(sellerOf(block('<i>Myyjä</i><b>Example Store</b>'))).toEqual(address);
  });

  it('is no seller where links lead to two stores, or to none', () => {
    expect(sellerOf(block('Sold by A') + block('Sold by B', '/store/1100000002'))).toBeUndefined();
    expect(sellerOf(block('Sold by A', '/category/1'))).toBeUndefined();
  });

  it('says how many were sold in words of any language', () => {
    const sold = (text: string) =>
      factsOf(`${block('')}<span class="reviewer--sold--x">${text}</span>`).soldCount?.value;
    expect(sold('60 myyty')).toBe(60);
    expect(sold('5 mil+ vendidos')).toBeUndefined();
  });

  it('shows one colour, which is chosen, and not all that are offered', () => {
    const html = `${block('')}<div class="sku-item--property--x"><div class="sku-item--title--x">Kleur: Zwart</div></div>`;
    expect(factsOf(html).variants?.value.options).toEqual([
      { name: 'Kleur', values: [{ text: 'Zwart' }], selected: 'Zwart', incomplete: true },
    ]);
  });
});
