import { type MarketplaceId, marketplaceReading, marketplaceReadings } from '@marketsafe/contract';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import { pollInterval } from './queries.ts';

const READINGS = '/v1/marketplaces/readings';

/** Times between two looks, as against one of a list: captures are counted every ten minutes. */
const SLOWER = 12;

/** On which marketplaces' pages a fact is found much more rarely than before; for staff. */
export const readingsQuery = queryOptions({
  queryKey: ['readings', 'list'],
  queryFn: ({ signal }) => get(READINGS, marketplaceReadings, signal),
  refetchInterval: (query) => pollInterval(SLOWER, query.state.error),
});

/** What is found on one marketplace's pages; for staff. */
export function readingQuery(marketplace: MarketplaceId) {
  return queryOptions({
    queryKey: ['readings', 'one', marketplace],
    queryFn: ({ signal }) => get(`${READINGS}/${marketplace}`, marketplaceReading, signal),
    refetchInterval: (query) => pollInterval(SLOWER, query.state.error),
  });
}
