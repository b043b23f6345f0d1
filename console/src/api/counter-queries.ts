import { counterList, counterNotice } from '@marketsafe/contract';
import { queryOptions } from '@tanstack/react-query';
import { get, send } from './client.ts';
import { pollInterval } from './queries.ts';

/** Counter-notices that the caller may read, what is due first at the top; those to one claim where it is named. */
export function countersQuery(claimId?: string) {
  return queryOptions({
    queryKey: ['counter-notices', claimId ?? 'all'],
    queryFn: ({ signal }) =>
      get(`/v1/counter-notices${claimId === undefined ? '' : `?claim=${claimId}`}`, counterList, signal),
    refetchInterval: (query) => pollInterval(6, query.state.error),
  });
}

/** Where staff hand a seller's documents in. */
export const COUNTER_FILES = '/v1/counter-notices/files';

/** Address of a seller's document. */
export function counterFileUrl(counterId: string, sha256: string): string {
  return `/v1/counter-notices/${counterId}/files/${sha256}`;
}

/** What is done to a counter-notice, by the last part of its address. */
export function sendToCounter(
  counterId: string,
  what: 'reply' | 'forwarded' | 'proof' | 'outcome',
  body: object,
) {
  return send('POST', `/v1/counter-notices/${counterId}/${what}`, body, counterNotice);
}
