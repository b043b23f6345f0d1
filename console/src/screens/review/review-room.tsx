import { type DecisionOutcome, decisionOutcomes } from '@marketsafe/contract';
import { Button, Notice, useAnnounce } from '@marketsafe/looks';
import { m, problemSentences } from '@marketsafe/words';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { send } from '../../api/client.ts';
import { REVIEW } from '../../api/review-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import './review.css';
import { DecisionsContext, type LastDone, type Order, type Refused } from './decisions.ts';

/** Decisions that are remembered to be taken back, one after another. */
const REMEMBERED = 50;

function doneSentence({ kind, number, waitsForSecond }: LastDone): string {
  switch (kind) {
    case 'approve':
      return waitsForSecond ? m.triage_done_first({ number }) : m.triage_done_approved({ number });
    case 'decline':
      return m.triage_done_declined({ number });
    case 'ask':
      return m.triage_done_asked({ number });
    case 'undo':
      return m.triage_done_undone({ number });
  }
}

/** Around the queue and the claim that is reviewed: what was decided, what came of it, and the way back. */
export function ReviewRoom() {
  const client = useQueryClient();
  const announce = useAnnounce();
  const [done, setDone] = useState<readonly LastDone[]>([]);
  const [said, setSaid] = useState<LastDone | null>(null);
  const [counted, setCounted] = useState(0);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const [failed, setFailed] = useState<{ error: unknown; orders: readonly Order[] } | null>(null);
  const [waiting, setWaiting] = useState(0);

  const decide = useCallback(
    async (orders: readonly Order[]): Promise<readonly DecisionOutcome[]> => {
      setWaiting((before) => before + 1);
      setFailed(null);
      try {
        const body = {
          decisions: orders.map(({ claimId, seen, decision }) => ({ claimId, seen, decision })),
        };
        const { outcomes } = await send('POST', '/v1/review/decisions', body, decisionOutcomes);
        const made = outcomes.flatMap((outcome, index): LastDone[] => {
          const order = orders[index];
          if (outcome.outcome === 'refused' || !order) return [];
          const { claimId, number, sequence, waitsForSecond } = outcome;
          return [{ claimId, number, sequence, waitsForSecond, kind: order.decision.kind }];
        });
        const undone = new Set(made.filter(({ kind }) => kind === 'undo').map(({ claimId }) => claimId));
        const decided = made.filter(({ kind }) => kind !== 'undo');
        setDone((before) =>
          [...before.filter(({ claimId }) => !undone.has(claimId)), ...decided].slice(-REMEMBERED),
        );
        const last = made.at(-1) ?? null;
        setSaid(last);
        setCounted(made.length);
        if (last) announce(made.length > 1 ? m.triage_bulk_done({ count: made.length }) : doneSentence(last));
        setRefused(
          outcomes.flatMap((outcome, index) =>
            outcome.outcome === 'refused'
              ? [
                  {
                    claimId: outcome.claimId,
                    number: orders[index]?.number ?? '',
                    problem: outcome.problem,
                  },
                ]
              : [],
          ),
        );
        await client.invalidateQueries({ queryKey: [REVIEW] });
        return outcomes;
      } catch (error) {
        setFailed({ error, orders });
        return [];
      } finally {
        setWaiting((before) => before - 1);
      }
    },
    [announce, client],
  );

  const last = done.at(-1) ?? null;
  const undo = useCallback(async () => {
    if (!last) return null;
    const { claimId, sequence, number } = last;
    const [outcome] = await decide([{ claimId, seen: sequence, number, decision: { kind: 'undo' } }]);
    if (outcome?.outcome === 'done') return claimId;
    // It has gone on without us: there is no way back from here.
    if (outcome) setDone((before) => before.filter((each) => each.claimId !== claimId));
    return null;
  }, [decide, last]);

  const value = useMemo(() => ({ decide, last, undo, busy: waiting > 0 }), [decide, last, undo, waiting]);
  return (
    <DecisionsContext value={value}>
      <div className="review-said" role="status">
        {said && refused.length === 0 && (
          <p className="small">
            <strong>{counted > 1 ? m.triage_bulk_done({ count: counted }) : doneSentence(said)}</strong>{' '}
            {last && said.kind !== 'undo' && (
              <Button kind="link" onClick={undo}>
                {m.triage_key({ name: m.triage_undo(), key: 'U' })}
              </Button>
            )}
          </p>
        )}
      </div>
      {failed && <FailureNotice error={failed.error} onRetry={() => void decide(failed.orders)} />}
      {refused.length > 0 && <RefusedNotice refused={refused} onClose={() => setRefused([])} />}
      <Outlet />
    </DecisionsContext>
  );
}

function RefusedNotice({ refused, onClose }: { refused: readonly Refused[]; onClose: () => void }) {
  return (
    <Notice
      tone="bad"
      urgency="alert"
      title={m.triage_bulk_refused({ count: refused.length })}
      actions={
        <Button size="small" onClick={onClose}>
          {m.triage_help_close()}
        </Button>
      }
    >
      <ul className="plain stack-small">
        {refused.map(({ claimId, number, problem }) => (
          <li key={claimId}>
            {problemSentences(problem, problem.status)}{' '}
            <Link to="/review/$claimId" params={{ claimId }} search={true}>
              {m.triage_key({ name: m.triage_look(), key: number })}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
