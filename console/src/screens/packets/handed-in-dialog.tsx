import { Button, Dialog, Field } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type SubmitEvent, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** Says that a released packet was handed in, with the number that the marketplace gave it. */
export function HandedInDialog(props: {
  number: string;
  busy: boolean;
  error: Error | null;
  onSent: (reference: string) => void;
  onClose: () => void;
}) {
  const [reference, setReference] = useState('');
  function confirm(event: SubmitEvent) {
    event.preventDefault();
    props.onSent(reference.trim());
  }
  return (
    <Dialog title={m.packets_handed_title({ number: props.number })} onClose={props.onClose}>
      <form className="stack" onSubmit={confirm}>
        <Field label={m.packets_handed_reference()}>
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              maxLength={200}
              value={reference}
              onChange={(event) => setReference(event.target.value)}
            />
          )}
        </Field>
        {props.error && <FailureNotice error={props.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={props.busy}>
            {m.packets_handed_now()}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
