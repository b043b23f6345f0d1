import type { KeyFacts } from '@marketsafe/contract';

/** What a flickering page draws beside each of its two values: 100 by 100 pixels. */
export const FIRST_COLOUR = [255, 0, 0] as const;
export const OTHER_COLOUR = [0, 0, 255] as const;

/** A listing of which one key fact changes every 60 ms, and how its two values read. */
export interface FlickeringPage {
  html: string;
  read: (facts: KeyFacts) => unknown;
  values: readonly [first: unknown, other: unknown];
}

/**
 * @param body with an element `v`, which says the one and the other text in turn
 */
function flickering(body: string, first: string, other: string): string {
  return `<!doctype html><title>Flicker</title><style>body { margin: 0 } #c { width: 100px; height: 100px }</style>
    <div id="c" style="background:#f00"></div>${body}
    <script>let n = 0; setInterval(() => {
      const isOther = ++n % 2 === 1;
      document.querySelector('#v').textContent = isOther ? '${other}' : '${first}';
      document.querySelector('#c').style.background = isOther ? '#00f' : '#f00';
    }, 60)</script>`;
}

const TITLE = '<h1 data-pl="product-title">Flickering jacket</h1>';
const price = (id: string) =>
  `<div class="product-price-current"><span class="product-price-value" ${id}>US $19.90</span></div>`;
const amount = (facts: KeyFacts) => facts.price?.value.min;

/** Pages whose price, title or seller changes, and one whose own data name one price while its screen shows two. */
export const FLICKERING: Record<string, (itemId: string) => FlickeringPage> = {
  price: () => ({
    html: flickering(`${TITLE}${price('id="v"')}`, 'US $19.90', 'US $24.90'),
    read: amount,
    values: [19.9, 24.9],
  }),
  'price, beside data that stay the same': (itemId) => ({
    html: flickering(
      `<script>window.runParams = {data: {"commonModule":{"productId":${itemId},"currencyCode":"USD"},"titleModule":{"subject":"Flickering jacket"},"priceModule":{"formatedActivityPrice":"US $19.90"}}};</script>
       ${TITLE}${price('id="v"')}`,
      'US $19.90',
      'US $24.90',
    ),
    read: amount,
    values: [19.9, 24.9],
  }),
  title: () => ({
    html: flickering(
      `<h1 data-pl="product-title" id="v">Aurora jacket</h1>${price('')}`,
      'Aurora jacket',
      'Borealis jacket',
    ),
    read: (facts) => facts.title?.value,
    values: ['Aurora jacket', 'Borealis jacket'],
  }),
  seller: () => ({
    html: flickering(
      `${TITLE}${price('')}<div class="seller"><a data-pl="store-name" href="//www.aliexpress.com/store/1102000002" id="v">First store</a></div>`,
      'First store',
      'Other store',
    ),
    read: (facts) => facts.seller?.value.name,
    values: ['First store', 'Other store'],
  }),
};
