import type { ListingCard } from '@marketsafe/contract';

/** What tells the sellers of a page's cards apart: their number, otherwise their name; undefined where a card shows neither. */
export function sellerOfCard({ marketplace, seller }: ListingCard): string | undefined {
  const name = seller?.id ?? seller?.name ?? seller?.url;
  return name === undefined ? undefined : `${marketplace}:${name}`;
}
