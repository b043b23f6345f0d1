import { translationList, translationQueue } from '@marketsafe/contract';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import { pollInterval } from './queries.ts';

/** Where translations are; each has its own address below. */
export const TRANSLATIONS = '/v1/translations';

/** What the person has asked for. */
export const translationsQuery = queryOptions({
  queryKey: ['translations'],
  queryFn: ({ signal }) => get(TRANSLATIONS, translationList, signal),
  refetchInterval: (query) => pollInterval(6, query.state.error),
});

/** What waits for a translator. */
export const translationQueueQuery = queryOptions({
  queryKey: ['translations', 'queue'],
  queryFn: ({ signal }) => get(`${TRANSLATIONS}/queue`, translationQueue, signal),
  refetchInterval: (query) => pollInterval(4, query.state.error),
});
