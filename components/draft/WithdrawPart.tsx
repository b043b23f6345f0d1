import { REVIEW_TEXT_LIMIT, WITHDRAW_CAUSES, type WithdrawCause } from '@marketsafe/contract';
import { Button, Dialog, Field, Notice } from '@marketsafe/looks';
import { m, withdrawCauseName } from '@marketsafe/words';
import { type SubmitEvent, useState } from 'react';

/** Whether a report can be withdrawn, and what becomes of a withdrawal. */
export interface Withdrawal {
  number: string;
  /** `waits`: it is not sent yet and can be stopped; `sent`: it is on its way; `parked`: the program did not take it. */
  state: 'possible' | 'waits' | 'sent' | 'parked';
  problem: string | null;
}

export interface WithdrawPartProps {
  onWithdraw: (withdrawal: { cause: WithdrawCause; text: string }) => void;
  onKeep: () => void;
}

/** Takes a report back, with a reason; for ten seconds that can be stopped. */
export function WithdrawPart({
  withdrawal,
  onWithdraw,
  onKeep,
}: WithdrawPartProps & { withdrawal: Withdrawal }) {
  const [asking, setAsking] = useState(false);
  const { state, number, problem } = withdrawal;
  if (state === 'waits' || state === 'parked') {
    return (
      <Notice
        tone={state === 'parked' ? 'bad' : 'warn'}
        urgency="status"
        actions={<Button onClick={onKeep}>{m.inquiry_withdraw_stop()}</Button>}
      >
        {state === 'parked'
          ? m.inquiry_withdraw_parked({ problem: problem ?? '' })
          : m.inquiry_withdraw_waiting()}
      </Notice>
    );
  }
  if (state === 'sent') {
    return (
      <Notice tone="info" urgency="status">
        {m.inquiry_withdraw_on_its_way()}
      </Notice>
    );
  }
  return (
    <div className="actions">
      <Button kind="danger" onClick={() => setAsking(true)}>
        {m.inquiry_withdraw()}
      </Button>
      {asking && (
        <WithdrawDialog
          number={number}
          onClose={() => setAsking(false)}
          onWithdraw={(given) => {
            setAsking(false);
            onWithdraw(given);
          }}
        />
      )}
    </div>
  );
}

function WithdrawDialog(props: {
  number: string;
  onWithdraw: WithdrawPartProps['onWithdraw'];
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
          <Button onClick={props.onClose}>{m.shared_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
