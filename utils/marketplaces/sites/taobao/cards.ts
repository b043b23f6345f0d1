import type { CardParts, FoundCards, ListPage } from '../../adapter.ts';
import type { PageDom } from '../../dom.ts';
import { parsePriceText } from '../../price-text.ts';
import { withoutTags } from '../../text.ts';
import { at, listAt, textAt } from '../../value-path.ts';
import { YUAN } from './price.ts';

const MAX_CARDS = 500;

/** Cards of search and store pages, page state before what is drawn. */
export function taobaoCards(page: ListPage): (() => FoundCards | undefined)[] {
  return [() => resultCards(page), ...CARD_KINDS.map((kind) => () => drawnCards(page, kind))];
}

/** `g_page_config` until 2023: an advertisement's address leads elsewhere first, but it has its item's number like all others. */
function resultCards(page: ListPage): FoundCards | undefined {
  const path = 'mods.itemlist.data.auctions';
  const record = page.states.find(({ data }) => listAt(data, path).length > 0);
  if (!record) return undefined;
  const cards = listAt(record.data, path)
    .slice(0, MAX_CARDS)
    .map((auction): CardParts => {
      const isTmall = at(auction, 'shopcard.isTmall');
      return {
        address: textAt(auction, 'detail_url'),
        // Without the shop's kind it stays open which of the two sites that share numbers the item is on.
        itemId: typeof isTmall === 'boolean' ? textAt(auction, 'nid') : undefined,
        marketplace: isTmall === true ? 'tmall' : 'taobao',
        title: textAt(auction, 'raw_title') ?? withoutTags(textAt(auction, 'title') ?? ''),
        price: priceOf(textAt(auction, 'view_price')),
        image: textAt(auction, 'pic_url'),
        seller: { name: textAt(auction, 'nick') },
      };
    });
  return { cards, source: `state:${record.name}.${path}` };
}

interface CardKind {
  /** The cards, and within one (or as itself) the link to the listing. */
  card: string;
  link?: string;
  title: string;
  price: string;
  /** Digits after the point, where they are drawn as an element of their own. */
  fraction?: string;
  image: string;
  seller?: string;
}

/** Rendered lists, newest first. */
const CARD_KINDS: readonly CardKind[] = [
  // Results from 2023 on. Advertisements lead to an address without a number and do not say which site they are of.
  {
    card: 'a[id^="item_id_"], a[class*="doubleCardWrapper"]',
    title: '[class*="title--"]',
    price: '[class*="priceInt--"]',
    fraction: '[class*="priceFloat--"]',
    image: 'img[class*="mainPic"], [class*="mainPic"] img',
    seller: '[class*="shopNameText--"], [class*="ShopInfo--shopName"]',
  },
  // Stores from 2025 on.
  {
    card: 'a.shop-item-card',
    title: '[class*="title--"]',
    price: '[class*="priceInt--"], [class*="price--"]',
    fraction: '[class*="priceFloat--"]',
    image: 'img',
  },
  // Results until 2023.
  {
    card: '.m-itemlist .items .item',
    link: '.pic-link, .title a',
    title: '.title a',
    price: '.price strong',
    image: '.J_ItemPic',
    seller: '.shopname, .shop .J_ShopInfo',
  },
  // Tmall's own results.
  {
    card: '#J_ItemList .product',
    link: 'a.productImg, .productTitle a',
    title: '.productTitle a',
    price: '.productPrice em',
    image: '.productImg img',
    seller: '.productShop-name',
  },
  // Stores until 2023.
  {
    card: 'dl.item',
    link: '.photo a, a.item-name',
    title: 'a.item-name',
    price: '.c-price',
    image: '.photo img',
  },
];

function drawnCards(page: ListPage, kind: CardKind): FoundCards | undefined {
  const cards = page.dom.findAll(kind.card, undefined, MAX_CARDS).map((card): CardParts => {
    const link = kind.link ? page.dom.find(kind.link, card) : card;
    const image = page.dom.find(kind.image, card);
    const seller = kind.seller ? textOf(page.dom, card, kind.seller) : '';
    return {
      address: link ? page.dom.attribute(link, 'href') : undefined,
      title: textOf(page.dom, card, kind.title) || (image ? page.dom.attribute(image, 'alt') : ''),
      price: priceOf(drawnPrice(page.dom, card, kind)),
      image: image ? imageOf(page.dom, image) : undefined,
      ...(seller && { seller: { name: seller } }),
    };
  });
  return cards.length > 0 ? { cards, source: `dom:${kind.card}` } : undefined;
}

/** A title is set in marks where it holds what was searched for, and whole in an attribute. */
function textOf(dom: PageDom, root: Element, selector: string): string {
  const element = dom.find(selector, root);
  return element ? dom.attribute(element, 'title') || dom.text(element, 500).trim() : '';
}

/** `<span>128</span><span>.50</span>` */
function drawnPrice(dom: PageDom, card: Element, kind: CardKind): string {
  const whole = dom.find(kind.price, card);
  const fraction = whole && kind.fraction ? dom.find(kind.fraction, card) : null;
  const text = whole ? dom.text(whole, 60).trim() : '';
  const digits = fraction ? dom.text(fraction, 20).trim() : '';
  return /^[¥￥]?\s*\d+$/.test(text) && /^\.\d{1,2}$/.test(digits) ? text + digits : text;
}

function imageOf(dom: PageDom, image: Element): string | undefined {
  return ['data-src', 'data-ks-lazyload', 'src'].map((name) => dom.attribute(image, name)).find(Boolean);
}

/** A price that stands alone; what has more beside it could be another. */
function priceOf(text: string | undefined): CardParts['price'] {
  const raw = text?.replace(/\s+/g, ' ').trim() ?? '';
  if (!/^[¥￥]?\s?\d[\d.,]*(?:\s?-\s?[¥￥]?\s?\d[\d.,]*)?(?:起)?$/.test(raw)) return undefined;
  const value = parsePriceText(raw, YUAN);
  return value && { value, raw };
}
