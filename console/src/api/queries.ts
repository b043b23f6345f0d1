import { claimDetail, damagedFiles, marketplaceSettings, me, serverKeys } from '@marketsafe/contract';
import { QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import { ApiFailure, isSignedOut } from './failure.ts';

/** Time between two looks at the server while the page is visible, in ms: a claim shows within seconds of its arrival. */
const POLL_MS = 5_000;

/** Key of the question who is signed in. */
const ME = 'me';

/**
 * Time until the next look, in ms. A list of several pages is asked for page by page, so its interval grows with them and the
 * server sees one request per `POLL_MS` at most; after a refusal no sooner than the server asked for.
 */
export function pollInterval(pages: number, error: Error | null): number {
  const asked = error instanceof ApiFailure ? error.retryAfterMs : 0;
  return Math.max(POLL_MS * Math.max(1, pages), asked);
}

/**
 * Settings of every question: no silent retries, because failures are shown and the next look tries again. A question refused
 * for want of a session asks anew who is signed in, and the layout that shows that answer leads to the sign-in screen.
 */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (isSignedOut(error) && query.queryKey[0] !== ME) client.invalidateQueries({ queryKey: [ME] });
      },
    }),
    defaultOptions: {
      // `always`: the browser's own idea of being online says nothing about this server.
      queries: { networkMode: 'always', retry: false },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  return client;
}

/** Who is signed in, for which organisation. */
export const meQuery = queryOptions({
  queryKey: [ME],
  queryFn: ({ signal }) => get('/v1/me', me, signal),
  staleTime: 60_000,
});

/** One claim with its evidence and history. */
export function claimQuery(claimId: string) {
  return queryOptions({
    queryKey: ['claim', claimId],
    queryFn: ({ signal }) => get(`/v1/claims/${claimId}`, claimDetail, signal),
    refetchInterval: (query) => pollInterval(1, query.state.error),
  });
}

/** Where the settings of the marketplaces are; each has its own address below. */
export const MARKETPLACE_SETTINGS = '/v1/marketplaces/settings';

/** The marketplaces whose pages are not read now. */
export const marketplacesQuery = queryOptions({
  queryKey: ['marketplaces'],
  queryFn: ({ signal }) => get(MARKETPLACE_SETTINGS, marketplaceSettings, signal),
  refetchInterval: (query) => pollInterval(1, query.state.error),
});

/** Public keys with which the program signs and has signed; for everybody. */
export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: ({ signal }) => get('/v1/keys', serverKeys, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Times between two looks for damaged files, as against one of the list: they are found over days. */
const DAMAGE_SLOWER = 12;

/** Stored files that are no longer what was handed in. */
export const damagedFilesQuery = queryOptions({
  queryKey: ['damaged-files'],
  queryFn: ({ signal }) => get('/v1/files/damaged', damagedFiles, signal),
  refetchInterval: (query) => pollInterval(DAMAGE_SLOWER, query.state.error),
});

/** Address of a stored file, as a claim's where that is known; the session cookie opens it. */
export function blobUrl(sha256: string, claimId?: string): string {
  return claimId === undefined ? `/v1/blobs/${sha256}` : `/v1/blobs/${sha256}?claim=${claimId}`;
}
