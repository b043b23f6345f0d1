import { Button, Dialog, Field } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { FailureNotice } from './failure-notice.tsx';

interface OpenCaseDialogProps {
  title: string;
  /** What the button says. */
  action: string;
  /** Opens the case, and leads to it. Pressed twice, or sent again after a lost answer, it is asked for by the same id. */
  open: (id: string, name: string) => Promise<void>;
  onClose: () => void;
}

/** Asks what somebody calls a case that begins: a raid, or a test buy. */
export function OpenCaseDialog({ title, action, open, onClose }: OpenCaseDialogProps) {
  const [name, setName] = useState('');
  const [lacking, setLacking] = useState(false);
  const id = useRef(crypto.randomUUID());
  const opening = useMutation({ mutationFn: () => open(id.current, name) });
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setLacking(name.trim() === '');
          if (name.trim() !== '') opening.mutate();
        }}
      >
        <Field
          label={m.raids_case()}
          problem={lacking ? m.rights_form_needed() : null}
          help={<p className="soft">{m.raids_case_help()}</p>}
        >
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {opening.error && <FailureNotice error={opening.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={opening.isPending}>
            {action}
          </Button>
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
