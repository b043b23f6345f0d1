import type { CardParts, ListPage } from '../../adapter.ts';
import { cardPrice } from './price.ts';

const MAX_CARDS = 1_000;
const MAX_PARTS = 10_000;

/** Results as a search page draws them: 2025 on, 2021 to 2024, until 2020. */
export function searchCards(page: ListPage): CardParts[] {
  return [...keyedCards(page), ...boxCards(page), ...itemCards(page)];
}

const KEYED = '[data-renderkey]';
const PARTS = [
  '.main-img',
  '.offer-title-row .title-text',
  '.offer-price-row .price-item',
  '.offer-shop-row a.offer-desc-item',
];

/**
 * 2025 on: `1_4_p4p_b2b-22188886035833629c_861624521702` is the place, the kind, the seller's member name and the item's number. The
 * page puts links into links; a saved copy of it, parsed again, has the parts of a card beside its link instead of inside.
 */
function keyedCards(page: ListPage): CardParts[] {
  const selector = [
    KEYED,
    ...PARTS.flatMap((part) => [`${KEYED} ${part}`, `${KEYED} ~ ${part}`, `${KEYED} ~ * ${part}`]),
  ].join(', ');
  const cards: CardParts[] = [];
  let key = '';
  for (const element of page.dom.findAll(selector, undefined, MAX_PARTS)) {
    const own = page.dom.attribute(element, 'data-renderkey');
    if (own && own !== key) {
      key = own;
      const match = /^\d+_\d+_[a-z0-9]+_(.+)_(\d+)$/i.exec(own);
      cards.push({ itemId: match?.[2], seller: { id: match?.[1] }, source: `dom:${KEYED}` });
    }
    const card = cards.at(-1);
    if (card && !own) addPart(page, card, element);
  }
  return cards;
}

/** The first part of each kind is the card's. */
function addPart(page: ListPage, card: CardParts, element: Element): void {
  const name = page.dom.attribute(element, 'class').split(/\s+/);
  if (name.includes('main-img')) card.image ??= page.dom.attribute(element, 'src');
  else if (name.includes('title-text')) card.title ??= page.dom.text(element, 5_000);
  else if (name.includes('price-item'))
    card.price ??= cardPrice(page.dom.text(element, 100).replace(/\s+/g, ''));
  else if (card.seller && !card.seller.name) {
    card.seller.name = page.dom.text(element, 500);
    card.seller.url = shopAddress(page, element);
  }
}

const BOX = '.space-offer-card-box';

function boxCards(page: ListPage): CardParts[] {
  return page.dom.findAll(BOX, undefined, MAX_CARDS).map((box): CardParts => {
    const link = page.dom.find('.mojar-element-title a', box);
    const price = page.dom.find('.mojar-element-price', box);
    const company = page.dom.find('.mojar-element-company a', box);
    return {
      address: link ? page.dom.attribute(link, 'href') : undefined,
      title: link ? page.dom.attribute(link, 'title') || page.dom.text(link, 5_000) : undefined,
      price: cardPrice(firstPrice(page, price)),
      image: pictureIn(page, box),
      seller: company
        ? {
            name: page.dom.attribute(company, 'title') || page.dom.text(company, 500),
            url: shopAddress(page, company),
          }
        : undefined,
      source: `dom:${BOX}`,
    };
  });
}

const ITEM = '.sm-offer-item';

function itemCards(page: ListPage): CardParts[] {
  return page.dom.findAll(ITEM, undefined, MAX_CARDS).map((item): CardParts => {
    const link =
      page.dom.find('a[offer-stat="title"]', item) ?? page.dom.find('.sm-offer-title > a[title]', item);
    const price = page.dom.find('.sm-offer-priceNum', item);
    const company = page.dom.find('a.sm-offer-companyName', item);
    const id = page.dom.attribute(item, 't-member-id') || page.dom.attribute(item, 'companyid');
    return {
      itemId: page.dom.attribute(item, 't-offer-id') || page.dom.attribute(item, 'offerid'),
      address: link ? page.dom.attribute(link, 'href') : undefined,
      title: link ? page.dom.attribute(link, 'title') || page.dom.text(link, 5_000) : undefined,
      price: cardPrice(price ? page.dom.attribute(price, 'title') || page.dom.text(price, 100) : undefined),
      image: pictureIn(page, item),
      seller: company
        ? {
            name: page.dom.attribute(company, 'title') || page.dom.text(company, 500),
            id,
            url: shopAddress(page, company),
          }
        : undefined,
      source: `dom:${ITEM}`,
    };
  });
}

const SHOP_ITEM = '.offer-list-row > li, .offer-list-row-offer';
const SHOP_LINK = 'a[href*="1688.com/offer/"], a[href*="detail.m.1688.com/page/index.htm"]';

/** What the viewer looked at before is no part of the shop. */
const SEEN_BEFORE =
  '[class*="history" i] a, [class*="footprint" i] a, [class*="visited" i] a, [class*="recent" i] a';

/** Offers of a shop page: its list, and every other link to an offer, of which only what the link itself says is taken. */
export function shopCards(page: ListPage): CardParts[] {
  const items = page.dom.findAll(SHOP_ITEM, undefined, MAX_CARDS).map((item): CardParts => {
    const link =
      page.dom.find('.title a[href], .title-new a[href], a.title-link[href]', item) ??
      page.dom.find('.image a[href]', item);
    const price = page.dom.find('.price', item);
    return {
      address: link ? page.dom.attribute(link, 'href') : undefined,
      itemId: page.dom.attribute(item, 'data-offerid'),
      title: link ? page.dom.attribute(link, 'title') || page.dom.text(link, 5_000) : undefined,
      price: cardPrice(firstPrice(page, price)),
      image: pictureIn(page, item),
      source: `dom:${SHOP_ITEM}`,
    };
  });
  const seen = new Set(page.dom.findAll(SEEN_BEFORE, undefined, MAX_CARDS));
  const others = page.dom.findAll(SHOP_LINK, undefined, MAX_CARDS).filter((link) => !seen.has(link));
  const links = others.map((link): CardParts => {
    const picture = page.dom.find('img', link);
    return {
      address: page.dom.attribute(link, 'href'),
      title: page.dom.attribute(link, 'title') || (picture ? page.dom.attribute(picture, 'alt') : undefined),
      image: pictureIn(page, link),
      source: `dom:${SHOP_LINK}`,
    };
  });
  return [...items, ...links];
}

function shopAddress(page: ListPage, link: Element): string {
  return page.dom.attribute(link, 'href').replace(/^http:/i, 'https:');
}

/** The text of a price box, or of the first part of it that can be read. */
function firstPrice(page: ListPage, box: Element | null): string | undefined {
  if (!box) return undefined;
  const texts = [box, ...page.dom.findAll('*', box, 20)].map((part) =>
    page.dom.text(part, 200).replace(/\s+/g, ''),
  );
  return texts.find((text) => cardPrice(text) !== undefined);
}

/** Pictures that are not drawn yet have their address in another attribute. */
function pictureIn(page: ListPage, element: Element): string | undefined {
  const picture = page.dom.find('img', element);
  if (!picture) return undefined;
  return ['data-lazy-load-src', 'data-lazyload-src', 'data-lazy-src', 'data-src', 'src']
    .map((name) => page.dom.attribute(picture, name))
    .find(Boolean);
}
