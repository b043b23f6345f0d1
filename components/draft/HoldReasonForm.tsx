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
      <div className="field">
        <label htmlFor="hold-reason">{m.desk_hold_reason()}</label>
        <textarea
          id="hold-reason"
          ref={field}
          className="input"
          rows={2}
          maxLength={500}
          value={reason}
          aria-describedby="hold-reason-help"
          onChange={(event) => setReason(event.target.value)}
        />
        <p className="soft small" id="hold-reason-help">
          {m.desk_hold_reason_help()}
        </p>
      </div>
      <div className="actions">
        <button type="submit" className="button button-main">
          {m.desk_put_on_hold_now()}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {m.shared_cancel()}
        </button>
      </div>
    </form>
  );
}
