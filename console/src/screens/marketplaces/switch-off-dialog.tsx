import { SWITCH_OFF_REASON_LIMIT, type SwitchOff, switchOff } from '@marketsafe/contract';
import { type ReactNode, type SubmitEvent, useLayoutEffect, useRef, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import type { ReadingRow } from './reading-rows.ts';

const WRONG = {
  upToVersion: 'Enter a whole number from 1 on.',
  reason: 'Say in a few words why: investigators read it.',
} as const;

/**
 * Asks for the reason and says what will happen, before anything does. The browser's own dialog: it keeps the focus inside, closes on
 * Escape and gives the focus back.
 */
export function SwitchOffDialog(props: {
  row: ReadingRow;
  busy: boolean;
  error: unknown;
  onConfirm: (off: SwitchOff) => void;
  onClose: () => void;
}) {
  const { row, busy } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const [version, setVersion] = useState(String(row.version));
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closed before it is taken away, it gives the focus back to the button that opened it.
    return () => shown?.close();
  }, []);

  function confirm(event: SubmitEvent) {
    event.preventDefault();
    const read = switchOff.safeParse({ upToVersion: version === '' ? null : Number(version), reason });
    setWrong(new Set(read.success ? [] : read.error.issues.map(({ path }) => String(path[0]))));
    if (read.success) props.onConfirm(read.data);
  }

  return (
    <dialog
      ref={dialog}
      className="card dialog"
      aria-labelledby="switch-off-title"
      onClose={() => !dialog.current?.open && props.onClose()}
    >
      <form className="stack dialog-form" onSubmit={confirm} noValidate>
        <h2 id="switch-off-title">Switch off the reading of {row.name}?</h2>
        <p>
          For every organisation, listings of {row.name} are then captured with picture, page and address, but
          without facts. You can switch it on again at any time; what was captured meanwhile stays without
          facts.
        </p>
        <Field
          id="reason"
          label="Reason"
          help="One line. Every investigator can read it."
          wrong={wrong.has('reason') ? WRONG.reason : null}
        >
          {(described) => (
            <input
              {...described}
              autoFocus
              value={reason}
              maxLength={SWITCH_OFF_REASON_LIMIT}
              autoComplete="off"
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <Field
          id="version"
          label="Up to adapter version"
          help={`The newest is ${row.version}. A later version is read again by itself.`}
          wrong={wrong.has('upToVersion') ? WRONG.upToVersion : null}
        >
          {(described) => (
            <input
              {...described}
              type="number"
              min={1}
              step={1}
              value={version}
              onChange={(event) => setVersion(event.target.value)}
            />
          )}
        </Field>
        {props.error !== null && <FailureNotice error={props.error} />}
        <div className="actions">
          <button type="submit" className="primary" disabled={busy}>
            Switch off
          </button>
          <button type="button" disabled={busy} onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  );
}

interface Described {
  id: string;
  'aria-describedby': string;
  'aria-invalid': boolean;
}

function Field(props: {
  id: string;
  label: string;
  help: string;
  wrong: string | null;
  children: (described: Described) => ReactNode;
}) {
  const helpId = `${props.id}-help`;
  return (
    <div className="field">
      <label htmlFor={props.id}>{props.label}</label>
      {props.children({ id: props.id, 'aria-describedby': helpId, 'aria-invalid': props.wrong !== null })}
      <p
        id={helpId}
        className={props.wrong === null ? 'soft' : 'field-wrong'}
        role={props.wrong === null ? undefined : 'alert'}
      >
        {props.wrong ?? props.help}
      </p>
    </div>
  );
}
