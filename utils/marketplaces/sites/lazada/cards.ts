import { recogniseAddress } from '@marketsafe/contract/marketplaces';
import type { CardParts, FoundCards, ListPage } from '../../adapter.ts';
import { normaliseImageUrl } from '../../image-url.ts';
import { isOfType } from '../../json-ld.ts';
import { isPriceOnly, parsePriceText, plainAmount } from '../../price-text.ts';
import { cleanText } from '../../text.ts';
import { firstTextAt, listAt, textAt } from '../../value-path.ts';
import { siteCurrency } from './site.ts';

const CARD = '[data-qa-locator="product-item"]';
const LINK = 'a[href*="/products/"], a[href*="/p/"]';
const MAX_CARDS = 500;
/** What says more than this is no card: each part of one is read, and a page may nest cards without end. */
const MAX_CARD_TEXT = 5_000;

/**
 * The shown cards come first: filters and pages change them without changing the state, which then only adds what cards do not
 * show (seller). A server's page without cards has state (until 2024) or a list of addresses.
 */
export function lazadaCards(page: ListPage): (() => FoundCards | undefined)[] {
  return [
    () => shownCards(page),
    () => from('state:pageData.mods.listItems', [...stateItems(page).values()]),
    () => from('json-ld', itemList(page)),
    () => linkedCards(page),
  ];
}

function from(source: string, cards: CardParts[]): FoundCards | undefined {
  return cards.length > 0 ? { cards, source } : undefined;
}

function shownCards(page: ListPage): FoundCards | undefined {
  const elements = page.dom.findAll(CARD, undefined, MAX_CARDS);
  const items = elements.length > 0 ? stateItems(page) : new Map<string, CardParts>();
  const cards = elements.map((element) => {
    const links = page.dom.findAll('a[href]', element, 10);
    const shown = partsOf(page, element, links);
    const id = page.dom.attribute(element, 'data-item-id');
    const address = links
      .map((link) => page.dom.attribute(link, 'href'))
      .find((href) => isListing(href, page.url));
    const known = items.get(id);
    return {
      address,
      itemId: id,
      title: shown.title ?? known?.title,
      price: shown.price ?? known?.price,
      image: shown.image ?? known?.image,
      seller: known?.seller,
    };
  });
  return from(`dom:${CARD}`, cards);
}

/** Cards of pages whose classes are hashes: links to listings, several of one listing put together later. */
function linkedCards(page: ListPage): FoundCards | undefined {
  const cards: CardParts[] = [];
  for (const link of page.dom.findAll(LINK, undefined, 2_000)) {
    const address = page.dom.attribute(link, 'href');
    if (!isListing(address, page.url)) continue;
    cards.push({ address, ...partsOf(page, link, [link]) });
    if (cards.length >= MAX_CARDS) break;
  }
  return from(`dom:${LINK}`, cards);
}

function partsOf(
  page: ListPage,
  element: Element,
  links: readonly Element[],
): Pick<CardParts, 'title' | 'price' | 'image'> {
  const images = page.dom.findAll('img', element, 10);
  const titles = page.dom.findAll('[class*="title" i]', element, 3);
  const title = [
    ...links.map((link) => page.dom.attribute(link, 'title')),
    ...images.map((image) => page.dom.attribute(image, 'alt')),
    ...titles.map((part) => page.dom.text(part, 2_000)),
  ].find((text) => cleanText(text, 10) !== '');
  const image = images
    .flatMap((img) => [page.dom.attribute(img, 'src'), page.dom.attribute(img, 'data-src')])
    .find((address) => normaliseImageUrl(address) !== undefined);
  return { title, price: shownPrice(page, element), image };
}

/** The first amount in a card is the price; the one before the discount is crossed out or follows. */
function shownPrice(page: ListPage, card: Element): CardParts['price'] {
  if (page.dom.text(card, MAX_CARD_TEXT).length >= MAX_CARD_TEXT) return undefined;
  const crossed = new Set(
    page.dom
      .findAll('del, s, [class*="orig" i], [class*="delete" i]', card, 20)
      .flatMap((old) => [old, ...page.dom.findAll('*', old, 20)]),
  );
  for (const part of page.dom.findAll('span, div, strong, b', card, 150)) {
    if (crossed.has(part)) continue;
    const raw = page.dom.text(part, 81);
    if (!/\d/.test(raw) || !isPriceOnly(raw)) continue;
    const value = parsePriceText(raw, [siteCurrency(page.host)]);
    return value && { value, raw };
  }
  return undefined;
}

/** `mods.listItems` of `pageData`, by item. */
function stateItems(page: ListPage): Map<string, CardParts> {
  const cards = new Map<string, CardParts>();
  for (const { data } of page.states) {
    for (const item of listAt(data, 'mods.listItems').slice(0, MAX_CARDS)) {
      const itemId = firstTextAt(item, ['itemId', 'nid']);
      if (!itemId || cards.has(itemId)) continue;
      cards.set(itemId, {
        itemId,
        address: firstTextAt(item, ['productUrl', 'itemUrl']),
        title: textAt(item, 'name'),
        price: statePrice(item, siteCurrency(page.host)),
        image: textAt(item, 'image'),
        seller: { name: textAt(item, 'sellerName'), id: textAt(item, 'sellerId') },
      });
    }
  }
  return cards;
}

function statePrice(item: unknown, currency: string | undefined): CardParts['price'] {
  const shown = textAt(item, 'priceShow');
  if (shown) {
    const value = parsePriceText(shown, [currency]);
    return value && { value, raw: shown };
  }
  const raw = textAt(item, 'price') ?? '';
  const amount = plainAmount(raw);
  return amount && currency ? { value: { min: amount, max: amount, currency }, raw } : undefined;
}

function itemList(page: ListPage): CardParts[] {
  const lists = page.jsonLd.filter((node) => isOfType(node, 'ItemList'));
  return lists.flatMap((list) =>
    listAt(list, 'itemListElement')
      .slice(0, MAX_CARDS)
      .map((entry) => ({
        address: firstTextAt(entry, ['url', 'item.url', 'item.@id']),
        title: firstTextAt(entry, ['name', 'item.name']),
      })),
  );
}

function isListing(href: string, base: string): boolean {
  return recogniseAddress(URL.parse(href, base)?.href ?? '')?.kind === 'listing';
}
