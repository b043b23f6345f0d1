import { describe, expect, it } from 'vitest';
import { detectPage } from '../../../../../utils/marketplaces/detect.ts';
import { openDom } from '../../../../../utils/marketplaces/dom.ts';
import { openInlineState } from '../../../../../utils/marketplaces/inline-state.ts';
import { readPage } from '../../../../../utils/marketplaces/read-page.ts';
import { openPage } from '../open-page.ts';

const address = 'https://www.trendyol.com/marka/kupa-p-900000077';

interface Product {
  [name: string]: unknown;
}

const product: Product = {
  id: 900000077,
  name: 'Kupa',
  brand: { name: 'Marka' },
  merchantListing: {
    merchant: { id: 700001, name: 'Gösterilen', cityName: 'Bursa', sellerScore: { value: 9 } },
    winnerVariant: { price: { currency: 'TRY', discountedPrice: { value: 120, text: '120 TL' } } },
    otherMerchants: [
      {
        id: 700002,
        name: 'Diğer',
        price: { currency: 'TRY', discountedPrice: { value: 99.5, text: '99,50 TL' } },
      },
    ],
  },
};

function page(url: string, state: Product = product, body = ''): ReturnType<typeof readPage>['facts'] {
  const html = `<script>window["__envoy__SHARED_PROPS"]=${JSON.stringify({ product: state })}</script>
    <h1 class="product-title"><a><strong>Marka</strong></a>Kupa</h1>
    <div class="price-wrapper"><span class="discounted">120 TL</span></div>
    <div class="seller-info"><a href="/magaza/gosterilen-m-700001"><div class="merchant-name">Gösterilen</div></a></div>${body}`;
  return readPage(url, openPage(url, html)).facts;
}

describe('the offer that an address means', () => {
  it('is the one shown where the address names no seller, or its seller', () => {
    for (const url of [address, `${address}?merchantId=700001`]) {
      const facts = page(url);
      expect(facts.seller?.value).toMatchObject({ name: 'Gösterilen', id: '700001' });
      expect(facts.price?.value).toEqual({ min: 120, max: 120, currency: 'TRY' });
      expect(facts.location?.value).toBe('Bursa');
    }
  });

  it("is another seller's where the address names him: nothing of the one shown is filed under him", () => {
    const facts = page(`${address}?merchantId=700002`);
    expect(facts.seller?.value).toEqual({ name: 'Diğer', id: '700002' });
    expect(facts.price?.value).toEqual({ min: 99.5, max: 99.5, currency: 'TRY' });
    expect(facts.location).toBeUndefined();
    expect(facts.storeLevel).toBeUndefined();
  });

  it('is unknown where the page does not know the seller: item facts stay, seller and price are left out', () => {
    const facts = page(`${address}?merchantId=700009`);
    expect(facts.title?.value).toBe('Marka Kupa');
    expect(facts.seller).toBeUndefined();
    expect(facts.price).toBeUndefined();
    expect(facts.storeLevel).toBeUndefined();
  });
});

describe('prices', () => {
  const priced = (price: unknown, body = '') =>
    page(
      address,
      { ...product, merchantListing: { merchant: { id: 1, name: 'A' }, winnerVariant: { price } } },
      body,
    ).price;

  it('of members are not the price', () => {
    expect(
      priced({
        currency: 'TRY',
        discountedPrice: { value: 720, text: '720 TL' },
        tyPlusCouponApplicablePrice: { value: 684, text: '684 TL' },
        discountedPriceAfterNoLimitPromotions: { value: 750, text: '750 TL' },
      })?.value,
    ).toEqual({ min: 720, max: 720, currency: 'TRY' });
  });

  it('are in the currency that is shown', () => {
    expect(priced({ currency: 'TL', discountedPrice: { value: 143999, text: '143.999 TL' } })?.value).toEqual(
      {
        min: 143999,
        max: 143999,
        currency: 'TRY',
      },
    );
    expect(priced({ currency: 'SAR', discountedPrice: { value: 95.2, text: '95.20 SAR' } })?.value).toEqual({
      min: 95.2,
      max: 95.2,
      currency: 'SAR',
    });
  });

  it('come from what is drawn where number and text of the state disagree', () => {
    const found = priced({ currency: 'TRY', discountedPrice: { value: 50, text: '500 TL' } });
    expect(found?.value.min).toBe(120);
    expect(found?.source).toMatch(/^dom:/);
  });

  it('are never those that JSON-LD has kept, where there is state', () => {
    const html = `<script>window["__envoy__SHARED_PROPS"]=${JSON.stringify({ product: { id: 900000077, name: 'Kupa' } })}</script>
      <script type="application/ld+json">{"@type":"Product","@id":"${address}","name":"Marka Kupa","offers":{"price":"149.00","priceCurrency":"TRY"}}</script>`;
    const { facts } = readPage(address, openPage(address, html));
    expect(facts.title?.value).toBe('Kupa');
    expect(facts.price).toBeUndefined();
    const bare = openPage(address, html.replace('__envoy__SHARED_PROPS', 'other'));
    expect(readPage(address, bare).facts.price?.value).toEqual({ min: 149, max: 149, currency: 'TRY' });
  });
});

