import type { KeyFacts, ListingFacts, PageReading } from '@marketsafe/contract';
import { MARKETPLACES, type MarketplaceId, recogniseAddress } from '@marketsafe/contract/marketplaces';
import type { FactMatchers, ListingPage, StateRecord } from './adapter.ts';
import { detectPage } from './detect.ts';
import { guarded, openDom, type PageDom } from './dom.ts';
import { drawnFacts, finishFacts } from './finish-facts.ts';
import { openInlineState } from './inline-state.ts';
import { isOfType, type JsonLdNode, productId, readJsonLd } from './json-ld.ts';
import { ADAPTERS } from './registry.ts';

/** What is read of a page, and how it draws what must not change while its picture is taken. */
export interface DrawnReading {
  reading: PageReading;
  drawn: KeyFacts;
}

/**
 * Kind of a page, and the facts of a listing: a pure function of its address and document. Runs no page code, touches no window, never
 * throws. A fact that no source holds is absent. Where everything on the page that names an item names another one (a single-page site
 * that has not caught up with its address), no fact is given: a missing fact is better than another listing's.
 */
export function readListing(url: string, document: Document): PageReading {
  return read(url, document).reading;
}

/** The same with the key facts as the page draws them, where it does: they may change while its own data stay the same. */
export function readDrawnListing(url: string, document: Document): DrawnReading {
  const { reading, matchers } = read(url, document);
  return { reading, drawn: matchers ? guarded(() => drawnFacts(matchers), {}) : {} };
}

function read(url: string, document: Document): { reading: PageReading; matchers?: FactMatchers } {
  const detection = detectPage(url, document);
  const { marketplace, kind, itemId } = detection;
  const reading: PageReading = { ...detection, facts: {} };
  if (!marketplace || kind !== 'listing' || !itemId) return { reading };
  const page = guarded(() => openListing(url, marketplace, itemId, document), null);
  const matchers = page && guarded(() => ADAPTERS[marketplace].matchers(page), null);
  if (!page) return { reading };
  const facts: ListingFacts = matchers ? guarded(() => finishFacts(matchers), {}) : {};
  if (matchers && Object.keys(facts).length > 0) return { reading: { ...reading, facts }, matchers };
  return { reading: { ...reading, kind: 'wall', wall: 'empty-shell' } };
}

/** The page's sources, without those about another item; null when all that name an item name another. */
function openListing(
  url: string,
  marketplace: MarketplaceId,
  itemId: string,
  document: Document,
): ListingPage | null {
  const dom = openDom(document);
  const identity = MARKETPLACES[marketplace].identity ?? ((id: string) => id);
  const isThis = (id: string) => guarded(() => identity(id) === itemId, false);

  const states = guarded(() => ADAPTERS[marketplace].states(openInlineState(dom)), []);
  const jsonLd = guarded(() => readJsonLd(dom), []);
  const addressIds = namedByAddressTags(dom);
  const named = [
    ...states.flatMap((state) => state.itemId ?? []),
    ...jsonLd.flatMap((node) => productId(node) ?? []),
    ...addressIds,
  ];
  if (named.length > 0 && !named.some(isThis)) return null;

  const tagsAreThis = addressIds.length === 0 || addressIds.some(isThis);
  return {
    host: new URL(url).hostname,
    itemId,
    scope: recogniseAddress(url)?.scope,
    dom,
    states: ofItem(states, isThis),
    jsonLd: productsOfItem(jsonLd, isThis),
    meta: (name) => (tagsAreThis ? dom.meta(name) : ''),
    title: () => (tagsAreThis ? dom.title() : ''),
  };
}

function ofItem(states: readonly StateRecord[], isThis: (id: string) => boolean): StateRecord[] {
  return states.filter(({ itemId }) => itemId === undefined || isThis(itemId));
}

/** A Product that names no item counts only when it is the page's single one: recommended items are Products too. */
function productsOfItem(nodes: readonly JsonLdNode[], isThis: (id: string) => boolean): JsonLdNode[] {
  const products = nodes.filter((node) => isOfType(node, 'Product'));
  return nodes.filter((node) => {
    if (!isOfType(node, 'Product')) return true;
    const id = productId(node);
    return id === undefined ? products.length === 1 : isThis(id);
  });
}

/** Item ids in the tags that say which page this is. */
function namedByAddressTags(dom: PageDom): string[] {
  const canonical = dom.find('link[rel="canonical"]');
  const addresses = [canonical ? dom.attribute(canonical, 'href') : '', dom.meta('og:url')];
  return addresses.flatMap(
    (address) => recogniseAddress(address.startsWith('//') ? `https:${address}` : address)?.itemId ?? [],
  );
}
