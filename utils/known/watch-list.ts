import { isWatched, listingAddress, type MarketplaceId } from '@marketsafe/contract';
import type { ReporterDatabase } from '../database/database.ts';
import { identityOfKey } from './listing-identity.ts';
import { type Standing, standingsOf } from './standing.ts';

/** A removed listing that wants to be looked at now and then. */
interface WatchedListing {
  /** See `listingKey` of the contract. */
  key: string;
  marketplace: MarketplaceId;
  itemId: string;
  /** Opening it is a visit of one's own: what is found there is noted. */
  url: string;
  /** As a draft or report of this device has it. */
  title: string | null;
  standing: Extract<Standing, { is: 'sent' }>;
}

/** What wants somebody stands first: seen live again, then what nobody has come by for longest. */
function byNeed(one: WatchedListing, other: WatchedListing): number {
  const isLive = ({ standing }: WatchedListing) => (standing.lastSeen?.seen === 'live' ? 0 : 1);
  const seenAt = ({ standing }: WatchedListing) => standing.lastSeen?.at ?? 0;
  return isLive(one) - isLive(other) || seenAt(one) - seenAt(other) || other.standing.at - one.standing.at;
}

/**
 * The organisation's removed listings, as this device heard of them and saw them itself. One that is being claimed again is in no list any more: a
 * draft or an open claim stands in its place.
 */
export async function watchList(db: ReporterDatabase): Promise<WatchedListing[]> {
  const keys = new Set<string>();
  await db.known.each(({ listingKey, state }) => {
    if (state !== undefined && isWatched(state)) keys.add(listingKey);
  });
  const [standings, drafts] = await Promise.all([
    standingsOf(db, [...keys]),
    db.drafts
      .where('listingKey')
      .anyOf([...keys])
      .toArray(),
  ]);
  const titles = new Map(drafts.map(({ listingKey, target }) => [listingKey, target.title]));
  return [...standings]
    .flatMap(([key, standing]): WatchedListing[] => {
      const identity = identityOfKey(key);
      if (!identity || standing.is !== 'sent' || !isWatched(standing.state)) return [];
      const { marketplace, itemId } = identity;
      return [
        { key, marketplace, itemId, url: listingAddress(identity), title: titles.get(key) ?? null, standing },
      ];
    })
    .sort(byNeed);
}
