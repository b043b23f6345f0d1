import {
  type ReviewFilter,
  reviewCounts,
  reviewDetail,
  reviewPresence,
  reviewQueue,
  reviewSettings,
} from '@marketsafe/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, send } from './client.ts';
import { pollInterval } from './queries.ts';

/** Claims on one page of the queue. */
const PAGE_SIZE = 50;
/** How long what was read ahead of a claim counts as what it is now, in milliseconds. */
const READ_AHEAD = 30_000;
/** Time between two looks at the counts as against one at the queue. */
const COUNTS_SLOWER = 2;

/** Everything that a decision may change begins with this key. */
export const REVIEW = 'review';

/** The queue as it is narrowed, page by page. */
export function queueQuery(filter: ReviewFilter) {
  return infiniteQueryOptions({
    queryKey: [REVIEW, 'queue', filter],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ limit: String(PAGE_SIZE) });
      for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, value);
      if (pageParam !== null) query.set('cursor', pageParam);
      return get(`/v1/review/queue?${query}`, reviewQueue, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    select: (list) => list.pages.flatMap((page) => page.claims),
    refetchInterval: (query) => pollInterval(query.state.data?.pages.length ?? 1, query.state.error),
  });
}

/** How much of what lies in the queue. */
export const countsQuery = queryOptions({
  queryKey: [REVIEW, 'counts'],
  queryFn: ({ signal }) => get('/v1/review/counts', reviewCounts, signal),
  refetchInterval: (query) => pollInterval(COUNTS_SLOWER, query.state.error),
});

/** All that is looked at to decide about a claim. It stays as it is while somebody looks; `presenceQuery` says when it has moved on. */
export function reviewQuery(claimId: string) {
  return queryOptions({
    queryKey: [REVIEW, 'claim', claimId],
    queryFn: ({ signal }) => get(`/v1/review/claims/${claimId}`, reviewDetail, signal),
    staleTime: READ_AHEAD,
  });
}

/** That one has a claim open, and who else has. */
export function presenceQuery(claimId: string) {
  return queryOptions({
    queryKey: ['presence', claimId],
    queryFn: ({ signal }) =>
      send('PUT', `/v1/review/claims/${claimId}/presence`, {}, reviewPresence, { signal }),
    refetchInterval: (query) => pollInterval(1, query.state.error),
    gcTime: 0,
  });
}

/** How the program reviews. */
export const settingsQuery = queryOptions({
  queryKey: [REVIEW, 'settings'],
  queryFn: ({ signal }) => get('/v1/review/settings', reviewSettings, signal),
});
