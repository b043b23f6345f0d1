import {
  MARKETPLACE_IDS,
  MAX_SEARCH_TEXT,
  type NewSeller,
  type NewSellerEntry,
  SELLER_LISTS,
  type SellerPage,
  sellerEntries,
  sellerList,
  sellerMade,
  sellerPage,
} from '@marketsafe/contract';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { get, send } from './client.ts';
import { pollInterval } from './queries.ts';

const SELLERS = '/v1/sellers';

/** What the list of sellers is narrowed to. */
export const sellerFilter = z.object({
  q: z.string().trim().min(1).max(MAX_SEARCH_TEXT).optional().catch(undefined),
  marketplace: z.enum(MARKETPLACE_IDS).optional().catch(undefined),
  list: z.enum(SELLER_LISTS).optional().catch(undefined),
});
export type SellerFilter = z.infer<typeof sellerFilter>;

/** Sellers that fit, the newest first, page by page; the ones before stay while others are on their way. */
export function sellersQuery(filter: SellerFilter) {
  return infiniteQueryOptions({
    queryKey: ['sellers', 'list', filter],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams(
        Object.entries({ ...filter, ...(pageParam !== null && { cursor: pageParam }) }).flatMap(
          ([name, value]) => (value === undefined ? [] : [[name, value]]),
        ),
      );
      return get(`${SELLERS}?${query}`, sellerList, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    // One that several organisations have claims on may stand on two pages.
    select: ({ pages }) => [
      ...new Map(pages.flatMap(({ sellers }) => sellers).map((seller) => [seller.sellerId, seller])).values(),
    ],
    refetchInterval: (query) => pollInterval(6, query.state.error),
  });
}

/** All that the caller may read of one seller. */
export function sellerQuery(sellerId: string) {
  return queryOptions({
    queryKey: ['sellers', 'one', sellerId],
    queryFn: ({ signal }): Promise<SellerPage> => get(`${SELLERS}/${sellerId}`, sellerPage, signal),
    refetchInterval: (query) => pollInterval(6, query.state.error),
  });
}

/** Puts a seller on a list whom no claim names yet. */
export function enterSeller(seller: NewSeller) {
  return send('POST', SELLERS, seller, sellerMade);
}

/** Keeps something of a seller. */
export function keepOfSeller(sellerId: string, entry: NewSellerEntry) {
  return send('POST', `${SELLERS}/${sellerId}/entries`, entry, sellerEntries);
}

/** Takes back what is kept of a seller. */
export function takeBackOfSeller(sellerId: string, entryId: string) {
  return send(
    'POST',
    `${SELLERS}/${sellerId}/entries/${entryId}/undo`,
    { undoId: crypto.randomUUID() },
    sellerEntries,
  );
}
