import { Button, Field } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type FormEvent, useEffect, useRef, useState } from 'react';

/** Asks why something is put on legal hold. */
export function HoldReasonForm({
  onReason,
  onCancel,
}: {
  onReason: (reason: string) => Promise<void>;
  onCancel: () => void;
}) {
  const [reason, setReason] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onReason(reason);
  };
  return (
    <form className="stack-small" onSubmit={submit}>
      <Field
        id="hold-reason"
        label={m.desk_hold_reason()}
        help={<p className="soft">{m.desk_hold_reason_help()}</p>}
      >
        {(control) => (
          <textarea
            {...control}
            ref={field}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <div className="actions">
        <Button type="submit" kind="main">
          {m.desk_put_on_hold_now()}
        </Button>
        <Button onClick={onCancel}>{m.shared_cancel()}</Button>
      </div>
    </form>
  );
}
