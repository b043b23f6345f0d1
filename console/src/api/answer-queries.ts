import { answerImportDetail, answerImports, marketplaceAnswers } from '@marketsafe/contract';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import { pollInterval } from './queries.ts';

/** Where files of answers are looked at and kept. */
export const ANSWERS = '/v1/answers';

/** Files that were kept; asked for often while one is being applied. */
export const answerImportsQuery = queryOptions({
  queryKey: ['answers'],
  queryFn: ({ signal }) => get(`${ANSWERS}/imports`, answerImports, signal),
  refetchInterval: (query) =>
    query.state.data?.imports.some(({ state }) => state === 'applying')
      ? 700
      : pollInterval(4, query.state.error),
});

/** One file with the lines that were not taken. */
export function answerImportQuery(importId: string) {
  return queryOptions({
    queryKey: ['answers', importId],
    queryFn: ({ signal }) => get(`${ANSWERS}/imports/${importId}`, answerImportDetail, signal),
  });
}

/** What the marketplace said of a packet's links, and the files that it came by. Reading it is written into the audit. */
export function packetAnswersQuery(packetId: string) {
  return queryOptions({
    queryKey: ['answers', 'packet', packetId],
    queryFn: ({ signal }) => get(`/v1/packets/${packetId}/answers`, marketplaceAnswers, signal),
    refetchOnWindowFocus: false,
  });
}
