import type { ListingCard, Price } from '@marketsafe/contract';
import {
  FACT_LIMITS,
  listingKey,
  MARKETPLACES,
  type MarketplaceId,
  recogniseAddress,
} from '@marketsafe/contract/marketplaces';
import type { CardParts, FoundCards } from './adapter.ts';
import { guarded } from './dom.ts';
import { acceptablePrice, finishSeller } from './finish-facts.ts';
import { normaliseImageUrl } from './image-url.ts';
import { cleanText, cut } from './text.ts';

type Identity = Pick<ListingCard, 'marketplace' | 'itemId' | 'scope' | 'canonicalUrl'>;

/**
 * The cards of the first source that holds any with an identity, cleaned and cut to what the contract accepts, each listing once: a
 * later card of the same listing (an advertisement among the results) only adds what the first did not show.
 */
export function finishCards(
  sources: readonly (() => FoundCards | undefined)[],
  page: { url: string; marketplace: MarketplaceId },
): ListingCard[] {
  for (const read of sources) {
    const found = guarded(read, undefined);
    const cards = new Map<string, ListingCard>();
    for (const parts of found?.cards ?? []) {
      const card = guarded(() => finishCard(parts, found?.source ?? '', page), undefined);
      if (!card) continue;
      const key = listingKey(card);
      cards.set(key, { ...card, ...cards.get(key) });
      if (cards.size >= FACT_LIMITS.cards) break;
    }
    if (cards.size > 0) return [...cards.values()];
  }
  return [];
}

function finishCard(
  parts: CardParts,
  source: string,
  page: { url: string; marketplace: MarketplaceId },
): ListingCard | undefined {
  const identity = identityOf(parts, page);
  if (!identity) return undefined;
  const title = cleanText(parts.title ?? '', FACT_LIMITS.title);
  const price = finishPrice(parts.price);
  const image = normaliseImageUrl(parts.image ?? '');
  const seller = parts.seller && finishSeller(parts.seller);
  return {
    ...identity,
    ...(title && { title }),
    ...(price && { price }),
    ...(image && { image }),
    ...(seller && { seller }),
    source: cut(parts.source ?? source, 200),
  };
}

function identityOf(
  parts: CardParts,
  page: { url: string; marketplace: MarketplaceId },
): Identity | undefined {
  const address = parts.address && URL.parse(parts.address.trim(), page.url);
  const recognised = address ? recogniseAddress(address.href) : null;
  if (recognised?.kind === 'listing' && recognised.itemId && recognised.canonicalUrl) {
    const { marketplace, itemId, scope, canonicalUrl } = recognised;
    return { marketplace, itemId, ...(scope !== undefined && { scope }), canonicalUrl };
  }
  // Advertisements lead elsewhere first, but the page's own state or attributes name their item.
  if (!parts.itemId || !/^\d{6,19}$/.test(parts.itemId)) return undefined;
  const marketplace = parts.marketplace ?? page.marketplace;
  const table = MARKETPLACES[marketplace];
  const itemId = table.identity?.(parts.itemId) ?? parts.itemId;
  const here = new URL(page.url);
  const scope = table.scope?.(here.hostname, new URLSearchParams());
  return {
    marketplace,
    itemId,
    ...(scope !== undefined && { scope }),
    canonicalUrl: table.canonicalUrl(itemId, scope),
  };
}

function finishPrice(price: CardParts['price']): { value: Price; raw: string } | undefined {
  const value = price && acceptablePrice(price.value);
  return price && value && { value, raw: cut(cleanText(price.raw, FACT_LIMITS.name), FACT_LIMITS.name) };
}
