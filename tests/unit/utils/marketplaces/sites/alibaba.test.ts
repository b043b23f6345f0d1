import { describe, expect, it } from 'vitest';
import { readPage } from '../../../../../utils/marketplaces/read-page.ts';
import { openPage } from '../open-page.ts';

const item = 'https://www.alibaba.com/product-detail/x_1600000000077.html';
const rest = '<div class="product-title-container"><h1 title="Mug">Mug</h1></div>';

function read(html: string) {
  const { rating, soldCount } = readPage(item, openPage(item, rest + html)).facts;
  return { rating: rating?.value, sold: soldCount?.value };
}

const module = (inside: string) => `<div data-module-name="module_comment">${inside}</div>`;
const part = (text: string) => `<span class="detail-review-item">${text}</span>`;
const marked = (rating: string, reviews: string, sold: string) =>
  `<div data-testid="module_product_comment"><div data-testid="product-comment-rating">${rating}</div>
   <span data-testid="product-comment-review-link">${reviews}</span>
   <span data-testid="product-comment-sales-volume">${sold}</span></div>`;
const state = (data: object) =>
  `<script>window.detailData = ${JSON.stringify({ globalData: { product: { productId: 1600000000077, subject: 'Mug' }, ...data } })};</script>`;

describe("buyers' rating and the number sold, in any language", () => {
  it.each([
    ['4.1', '65 reviews', '119 sold', 119],
    ['4,1', '65 avis', '119 vendus', 119],
    ['4.1', '65 条评论', '已售 119', 119],
    ['٤.١', '٦٥ مراجعات', 'تم بيع ١١٩', 119],
    ['4.1/5', '65 értékelés', '119 eladva', 119],
  ])('%s (%s), %s', (score, reviews, sold, count) => {
    const rating = { score: 4.1, best: 5, count: 65 };
    const nested = `<span>${score}${part(`(${reviews})`)}</span>${part(sold)}`;
    expect(read(module(nested))).toEqual({ rating, sold: count });
    expect(read(module(`<div class="detail-product-comment">${nested}</div>`))).toEqual({
      rating,
      sold: count,
    });
    expect(read(marked(score, `(${reviews})`, sold))).toEqual({ rating, sold: count });
  });

  it('are in the page state, beside those of the store', () => {
    const reviews = { averageStar: '4.7', totalReviewCount: 4 };
    const store = { averageStar: 3.1, totalReviewCount: 900 };
    expect(
      read(
        state({
          review: { productReview: reviews, storeReview: store },
          trade: { salesVolume: '3555 satıldı' },
        }),
      ),
    ).toEqual({ rating: { score: 4.7, best: 5, count: 4 }, sold: 3555 });
  });

  it("are never the store's", () => {
    const store = { averageStar: 3.1, totalReviewCount: 900 };
    expect(read(state({ review: { storeReview: store } }))).toEqual({ rating: undefined, sold: undefined });
    expect(
      read(state({ review: { storeReview: store, productReview: { averageStar: 0, totalReviewCount: 0 } } })),
    ).toEqual({ rating: undefined, sold: undefined });
    const two = module(`3.1${part('(900 reviews)')}${part('7 sold')}`);
    expect(read(two + two)).toEqual({ rating: undefined, sold: undefined });
  });

  it('are left out where they are not certain', () => {
    expect(read(module(`${part('12 buyers')}${part('7 sold')}`))).toEqual({
      rating: undefined,
      sold: undefined,
    });
    expect(read(marked('9.9', '(6)', '5 тыс.'))).toEqual({ rating: undefined, sold: undefined });
    expect(read(marked('4.5', '(0)', '-'))).toEqual({ rating: undefined, sold: undefined });
  });
});

describe('choices that are drawn in part', () => {
  it('say that there are more, and which is chosen', () => {
    const box = (text: string) => `<div data-testid="non-last-sku-item"><span>${text}</span></div>`;
    const html = `${rest}<div data-testid="sku-list"><h4 data-testid="sku-list-title"><span>Cor: <span>Azul</span></span></h4>
      ${box('Azul')}${box('Preto')}<div data-testid="last-sku-item"><span>+12</span></div></div>`;
    expect(readPage(item, openPage(item, html)).facts.variants?.value.options).toEqual([
      { name: 'Cor', values: [{ text: 'Azul' }, { text: 'Preto' }], selected: 'Azul', incomplete: true },
    ]);
  });
});
