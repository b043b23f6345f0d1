import { GROUP_LIMITS, MOST_MENTIONS } from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ApiFailure, explain } from '../../api/failure.ts';
import { mentionableQuery } from '../../api/group-queries.ts';
import { offeredBy, withTokens } from './mention-text.ts';

/** Longest text that is typed: a name of one letter is kept as an id of many. */
export const TYPED_LIMIT = GROUP_LIMITS.text - MOST_MENTIONS * 50;

/** Whom one can mention, and what becomes of a text that does. */
export function useMentions(failure: unknown) {
  const { data } = useQuery(mentionableQuery);
  const offered = useMemo(() => offeredBy(data?.mentionable ?? []), [data]);
  const isGone = failure instanceof ApiFailure && failure.problem?.code === 'mention-unknown';
  return {
    offered,
    /** The text as it is sent, or why it cannot be. */
    read(typed: string): { text: string; problem: string | null } {
      const { text, mentioned } = withTokens(typed.trim(), offered);
      const many = mentioned.length > MOST_MENTIONS ? m.group_mention_many({ count: MOST_MENTIONS }) : null;
      return { text, problem: text === '' ? m.group_field_text_wrong() : many };
    },
    /** What the server said of whom the text mentions, to stand at the field; the rest of what it says stands elsewhere. */
    refused: isGone ? explain(failure).title : null,
  };
}
