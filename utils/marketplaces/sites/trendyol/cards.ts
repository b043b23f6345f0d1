import type { CardParts, Found, FoundCards, ListPage, SellerParts } from '../../adapter.ts';
import { domText } from '../../matchers.ts';
import { isPriceOnly, parsePriceText } from '../../price-text.ts';
import { cleanText } from '../../text.ts';
import { firstTextAt, listAt, textAt } from '../../value-path.ts';
import { shopId } from './offer.ts';
import { isItemPicture, wholePicture } from './picture.ts';
import { statePrice } from './price.ts';
import { withBrand } from './title.ts';

/** The state holds the first cards of a list, the document also those that came with scrolling. */
export function trendyolCards(page: ListPage): (() => FoundCards | undefined)[] {
  return [
    () => {
      const cards = [...stateCards(page), ...drawnCards(page)];
      return cards.length > 0 ? { cards, source: cards[0]?.source ?? '' } : undefined;
    },
  ];
}

function stateCards(page: ListPage): CardParts[] {
  return page.states.flatMap((record) =>
    listAt(record.data, 'products').flatMap((entry) => {
      const address = textAt(entry, 'url');
      const name = textAt(entry, 'name');
      if (!address || !name) return [];
      const brand = textAt(entry, 'brand.name') ?? textAt(entry, 'brand');
      return {
        address,
        title: withBrand(brand, name, textAt(entry, 'imageAlt')),
        price: statePrice((entry as { price?: unknown }).price, homeCurrency(page)),
        image: picture(firstTextAt(entry, ['images.0', 'image', 'imageUrl'])),
        seller: sellerOf(address, textAt(entry, 'merchantId')),
        source: `state:${record.name}.products`,
      };
    }),
  );
}

/** Prices without a currency are in lira where the address names no other country. */
function homeCurrency(page: ListPage): string | undefined {
  return /^https?:\/\/[^/]+\/[a-z]{2}\//i.test(page.url) ? undefined : 'TRY';
}

const CARDS = '.p-card-wrppr, a.product-card';
const CARD_PRICES = [
  // These boxes name their two prices the wrong way round: beside the members' price stands the one for everybody as the
  // discounted one, beside the price before the basket the one in it as the original one.
  '.ty-plus-promotion-discounted',
  '.basket-price-original',
  '.lowest-price-discounted',
  '.price-item.discounted',
  '.prc-box-dscntd',
  '.prc-box-sllng',
  '[data-testid="price-section"]',
  '.price-section',
];

function drawnCards(page: ListPage): CardParts[] {
  return page.dom.findAll(CARDS, undefined, 600).flatMap((card) => {
    const link = page.dom.attribute(card, 'href') ? card : page.dom.find('a[href]', card);
    const address = link ? page.dom.attribute(link, 'href') : '';
    if (!address) return [];
    const text = (selector: string) => {
      const element = page.dom.find(selector, card);
      return element ? cleanText(page.dom.text(element, 500), 500) : '';
    };
    const image = page.dom.find('img.p-card-img, img[data-testid="image-img"], img', card);
    const alt = image ? page.dom.attribute(image, 'alt') : '';
    const brand = text('.prdct-desc-cntnr-ttl, .product-brand');
    const name = [text('.prdct-desc-cntnr-name, .product-name'), text('.product-desc-sub-text')]
      .filter(Boolean)
      .join(' ');
    return {
      address,
      title: (name && withBrand(brand, name, alt)) || alt,
      price: drawnPrice(text),
      image: picture(image ? page.dom.attribute(image, 'src') : undefined),
      seller: sellerOf(address),
      source: 'dom:.p-card-wrppr, a.product-card',
    };
  });
}

function drawnPrice(text: (selector: string) => string): CardParts['price'] {
  for (const selector of CARD_PRICES) {
    const raw = text(selector);
    const value = isPriceOnly(raw) ? parsePriceText(raw, []) : undefined;
    if (value) return { value, raw };
  }
  return undefined;
}

function picture(path: string | undefined): string | undefined {
  return path && isItemPicture(path) ? wholePicture(path) : undefined;
}

/** A list names sellers by number alone, in the address of their offer. */
function sellerOf(address: string, merchantId?: string): SellerParts | undefined {
  const id = merchantId ?? /[?&]merchantId=([1-9]\d{0,11})(?:[&#]|$)/.exec(address)?.[1];
  return id ? { id } : undefined;
}

const STORE_NAMES = ['h1.seller-store__name', '.seller-store__name', '[data-testid="seller-store-name"]'];

/** The address names the store by its number; its name stands in the page's head part. */
export function storeSeller(page: ListPage): Found<SellerParts> | undefined {
  const id = shopId(page.url);
  if (!id) return undefined;
  const name = domText(page, STORE_NAMES);
  return {
    value: { name: name?.value, id, url: page.url },
    raw: [name?.raw, page.url].filter(Boolean).join(' | '),
    source: name?.source ?? 'url',
  };
}
