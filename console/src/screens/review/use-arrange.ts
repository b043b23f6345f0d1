import { type ArrangedOutcome, arrangedOutcomes, type Priority, type ReviewRow } from '@marketsafe/contract';
import { problemSentences } from '@marketsafe/words';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../../api/client.ts';
import { REVIEW } from '../../api/review-queries.ts';

type Claim = Pick<ReviewRow, 'claimId' | 'assignee'>;

/** Who has claims, and how soon they are to be looked at. What could not be arranged is said as sentences. */
export function useArrange() {
  const client = useQueryClient();
  const [refused, setRefused] = useState<readonly ArrangedOutcome[]>([]);
  const [failed, setFailed] = useState<unknown>(null);

  async function order(path: string, body: object): Promise<void> {
    setFailed(null);
    setRefused([]);
    try {
      const { outcomes } = await send('POST', path, body, arrangedOutcomes);
      setRefused(outcomes.filter(({ outcome }) => outcome === 'refused'));
    } catch (error) {
      setFailed(error);
    }
    await client.invalidateQueries({ queryKey: [REVIEW] });
  }

  return {
    failed,
    refused: refused.flatMap((outcome) =>
      outcome.outcome === 'refused' ? [problemSentences(outcome.problem, outcome.problem.status)] : [],
    ),
    assign: (claims: readonly Claim[], to: string | null) =>
      order('/v1/review/assignments', {
        claims: claims.map(({ claimId, assignee }) => ({ claimId, from: assignee?.userId ?? null })),
        to,
      }),
    prioritise: (claims: readonly Claim[], priority: Priority, reason: string) =>
      order('/v1/review/priorities', { claimIds: claims.map(({ claimId }) => claimId), priority, reason }),
  };
}
