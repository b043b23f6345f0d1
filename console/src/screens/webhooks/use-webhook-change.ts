import { useMutation, useQueryClient } from '@tanstack/react-query';
import { webhooksQuery } from '../../api/webhook-queries.ts';

/** Changes something of the webhooks, and shows them and their messages as they then are. */
export function useWebhookChange<Wanted, Came>(change: (wanted: Wanted) => Promise<Came>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => client.invalidateQueries(webhooksQuery) });
}
