import { newsList, notices } from '@marketsafe/contract';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import { pollInterval } from './queries.ts';

/** Times between two looks for news, as against one of a list: an answer is known within half a minute. */
const NEWS_SLOWER = 6;

/** What became of the organisation's claims; for a participant's people. */
export const newsQuery = queryOptions({
  queryKey: ['news'],
  queryFn: ({ signal }) => get('/v1/news', newsList, signal),
  refetchInterval: (query) => pollInterval(NEWS_SLOWER, query.state.error),
});

/** Mentions in the working group and warnings of standing; for everybody but the marketplace's contact. */
export const noticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: ({ signal }) => get('/v1/notices', notices, signal),
  refetchInterval: (query) => pollInterval(NEWS_SLOWER, query.state.error),
});
