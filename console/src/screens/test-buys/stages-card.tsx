import {
  type BuyStep,
  NEXT_STAGES,
  standingSteps,
  TEST_BUY_ENDS,
  type TestBuyDetail,
  type TestBuyStage,
} from '@marketsafe/contract';
import { Button, Card, Dialog, Field, TextField, useAnnounce } from '@marketsafe/looks';
import { formatDay, m, testBuyStageName } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { sendToTestBuy } from '../../api/test-buy-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ReasonDialog } from '../../components/reason-dialog.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { today } from '../../format/today.ts';

/** Stages as they were noted, those that were set wrongly among them, and what may come next. */
export function StagesCard({ buy }: { buy: TestBuyDetail }) {
  const [noting, setNoting] = useState<TestBuyStage | null>(null);
  const [undoing, setUndoing] = useState<BuyStep | null>(null);
  const last = standingSteps(buy.steps).at(-1);
  return (
    <Card title={m.testbuys_stages()}>
      <ol className="history">
        <li>
          <strong>{testBuyStageName('planned')}</strong>
        </li>
        {buy.steps.map((step) => (
          <StepEntry
            key={step.stepId}
            step={step}
            {...(step.stepId === last?.stepId && { onUndo: () => setUndoing(step) })}
          />
        ))}
      </ol>
      {NEXT_STAGES[buy.stage].length > 0 && (
        <div className="actions">
          {NEXT_STAGES[buy.stage].map((stage, index) => (
            <Button
              key={stage}
              kind={index === 0 ? 'main' : 'plain'}
              aria-haspopup="dialog"
              onClick={() => setNoting(stage)}
            >
              {m.testbuys_note_stage({ stage: testBuyStageName(stage) })}
            </Button>
          ))}
        </div>
      )}
      {noting && <StepDialog buy={buy} stage={noting} onClose={() => setNoting(null)} />}
      {undoing && <UndoDialog buy={buy} step={undoing} onClose={() => setUndoing(null)} />}
    </Card>
  );
}

function StepEntry({ step, onUndo }: { step: BuyStep; onUndo?: () => void }) {
  const { stage, on, reason, at, by, undone } = step;
  return (
    <li className={undone ? 'buy-undone' : undefined}>
      <strong>{testBuyStageName(stage)}</strong> {formatDay(on)}
      <br />
      <span className="soft small">
        {m.testbuys_noted_by({ name: by })} <TimeText utc={at} />
      </span>
      {reason !== '' && <p className="said">{reason}</p>}
      {undone && (
        <p className="small">
          {m.sellers_entry_undone({ name: undone.by })} <TimeText utc={undone.at} />
          <br />
          <bdi>{undone.reason}</bdi>
        </p>
      )}
      {onUndo && (
        <p>
          <Button size="small" aria-haspopup="dialog" onClick={onUndo}>
            {m.testbuys_undo_of({ stage: testBuyStageName(stage) })}
          </Button>
        </p>
      )}
    </li>
  );
}

function StepDialog({
  buy,
  stage,
  onClose,
}: {
  buy: TestBuyDetail;
  stage: TestBuyStage;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const stepId = useRef(crypto.randomUUID());
  // What the person saw when they began: what somebody else notes meanwhile is not overlooked.
  const from = useRef(buy.stage);
  const [on, setOn] = useState(today());
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const before = standingSteps(buy.steps).at(-1)?.on;
  const ends = TEST_BUY_ENDS.includes(stage);
  const dayProblem =
    on === ''
      ? tried
        ? m.rights_form_needed()
        : null
      : before !== undefined && on < before
        ? m.testbuys_day_before({ day: formatDay(before) })
        : null;
  const wanting = ends && reason.trim() === '';
  const note = useMutation({
    mutationFn: () =>
      sendToTestBuy(client, buy.testBuyId, 'POST', '/steps', {
        ...{ stepId: stepId.current, from: from.current, stage, on, reason },
      }),
    onSuccess: () => {
      announce(m.testbuys_noted_now({ stage: testBuyStageName(stage) }));
      onClose();
    },
  });
  return (
    <Dialog title={m.testbuys_note_stage({ stage: testBuyStageName(stage) })} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (on !== '' && dayProblem === null && !wanting) note.mutate();
        }}
      >
        <Field label={m.testbuys_on()} problem={dayProblem}>
          {(control) => (
            <input {...control} type="date" value={on} onChange={(event) => setOn(event.target.value)} />
          )}
        </Field>
        {ends && (
          <TextField
            label={m.testbuys_why()}
            problem={tried && wanting ? m.rights_form_needed() : null}
            limit={1_000}
            value={reason}
            onChange={setReason}
          />
        )}
        {note.error && <FailureNotice error={note.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={note.isPending}>
            {m.testbuys_note_now()}
          </Button>
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function UndoDialog({
  buy: { testBuyId },
  step: { stepId, stage },
  onClose,
}: {
  buy: TestBuyDetail;
  step: BuyStep;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const undo = useMutation({
    mutationFn: (reason: string) =>
      sendToTestBuy(client, testBuyId, 'POST', `/steps/${stepId}/undo`, { reason }),
    onSuccess: onClose,
  });
  return (
    <ReasonDialog
      title={m.testbuys_undo_of({ stage: testBuyStageName(stage) })}
      help={m.testbuys_undo_help()}
      submit={m.testbuys_undo_now()}
      busy={undo.isPending}
      error={undo.error}
      onSubmit={(reason) => undo.mutate(reason)}
      onClose={onClose}
    />
  );
}
