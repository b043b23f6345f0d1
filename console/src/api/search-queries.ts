import { type ClaimFilters, queryOf, savedViews, searchResult } from '@marketsafe/contract';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import { pollInterval } from './queries.ts';

/** Claims on one page of what is found. */
const PAGE_SIZE = 50;

/** Where views are kept; each has its own address below. */
export const VIEWS = '/v1/views';

/** Where a person says that they have seen the list. */
export const LOOKS = '/v1/looks';

/** Claims by filters, newest first, page by page; the ones before stay while others are on their way. */
export function searchQuery(filters: ClaimFilters) {
  return infiniteQueryOptions({
    queryKey: ['claims', queryOf(filters)],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ ...queryOf(filters), limit: String(PAGE_SIZE) });
      if (pageParam !== null) query.set('cursor', pageParam);
      return get(`/v1/search?${query}`, searchResult, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    select: ({ pages }) => ({
      // A claim that arrives while pages are read may stand on two of them.
      claims: [
        ...new Map(pages.flatMap(({ claims }) => claims).map((claim) => [claim.claimId, claim])).values(),
      ],
      first: pages[0],
    }),
    refetchInterval: (query) => pollInterval(query.state.data?.pages.length ?? 1, query.state.error),
  });
}

/** Views that the person keeps. */
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: ({ signal }) => get(VIEWS, savedViews, signal),
  staleTime: 60_000,
});
