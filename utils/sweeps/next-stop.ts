import { listingKey, recogniseAddress } from '@marketsafe/contract';
import type { SweepItemRow } from '../database/sweep-rows.ts';

/** A tab of the window in which the sweep is looked at, in the order of the tabs. */
export interface SweptTab {
  id: number;
  url: string | undefined;
}

/** Where a sweep goes next: to a tab that is open, or to a listing of its list that is not. */
export type NextStop = { tabId: number; listing: string } | { url: string; listing: string };

/** Key of the listing that an address leads to. */
export function keyOfUrl(url: string | undefined): string | undefined {
  const page = url === undefined ? null : recogniseAddress(url);
  if (page?.itemId === undefined) return undefined;
  return listingKey({ marketplace: page.marketplace, itemId: page.itemId, scope: page.scope });
}

/**
 * Chooses where a sweep goes from a tab: the tabs after it first, then those before it, then the first listing of the list that is still
 * open. Listings that somebody has dealt with are passed by.
 */
export function nextStop(
  tabs: readonly SweptTab[],
  fromId: number,
  { dealt, open }: { dealt: ReadonlySet<string>; open: readonly SweepItemRow[] },
): NextStop | undefined {
  const at = tabs.findIndex(({ id }) => id === fromId);
  const inTurn = [...tabs.slice(at + 1), ...tabs.slice(0, Math.max(at, 0))];
  const here = keyOfUrl(tabs[at]?.url);
  for (const { id, url } of inTurn) {
    const listing = keyOfUrl(url);
    if (listing !== undefined && listing !== here && !dealt.has(listing)) return { tabId: id, listing };
  }
  const item = open.find(({ listingKey: key }) => key !== here && !dealt.has(key));
  return item && { url: item.url, listing: item.listingKey };
}
