import type { ListingCard, ListingFacts } from '@marketsafe/contract';
import type { MarketplaceId } from '@marketsafe/contract/marketplaces';
import type { ListPage } from './adapter.ts';
import { guarded, openDom } from './dom.ts';
import { finishCards } from './finish-cards.ts';
import { finishFacts } from './finish-facts.ts';
import { openInlineState } from './inline-state.ts';
import { readJsonLd } from './json-ld.ts';
import { LIST_ADAPTERS } from './list-registry.ts';

/** Cards of a search or store page, and the store that a store page belongs to. */
export function readList(
  url: string,
  marketplace: MarketplaceId,
  kind: 'search' | 'store',
  document: Document,
): { facts: ListingFacts; cards: ListingCard[] } {
  const adapter = LIST_ADAPTERS[marketplace];
  const dom = openDom(document);
  const page: ListPage = {
    url,
    kind,
    host: new URL(url).hostname,
    dom,
    states: guarded(() => adapter.listStates?.(openInlineState(dom)) ?? [], []),
    meta: dom.meta,
    title: dom.title,
    jsonLd: guarded(() => readJsonLd(dom), []),
  };
  const cards = finishCards(
    guarded(() => adapter.cards(page), []),
    { url, marketplace },
  );
  const facts: ListingFacts =
    kind === 'store' ? guarded(() => finishFacts({ seller: adapter.storeSeller(page) }), {}) : {};
  return { facts, cards };
}
