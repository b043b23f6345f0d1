import { webhookDeliveries, webhooks } from '@marketsafe/contract';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import { pollInterval } from './queries.ts';

/** Where the organisation's webhooks are; each has its own address below. */
export const WEBHOOKS = '/v1/webhooks';

/** The organisation's webhooks. */
export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) => get(WEBHOOKS, webhooks, signal),
  refetchInterval: (query) => pollInterval(1, query.state.error),
});

/** The last messages to one. */
export function deliveriesQuery(webhookId: string) {
  return queryOptions({
    queryKey: ['webhooks', webhookId, 'deliveries'],
    queryFn: ({ signal }) => get(`${WEBHOOKS}/${webhookId}/deliveries`, webhookDeliveries, signal),
    refetchInterval: (query) => pollInterval(1, query.state.error),
  });
}
