import { COUNTER_TEXT_LIMIT, type CounterProof } from '@marketsafe/contract';
import { Dialog, Field, TextField } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type SubmitEvent, useState } from 'react';
import { DayField, today } from './day-field.tsx';
import { Ending } from './ending.tsx';

interface Asked {
  busy: boolean;
  error: unknown;
  onClose: () => void;
}

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
        <PastDay label={m.counter_forwarded_day()} day={on} onDay={setOn} />
        <Ending {...props} submit={m.counter_forwarded()} />
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
        <PastDay label={m.counter_proof_day()} day={on} onDay={setOn} />
        <TextField
          label={m.counter_proof_text()}
          limit={COUNTER_TEXT_LIMIT}
          value={text}
          onChange={setText}
        />
        <Ending {...props} submit={m.counter_proof()} />
      </form>
    </Dialog>
  );
}

function PastDay(props: { label: string; day: string; onDay: (day: string) => void }) {
  return <DayField {...props} latest={today()} problem={props.day === '' ? m.counter_day_needed() : null} />;
}
