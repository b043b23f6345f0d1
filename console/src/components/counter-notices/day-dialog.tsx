import { COUNTER_TEXT_LIMIT, type CounterProof } from '@marketsafe/contract';
import { Button, Dialog, Field } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type SubmitEvent, useState } from 'react';
import { FailureNotice } from '../failure-notice.tsx';

interface Asked {
  busy: boolean;
  error: unknown;
  onClose: () => void;
}

const today = () => new Date().toISOString().slice(0, 10);

/** Says on which day a statement of non-infringement was forwarded. */
export function ForwardedDialog(props: Asked & { onDay: (on: string) => void }) {
  const [on, setOn] = useState(today);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (on !== '') props.onDay(on);
  };
  return (
    <Dialog title={m.counter_forwarded_title()} onClose={props.onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p>{m.counter_forwarded_about()}</p>
        <DayField label={m.counter_forwarded_day()} day={on} onDay={setOn} />
        {props.error !== null && <FailureNotice error={props.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={props.busy}>
            {m.counter_forwarded()}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Says that a complaint to an authority, or a suit, was filed. */
export function ProofDialog(props: Asked & { onProof: (proof: CounterProof) => void }) {
  const [kind, setKind] = useState<CounterProof['kind']>('complaint');
  const [on, setOn] = useState(today);
  const [text, setText] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (on !== '') props.onProof({ kind, on, text: text.trim() });
  };
  return (
    <Dialog title={m.counter_proof_title()} onClose={props.onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <Field label={m.counter_proof_kind()}>
          {(control) => (
            <select
              {...control}
              value={kind}
              onChange={(event) => setKind(event.target.value as CounterProof['kind'])}
            >
              <option value="complaint">{m.counter_proof_complaint()}</option>
              <option value="suit">{m.counter_proof_suit()}</option>
            </select>
          )}
        </Field>
        <DayField label={m.counter_proof_day()} day={on} onDay={setOn} />
        <Field label={m.counter_proof_text()}>
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
            {m.counter_proof()}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function DayField(props: { label: string; day: string; onDay: (day: string) => void }) {
  return (
    <Field label={props.label} problem={props.day === '' ? m.counter_day_needed() : null}>
      {(control) => (
        <input
          {...control}
          type="date"
          max={today()}
          value={props.day}
          onChange={(event) => props.onDay(event.target.value)}
        />
      )}
    </Field>
  );
}
