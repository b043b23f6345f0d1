import { Button, Dialog, Field } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type SubmitEvent, useState } from 'react';
import { FailureNotice } from './failure-notice.tsx';

/** Asks why, before something is done that the other side reads. */
export function ReasonDialog(props: {
  title: string;
  help: string;
  submit: string;
  busy: boolean;
  error: unknown;
  onSubmit: (reason: string) => void;
  onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState(false);
  function confirm(event: SubmitEvent) {
    event.preventDefault();
    setWrong(reason.trim() === '');
    if (reason.trim() !== '') props.onSubmit(reason.trim());
  }
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form className="stack" onSubmit={confirm} noValidate>
        <p>{props.help}</p>
        <Field label={m.rights_retire_reason()} problem={wrong ? m.rights_retire_wrong() : null}>
          {(control) => (
            <textarea
              {...control}
              rows={3}
              maxLength={1_000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {props.error !== null && <FailureNotice error={props.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={props.busy}>
            {props.submit}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
