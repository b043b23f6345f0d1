import type { PageReading } from '@marketsafe/contract';
import { guarded } from './dom.ts';
import { readList } from './read-list.ts';
import { readListing } from './read-listing.ts';

/**
 * Kind of a page with all that is read from it: the facts of a listing, or the cards of a search or store page. A pure function of its
 * address and document; see `readListing`.
 */
export function readPage(url: string, document: Document): PageReading {
  const reading = readListing(url, document);
  const { marketplace, kind } = reading;
  if (!marketplace || (kind !== 'search' && kind !== 'store')) return reading;
  return {
    ...reading,
    ...guarded(() => readList(url, marketplace, kind, document), { facts: {}, cards: [] }),
  };
}
