import { SWITCH_OFF_REASON_LIMIT, type SwitchOff, switchOff } from '@marketsafe/contract';
import { Button, Dialog, Field } from '@marketsafe/looks';
import { type SubmitEvent, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import type { ReadingRow } from './reading-rows.ts';

const WRONG = {
  upToVersion: 'Enter a whole number from 1 on.',
  reason: 'Say in a few words why: investigators read it.',
} as const;

/** Asks for the reason and says what will happen, before anything does. */
export function SwitchOffDialog(props: {
  row: ReadingRow;
  busy: boolean;
  error: unknown;
  onConfirm: (off: SwitchOff) => void;
  onClose: () => void;
}) {
  const { row, busy } = props;
  const [version, setVersion] = useState(String(row.version));
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  function confirm(event: SubmitEvent) {
    event.preventDefault();
    const read = switchOff.safeParse({ upToVersion: version === '' ? null : Number(version), reason });
    setWrong(new Set(read.success ? [] : read.error.issues.map(({ path }) => String(path[0]))));
    if (read.success) props.onConfirm(read.data);
  }

  return (
    <Dialog title={<>Switch off the reading of {row.name}?</>} onClose={props.onClose}>
      <form className="stack" onSubmit={confirm} noValidate>
        <p>
          For every organisation, listings of {row.name} are then captured with picture, page and address, but
          without facts. You can switch it on again at any time; what was captured meanwhile stays without
          facts.
        </p>
        <Field
          label="Reason"
          help={<p className="soft">One line. Every investigator can read it.</p>}
          problem={wrong.has('reason') ? WRONG.reason : null}
        >
          {(control) => (
            <input
              {...control}
              autoFocus
              value={reason}
              maxLength={SWITCH_OFF_REASON_LIMIT}
              autoComplete="off"
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="Up to adapter version"
          help={<p className="soft">The newest is {row.version}. A later version is read again by itself.</p>}
          problem={wrong.has('upToVersion') ? WRONG.upToVersion : null}
        >
          {(control) => (
            <input
              {...control}
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
          <Button type="submit" kind="main" busy={busy}>
            Switch off
          </Button>
          <Button busy={busy} onClick={props.onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
