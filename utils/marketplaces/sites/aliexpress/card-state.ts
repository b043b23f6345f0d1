import { recogniseAddress } from '@marketsafe/contract/marketplaces';
import type { CardParts, ListPage } from '../../adapter.ts';
import { isCurrencyCode } from '../../currency.ts';
import { parsePriceText } from '../../price-text.ts';
import { at, firstTextAt, listAt, numberAt, textAt } from '../../value-path.ts';

/** The items of a search page's state in their order, by identity. */
export function stateItems(page: ListPage): Map<string, CardParts> {
  const cards = new Map<string, CardParts>();
  for (const { name, data } of page.states) {
    if (!Array.isArray(data)) continue;
    for (const item of listAt(data, '').slice(0, 500)) {
      const number = textAt(item, 'productId');
      const id = number && recogniseAddress(`https://www.aliexpress.com/item/${number}.html`)?.itemId;
      if (id && !cards.has(id)) cards.set(id, { ...stateCard(item), itemId: id, source: `state:${name}` });
    }
  }
  return cards;
}

function stateCard(item: unknown): CardParts {
  return {
    title: firstTextAt(item, ['title.displayTitle', 'title.seoTitle', 'title']),
    price: statePrice(item),
    image: firstTextAt(item, ['image.imgUrl', 'imageUrl']),
    seller: {
      name: textAt(item, 'store.storeName'),
      id: textAt(item, 'store.storeId'),
      url: textAt(item, 'store.storeUrl'),
    },
  };
}

/** What a buyer pays now; `big_sale_price` is that of a sale to come. */
const PRICES = [
  'prices.salePrice',
  'umpPrices.sale_price',
  'prices.originalPrice',
  'umpPrices.original_price',
];

function statePrice(item: unknown): CardParts['price'] {
  for (const path of PRICES) {
    const price = at(item, path);
    const currency = at(price, 'currencyCode');
    const min = numberAt(price, 'minPrice');
    if (!min || !isCurrencyCode(currency)) continue;
    const max = numberAt(price, 'maxPrice') ?? min;
    const shown = textAt(price, 'formattedPrice');
    const parsed = shown && parsePriceText(shown, [currency]);
    // Numbers that the text beside them contradicts are in another unit.
    if (parsed && parsed.min !== min) return undefined;
    return { value: { min, max, currency }, raw: shown ?? `${min} ${currency}` };
  }
  return undefined;
}
