import {
  COUNTER_OUTCOMES,
  COUNTER_TEXT_LIMIT,
  type CounterDecision,
  type CounterNotice,
  type CounterOutcome,
  type NewCounter,
} from '@marketsafe/contract';
import { Button, Dialog, Field } from '@marketsafe/looks';
import { counterStateName, m } from '@marketsafe/words';
import { type SubmitEvent, useRef, useState } from 'react';
import { FailureNotice } from '../failure-notice.tsx';

interface Asked {
  busy: boolean;
  error: unknown;
  onClose: () => void;
}

const today = () => new Date().toISOString().slice(0, 10);

/** Enters what a seller says, as the marketplace forwarded it. */
export function EnterCounterDialog(
  props: Asked & { number: string; onEnter: (counter: NewCounter) => void },
) {
  // One id however often it is sent.
  const counterId = useRef(crypto.randomUUID());
  const [receivedOn, setReceivedOn] = useState(today);
  const [replyBy, setReplyBy] = useState('');
  const [statement, setStatement] = useState('');
  const [asked, setAsked] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setAsked(true);
    if (statement.trim() === '' || receivedOn === '') return;
    props.onEnter({
      ...{ counterId: counterId.current, receivedOn, statement: statement.trim() },
      replyBy: replyBy === '' ? null : replyBy,
    });
  };
  return (
    <Dialog title={m.counter_enter_title({ number: props.number })} onClose={props.onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <Field
          label={m.counter_enter_received()}
          problem={asked && receivedOn === '' ? m.counter_enter_received_needed() : null}
        >
          {(control) => (
            <input
              {...control}
              type="date"
              max={today()}
              value={receivedOn}
              onChange={(event) => setReceivedOn(event.target.value)}
            />
          )}
        </Field>
        <Field
          label={m.counter_enter_reply_by()}
          help={<p className="soft">{m.counter_enter_reply_by_help()}</p>}
        >
          {(control) => (
            <input
              {...control}
              type="date"
              value={replyBy}
              onChange={(event) => setReplyBy(event.target.value)}
            />
          )}
        </Field>
        <Field
          label={m.counter_enter_statement()}
          problem={asked && statement.trim() === '' ? m.counter_enter_statement_needed() : null}
        >
          {(control) => (
            <textarea
              {...control}
              rows={7}
              maxLength={20_000}
              value={statement}
              onChange={(event) => setStatement(event.target.value)}
            />
          )}
        </Field>
        {props.error !== null && <FailureNotice error={props.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={props.busy}>
            {m.counter_enter()}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Writes down what the marketplace decided, or did. */
export function DecideCounterDialog(
  props: Asked & { counter: CounterNotice; onDecide: (decision: CounterDecision) => void },
) {
  const [outcome, setOutcome] = useState<CounterOutcome | ''>('');
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (outcome === '') setAsked(true);
    else props.onDecide({ outcome, text: text.trim() });
  };
  return (
    <Dialog title={m.counter_decide_title({ number: props.counter.number })} onClose={props.onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <Field
          label={m.counter_decide_outcome()}
          problem={asked && outcome === '' ? m.counter_decide_needed() : null}
        >
          {(control) => (
            <select
              {...control}
              value={outcome}
              onChange={(event) => setOutcome(event.target.value as CounterOutcome | '')}
            >
              <option value="" />
              {COUNTER_OUTCOMES.map((each) => (
                <option key={each} value={each}>
                  {counterStateName(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={m.counter_reply_text()}>
          {(control) => (
            <textarea
              {...control}
              rows={3}
              maxLength={COUNTER_TEXT_LIMIT}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        {props.error !== null && <FailureNotice error={props.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={props.busy}>
            {m.counter_decide()}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
