import {
  DIALOGUE_STEPS,
  groupMentionable,
  groupSignals,
  groupTopicDetail,
  groupTopics,
  type NewGroupEntry,
  TOPIC_KINDS,
} from '@marketsafe/contract';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { get, post, put } from './client.ts';
import { pollInterval } from './queries.ts';

const TOPICS = '/v1/group/topics';

/** What the list of topics is narrowed to. */
export const topicFilter = z.object({
  q: z.string().trim().min(1).max(200).optional().catch(undefined),
  about: z.enum(TOPIC_KINDS).optional().catch(undefined),
  listed: z.literal('true').optional().catch(undefined),
  step: z.enum(DIALOGUE_STEPS).optional().catch(undefined),
});
export type TopicFilter = z.infer<typeof topicFilter>;

/** Topics that fit, those first to which something was written last. */
export function topicsQuery(filter: TopicFilter) {
  return queryOptions({
    queryKey: ['group', 'topics', filter],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams(
        Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      );
      return get(`${TOPICS}?${query}`, groupTopics, signal);
    },
    placeholderData: keepPreviousData,
    refetchInterval: (query) => pollInterval(6, query.state.error),
  });
}

/** One topic with all that was written to it. */
export function topicQuery(topicId: string) {
  return queryOptions({
    queryKey: ['group', 'topic', topicId],
    queryFn: ({ signal }) => get(`${TOPICS}/${topicId}`, groupTopicDetail, signal),
    refetchInterval: (query) => pollInterval(3, query.state.error),
  });
}

/** What enough members met with, quarter by quarter. */
export const signalsQuery = queryOptions({
  queryKey: ['group-signals'],
  queryFn: ({ signal }) => get('/v1/group/signals', groupSignals, signal),
});

/** Whom one can mention. */
export const mentionableQuery = queryOptions({
  queryKey: ['group', 'mentionable'],
  queryFn: ({ signal }) => get('/v1/group/mentionable', groupMentionable, signal),
});

/** Where files for the working group are handed in. */
export const GROUP_FILES = '/v1/group/files';

/** Writes to the working group, and reads again what was written to. */
export function useGroupEntry(done?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (entry: NewGroupEntry) => post('/v1/group/entries', entry),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['group'] });
      done?.();
    },
    // Somebody else may have been first, or somebody mentioned have left: what stands there now is shown beside the refusal.
    onError: () => client.invalidateQueries({ queryKey: ['group'] }),
  });
}

/** Gives the organisation's vote. */
export function useVote(topicId: string, done: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (option: number) => put(`${TOPICS}/${topicId}/vote`, { option }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['group', 'topic', topicId] });
      done();
    },
  });
}
