import { causesOverTime, type ThreadKind, thread, threadList } from '@marketsafe/contract';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import { pollInterval } from './queries.ts';

/** Where the thread on a claim or right is. */
export function threadPath(kind: ThreadKind, subjectId: string): string {
  return `/v1/threads/${kind}/${subjectId}`;
}

/** The thread on a claim or right. */
export function threadQuery(kind: ThreadKind, subjectId: string) {
  return queryOptions({
    queryKey: ['threads', kind, subjectId],
    queryFn: ({ signal }) => get(threadPath(kind, subjectId), thread, signal),
    // Every look stands in the audit: less often than lists.
    refetchInterval: (query) => pollInterval(6, query.state.error),
  });
}

/** Threads, the most urgent first. */
export const threadsQuery = queryOptions({
  queryKey: ['threads'],
  queryFn: ({ signal }) => get('/v1/threads', threadList, signal),
  refetchInterval: (query) => pollInterval(2, query.state.error),
});

/** What was at the bottom of closed threads, by month. */
export const causesQuery = queryOptions({
  queryKey: ['threads', 'causes'],
  queryFn: ({ signal }) => get('/v1/threads/causes', causesOverTime, signal),
});