describe('titles', () => {
  it.each([
    ['Marka', 'Kupa', 'Marka Kupa'],
    ['Marka', 'MARKA Kupa', 'MARKA Kupa'],
    ['İnci', 'Kupa', 'İnci Kupa'],
  ])('of brand %s and name %s are %s', (brand, name, title) => {
    const html = `<script>window["__envoy__SHARED_PROPS"]=${JSON.stringify({ product: { id: 900000077, name, brand: { name: brand } } })}</script>`;
    expect(readPage(address, openPage(address, html)).facts.title?.value).toBe(title);
  });

  it('repeat the brand where the page repeats it', () => {
    const html = `<script>window["__envoy__SHARED_PROPS"]=${JSON.stringify({ product: { id: 900000077, name: 'Marka Kupa', brand: { name: 'Marka' } } })}</script>
      <h1 class="product-title"><strong>Marka</strong>Marka Kupa</h1>`;
    expect(readPage(address, openPage(address, html)).facts.title?.value).toBe('Marka Marka Kupa');
  });

  it.each([
    '<title>Marka Kupa - Fiyatı, Yorumları</title>',
    '<title>Marka Kupa Fiyatı, Yorumları - Trendyol</title>',
    '<title>Marka Kupa - Trendyol</title>',
  ])('lose what the site adds: %s', (head) => {
    expect(readPage(address, openPage(address, head)).facts.title?.value).toBe('Marka Kupa');
  });
});

it.each(['Just a moment...', 'Bir dakika lütfen...', 'Attention Required! | Cloudflare'])(
  'a page that is called "%s" is a captcha',
  (title) => {
    const search = 'https://www.trendyol.com/sr?q=kupa';
    for (const url of [address, search])
      expect(detectPage(url, openPage(url, `<title>${title}</title>`))).toMatchObject({
        kind: 'wall',
        wall: 'captcha',
      });
  },
);

it.each([
  `window["__x-y__PROPS"]`,
  `window['__x-y__PROPS']`,
  `window["__x-y__PROPS" ]`,
  'self["__x-y__PROPS"]',
])('state assigned to %s is read by its name', (target) => {
  const document = openPage(address, `<script>${target} = {"a":{"b":1}};</script>`);
  expect(openInlineState(openDom(document)).assigned('__x-y__PROPS')).toEqual([{ a: { b: 1 } }]);
});

describe('sizes', () => {
  const variantsOf = (state: Product) => page(address, { ...product, ...state }).variants?.value;
  const whole = [
    { itemNumber: 1, value: 'XS' },
    { itemNumber: 2, value: 'S' },
    { itemNumber: 3, value: 'M' },
  ];
  const one = { attributeName: 'Beden', attributeValue: 'S', itemNumber: 2 };

  it('are the complete list, which says what is chosen apart', () => {
    expect(variantsOf({ variants: [one], allVariants: whole })).toEqual({
      options: [{ name: 'Beden', values: [{ text: 'XS' }, { text: 'S' }, { text: 'M' }], selected: 'S' }],
      skus: [
        { id: '1', values: ['XS'] },
        { id: '2', values: ['S'] },
        { id: '3', values: ['M'] },
      ],
    });
  });

  it('are never the chosen one given as all', () => {
    expect(variantsOf({ variants: [one] })?.options).toEqual([
      { name: 'Beden', values: [{ text: 'S' }], selected: 'S', incomplete: true },
    ]);
  });

  it('of another seller than the one drawn name no choice', () => {
    const url = `${address}?merchantId=700002`;
    const facts = page(url, { ...product, variants: [one], allVariants: whole });
    expect(facts.variants?.value.options[0]).not.toHaveProperty('selected');
  });
});

describe('descriptions', () => {
  const described = (state: Product) => page(address, { ...product, ...state }).description?.value;

  it.each<[{ text: string; priority?: number }]>([
    [{ text: '[page="merchant_info"]E[/page] sends it.', priority: 2 }],
    [{ text: '[page="merchant_info"]E[/page] sends it.' }],
    [{ text: 'Free returns within 15 days.', priority: 0 }],
    [{ text: '15 gün içinde ücretsiz iade. Detaylı bilgi için tıklayın.' }],
    [{ text: 'Bu ürün Gösterilen tarafından gönderilecektir.' }],
    [{ text: 'Kampanya fiyatından satılmak üzere 100 adetten fazla stok sunulmuştur.' }],
    [{ text: 'İncelemiş olduğunuz ürünün satış fiyatını satıcı belirlemektedir.' }],
  ])('are not what the site says of every item: %j', (notice) => {
    expect(described({ descriptions: [notice] })).toBeUndefined();
    expect(described({ contentDescriptions: [notice, { description: 'El yapımı.' }] })).toBe('El yapımı.');
    const drawn = `<div class="info-wrapper"><ul><li>El yapımı.</li><li>${notice.text}</li></ul></div>`;
    if (notice.priority === undefined)
      expect(page(address, product, drawn).description?.value).toBe('El yapımı.');
  });
});
