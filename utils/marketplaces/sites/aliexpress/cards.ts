import { recogniseAddress } from '@marketsafe/contract/marketplaces';
import type { CardParts, FoundCards, ListPage } from '../../adapter.ts';
import { isOfType } from '../../json-ld.ts';
import { firstTextAt, listAt } from '../../value-path.ts';
import { cardPrice, type Evidence, linkedPrice } from './card-price.ts';
import { stateItems } from './card-state.ts';
import { cardImage, cardSeller, cardTitle, longestText } from './card-text.ts';
import { shownCurrencies } from './price.ts';

/** How one era draws a card, and where in it title, price and store stand. */
interface CardLayout {
  card: string;
  title: string;
  /** Selector of the current price; without it the first amount is taken that is not crossed out. */
  price?: string;
  store: string;
}

const HASHED = {
  title: 'h1, h2, h3, [class*="titleText"]',
  store: 'a[class*="storeLink"], a[href*="/store/"]',
};

const LAYOUTS: readonly CardLayout[] = [
  // 2023 on. The wrapper, not the link in it: a saved page's links cannot nest, so the store's ends up beside the card's.
  { card: '[class*="search-item-card-wrapper"]', ...HASHED },
  {
    card: 'a[class*="search-card-item"], a[class*="manhattan--container"], a[class*="multi--container"]',
    ...HASHED,
  },
  // 2015 to 2019.
  { card: 'div.item', title: 'a.product', price: '.price .value', store: 'a.store' },
  // aliexpress.ru.
  {
    card: '[data-product-id]',
    title: '[class*="Snippet__title"], [class*="Snippet__name"]',
    price: '[class*="priceNew"], [class*="SnowPrice__blockMain"]',
    store: 'a[href*="/store/"]',
  },
];

const LINK = 'a[href*="/item/"], a[href*="/i/"], a[href*="productIds="], a[href*="/store/product/"]';
/** What the viewer looked at before is no result. */
const VIEWED = '[class*="recently" i] a[href], [id*="recently" i] a[href]';
const MAX_CARDS = 500;
/** What holds more than this is no card: each part of one is read, and a page may nest cards without end. */
const MAX_CARD_TEXT = 5_000;
const MAX_CARD_PARTS = 1_500;

/**
 * The shown cards come first, completed by the page's state; the cards that are not drawn yet follow. Where most of the shown items
 * are not in the state, the page has moved on since it was sent, and the state counts for nothing.
 */
export function aliexpressCards(page: ListPage): (() => FoundCards | undefined)[] {
  return [() => listCards(page), () => linkedCards(page), () => fromJsonLd(page)];
}

function listCards(page: ListPage): FoundCards | undefined {
  const state = stateItems(page);
  const [first] = state.values();
  const shown = shownCards(page, [first?.price?.value.currency, ...shownCurrencies(page)]);
  if (!shown) {
    return state.size > 0 ? { cards: [...state.values()], source: 'state' } : undefined;
  }
  const ids = new Set(shown.cards.flatMap(({ itemId }) => itemId ?? []));
  const known = [...ids].filter((id) => state.has(id));
  if (known.length * 2 < ids.size) return shown;
  const rest = [...state].flatMap(([id, card]) => (ids.has(id) ? [] : [card]));
  const cards = shown.cards.map((card) => {
    const same = state.get(card.itemId ?? '');
    return same ? { ...same, source: undefined, ...withoutGaps(card) } : card;
  });
  return { cards: [...cards, ...rest], source: shown.source };
}

function withoutGaps(card: CardParts): CardParts {
  return Object.fromEntries(Object.entries(card).filter(([, value]) => value !== undefined));
}

function shownCards(page: ListPage, evidence: Evidence): FoundCards | undefined {
  for (const layout of LAYOUTS) {
    const cards = page.dom
      .findAll(layout.card, undefined, MAX_CARDS)
      .flatMap((element) => shownCard(page, element, layout, evidence) ?? []);
    if (cards.length > 0) return { cards, source: `dom:${layout.card}` };
  }
  return undefined;
}

