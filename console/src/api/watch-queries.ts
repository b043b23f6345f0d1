import { watchList } from '@marketsafe/contract';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import { pollInterval } from './queries.ts';

/** Removed listings, those that were seen live again first. */
export const watchQuery = queryOptions({
  queryKey: ['watch-list'],
  queryFn: ({ signal }) => get('/v1/watch-list', watchList, signal),
  refetchInterval: (query) => pollInterval(6, query.state.error),
});
