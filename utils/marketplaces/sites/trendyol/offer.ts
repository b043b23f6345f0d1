import type { Found, ListingPage, SellerParts, StateRecord } from '../../adapter.ts';
import { domText, firstOf, stateSource } from '../../matchers.ts';
import { at, listAt, textAt } from '../../value-path.ts';

/** One seller's offer on the listing's page. */
export interface Offer {
  record: StateRecord;
  merchant: unknown;
  merchantPath: string;
  price: unknown;
  pricePath: string;
}

/** Where the two eras keep the offer shown and the other sellers' offers. */
const SHAPES = [
  {
    merchant: 'product.merchantListing.merchant',
    price: 'product.merchantListing.winnerVariant.price',
    others: 'product.merchantListing.otherMerchants',
  },
  { merchant: 'product.merchant', price: 'product.price', others: 'product.otherMerchants' },
] as const;

/**
 * The offer that the page's address means: of the seller it names, else the one shown. Nothing where the state knows no such
 * seller: the page then shows somebody else's offer.
 */
export function meantOffer(page: ListingPage): Offer | undefined {
  for (const record of page.states) {
    for (const shape of SHAPES) {
      const merchant = at(record.data, shape.merchant);
      const id = textAt(merchant, 'id');
      if (id === undefined) continue;
      if (page.scope === undefined || id === page.scope)
        return {
          record,
          merchant,
          merchantPath: shape.merchant,
          price: at(record.data, shape.price),
          pricePath: shape.price,
        };
      return otherOffer(record, shape.others, page.scope);
    }
  }
  return undefined;
}

function otherOffer(record: StateRecord, path: string, id: string): Offer | undefined {
  for (const [index, entry] of listAt(record.data, path).entries()) {
    const merchant = textAt(entry, 'merchant.id') ? at(entry, 'merchant') : entry;
    if (textAt(merchant, 'id') !== id) continue;
    return {
      record,
      merchant,
      merchantPath: `${path}.${index}`,
      price: at(entry, 'price'),
      pricePath: `${path}.${index}.price`,
    };
  }
  return undefined;
}

/** Whether what the page draws is the offer meant: certain where the address names no seller, or the one that is drawn. */
export function drawsMeantOffer(page: ListingPage): boolean {
  if (page.scope === undefined) return true;
  const shown = shownMerchantId(page) ?? sellerLink(page)?.id;
  return shown === page.scope;
}

function shownMerchantId(page: ListingPage): string | undefined {
  return firstOf(
    page.states,
    SHAPES.map(({ merchant }) => merchant),
    (record, path) => {
      const value = textAt(record.data, `${path}.id`);
      return value && { value, raw: value, source: '' };
    },
  )?.value;
}

export function stateSeller(page: ListingPage): Found<SellerParts> | undefined {
  const offer = meantOffer(page);
  const name = textAt(offer?.merchant, 'name');
  const id = textAt(offer?.merchant, 'id');
  if (!offer || !name || !id) return undefined;
  const url = shopUrl(textAt(offer.merchant, 'sellerLink')) ?? linkOf(page, id);
  return {
    value: { name, id, url },
    raw: [name, id, url].filter(Boolean).join(' | '),
    source: stateSource(offer.record, offer.merchantPath),
  };
}

/** The box of the seller shown, of each era; other sellers of the item have boxes of other names. */
const SELLER_NAMES = [
  '.merchant-box-wrapper a',
  '.seller-info .merchant-name',
  '[data-testid="seller-info"] .merchant-name',
  '[class*="seller-info"] [class*="merchant-name"]',
];

export function drawnSeller(page: ListingPage): Found<SellerParts> | undefined {
  const found = domText(page, SELLER_NAMES);
  if (!found || !drawsMeantOffer(page)) return undefined;
  const link = sellerLink(page);
  return {
    value: { name: found.value, id: link?.id, url: link?.url },
    raw: [found.raw, link?.url].filter(Boolean).join(' | '),
    source: found.source,
  };
}

function sellerLink(page: ListingPage): { id: string; url: string | undefined } | undefined {
  const boxes = '.merchant-box-wrapper a, .seller-info a, [class*="seller-info"] a';
  for (const link of page.dom.findAll(boxes, undefined, 20)) {
    const href = page.dom.attribute(link, 'href');
    const id = shopId(href) ?? /[?&](?:mid|merchantId)=(\d{1,12})(?:&|$)/.exec(href)?.[1];
    if (id) return { id, url: shopUrl(href) };
  }
  return undefined;
}

function linkOf(page: ListingPage, id: string): string | undefined {
  if (!/^\d{1,12}$/.test(id)) return undefined;
  return page.dom
    .findAll(`a[href*="-m-${id}"]`, undefined, 5)
    .map((link) => page.dom.attribute(link, 'href'))
    .filter((href) => shopId(href) === id)
    .map(shopUrl)
    .find((url) => url !== undefined);
}

/** The number of the store at the end of `/magaza/name-m-104870`. */
export function shopId(href: string): string | undefined {
  return /\/(?:magaza|store)\/(?:[a-z]+\/)?[^/?#]*-m-(\d{1,12})(?:[/?#]|$)/i.exec(href)?.[1];
}

function shopUrl(href: string | undefined): string | undefined {
  if (!href || shopId(href) === undefined) return undefined;
  return URL.parse(href, 'https://www.trendyol.com/')?.href;
}
