import {
  causesOverTime,
  type ThreadKind,
  thread,
  threadCounts,
  threadList,
  troubleSettingsHistory,
} from '@marketsafe/contract';
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

/** How many threads are overdue, and how many wait for the one who asks. */
export const threadCountsQuery = queryOptions({
  queryKey: ['threads', 'counts'],
  queryFn: ({ signal }) => get('/v1/threads/counts', threadCounts, signal),
  refetchInterval: (query) => pollInterval(6, query.state.error),
});

/** Where the target hours are. */
export const TROUBLE_SETTINGS = '/v1/threads/settings';

/** Within how many hours threads are answered, and who set that. */
export const troubleSettingsQuery = queryOptions({
  queryKey: ['threads', 'settings'],
  queryFn: ({ signal }) => get(TROUBLE_SETTINGS, troubleSettingsHistory, signal),
});
