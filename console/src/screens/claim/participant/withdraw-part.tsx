import {
  type ClaimDetail,
  type ClaimWithdrawal,
  claimStanding,
  REVIEW_TEXT_LIMIT,
  WITHDRAW_CAUSES,
  type WithdrawCause,
  waysFrom,
} from '@marketsafe/contract';
import { Button, Dialog, Field, Notice, useAnnounce } from '@marketsafe/looks';
import { m, withdrawCauseName } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { send } from '../../../api/client.ts';
import { claimQuery } from '../../../api/queries.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';

/** Seconds in which a withdrawal can be stopped before it is sent. */
const SECONDS = 10;

/** Takes the claim back, with a reason, and ten seconds to think better of it. */
export function WithdrawPart({ claim }: { claim: ClaimDetail }) {
  const announce = useAnnounce();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [left, setLeft] = useState<number | null>(null);
  const planned = useRef<{ withdrawal: ClaimWithdrawal; key: string } | null>(null);
  const { claimId, number } = claim;
  const { mutate, error, isPending } = useMutation({
    mutationFn: async () => {
      if (!planned.current) throw new Error('nothing was planned');
      const { withdrawal, key } = planned.current;
      return send('POST', `/v1/claims/${claimId}/withdrawal`, withdrawal, claimStanding, {
        headers: { 'idempotency-key': key },
      });
    },
    onSuccess: async () => {
      announce(m.inquiry_withdrawn({ number }));
      await client.invalidateQueries(claimQuery(claimId));
    },
  });
  useEffect(() => {
    if (left === null) return;
    if (left === 0) {
      setLeft(null);
      mutate();
      return;
    }
    const timer = setTimeout(() => setLeft(left - 1), 1_000);
    return () => clearTimeout(timer);
  }, [left, mutate]);

  if (!waysFrom(claim.state, 'participant').includes('withdrawn')) return null;
  return (
    <>
      {left !== null && (
        <Notice
          tone="warn"
          urgency="status"
          actions={<Button onClick={() => setLeft(null)}>{m.inquiry_withdraw_stop()}</Button>}
        >
          {m.inquiry_withdraw_soon({ number, seconds: left })}
        </Notice>
      )}
      {error && <FailureNotice error={error} onRetry={() => mutate()} />}
      {left === null && (
        <Button kind="danger" busy={isPending} onClick={() => setAsking(true)}>
          {m.inquiry_withdraw()}
        </Button>
      )}
      {asking && (
        <WithdrawDialog
          number={number}
          onClose={() => setAsking(false)}
          onWithdraw={(withdrawal) => {
            planned.current = { withdrawal, key: crypto.randomUUID() };
            setAsking(false);
            setLeft(SECONDS);
          }}
        />
      )}
    </>
  );
}

function WithdrawDialog(props: {
  number: string;
  onWithdraw: (withdrawal: ClaimWithdrawal) => void;
  onClose: () => void;
}) {
  const [cause, setCause] = useState<WithdrawCause | ''>('');
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (cause === '') setAsked(true);
    else props.onWithdraw({ cause, text: text.trim() });
  };
  return (
    <Dialog title={m.inquiry_withdraw_title({ number: props.number })} onClose={props.onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p>{m.inquiry_withdraw_about()}</p>
        <Field
          label={m.inquiry_withdraw_cause()}
          problem={asked && cause === '' ? m.inquiry_cause_needed() : null}
        >
          {(control) => (
            <select
              {...control}
              value={cause}
              onChange={(event) => setCause(event.target.value as WithdrawCause | '')}
            >
              <option value="" />
              {WITHDRAW_CAUSES.map((each) => (
                <option key={each} value={each}>
                  {withdrawCauseName(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={m.inquiry_withdraw_text()}>
          {(control) => (
            <textarea
              {...control}
              rows={3}
              maxLength={REVIEW_TEXT_LIMIT}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <div className="actions">
          <Button type="submit" kind="danger">
            {m.inquiry_withdraw_confirm()}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
