import { Button, Field } from '@marketsafe/looks';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { WORDS } from './words.ts';

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
      <Field label={WORDS.holdReason} help={<p className="soft">{WORDS.holdReasonHelp}</p>}>
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
          {WORDS.putOnHoldNow}
        </Button>
        <Button onClick={onCancel}>{WORDS.cancel}</Button>
      </div>
    </form>
  );
}