function shownCard(
  page: ListPage,
  element: Element,
  layout: CardLayout,
  evidence: Evidence,
): CardParts | undefined {
  if (!isCardSized(page, element)) return undefined;
  const links = [element, ...page.dom.findAll('a[href]', element, 30)].flatMap((link) => {
    const address = page.dom.attribute(link, 'href');
    return /^\s*(?:https?:)?\/\/|^\s*\//i.test(address)
      ? [{ link, address, id: identity(address, page.url) }]
      : [];
  });
  const [main] = links;
  // An advertisement may lead through an address that names no item, and still offer similar items behind.
  if (!main?.id) return undefined;
  // Similar items that a card offers have links, pictures and prices of their own.
  const foreign = new Set(
    links
      .filter(({ id }) => id !== undefined && id !== main.id)
      .flatMap(({ link }) => [link, ...page.dom.findAll('*', link, 200)]),
  );
  return {
    address: main.address,
    itemId: main.id,
    title: cardTitle(page, element, layout.title, foreign),
    price: cardPrice(page, element, { address: main.address, selector: layout.price, evidence, foreign }),
    image: cardImage(page, element, foreign),
    seller: cardSeller(page, element, layout.store),
  };
}

function isCardSized(page: ListPage, element: Element): boolean {
  return (
    page.dom.text(element, MAX_CARD_TEXT).length < MAX_CARD_TEXT &&
    page.dom.findAll('*', element, MAX_CARD_PARTS).length < MAX_CARD_PARTS
  );
}

/** Pages without cards that are known by their look (stores, campaigns): links to listings, those of one listing put together later. */
function linkedCards(page: ListPage): FoundCards | undefined {
  const viewed = new Set(page.dom.findAll(VIEWED, undefined, 500));
  const evidence = shownCurrencies(page);
  const none = new Set<Element>();
  const cards: CardParts[] = [];
  for (const link of page.dom.findAll(LINK, undefined, 2_000)) {
    const address = page.dom.attribute(link, 'href');
    const itemId = viewed.has(link) ? undefined : identity(address, page.url);
    if (!itemId || !isCardSized(page, link)) continue;
    cards.push({
      address,
      itemId,
      title: cardTitle(page, link, HASHED.title, none) ?? longestText(page, link),
      price: linkedPrice(page, link, { address, evidence, foreign: none }),
      image: cardImage(page, link, none),
    });
    if (cards.length >= MAX_CARDS) break;
  }
  return cards.length > 0 ? { cards, source: 'dom:a[href*="/item/"]' } : undefined;
}

function fromJsonLd(page: ListPage): FoundCards | undefined {
  const cards = page.jsonLd
    .filter((node) => isOfType(node, 'ItemList'))
    .flatMap((list) => listAt(list, 'itemListElement').slice(0, MAX_CARDS))
    .map((entry) => ({
      address: firstTextAt(entry, ['url', 'item.url', 'item.@id']),
      title: firstTextAt(entry, ['name', 'item.name']),
    }));
  return cards.length > 0 ? { cards, source: 'json-ld' } : undefined;
}

/** The item an address leads to: a listing's own, or the one item of a bundle offer, under which a card of the item may lead. */
function identity(address: string | undefined, base: string): string | undefined {
  const url = address ? URL.parse(address.trim(), base) : null;
  const page = url && recogniseAddress(url.href);
  if (!url || page?.marketplace !== 'aliexpress') return undefined;
  if (page.kind === 'listing') return page.itemId;
  const bundled = url.pathname.startsWith('/ssr/') ? url.searchParams.get('productIds') : null;
  const id = /^(\d{7,19})(?::\d+)?$/.exec(bundled ?? '')?.[1];
  return id && recogniseAddress(`https://www.aliexpress.com/item/${id}.html`)?.itemId;
}
