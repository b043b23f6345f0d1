import { SWITCH_OFF_REASON_LIMIT, type SwitchOff, switchOff } from '@marketsafe/contract';
import { Button, Dialog, Field } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type SubmitEvent, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import type { ReadingRow } from './reading-rows.ts';

const WRONG = {
  upToVersion: m.marketplaces_dialog_version_wrong,
  reason: m.marketplaces_dialog_reason_wrong,
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
    <Dialog title={m.marketplaces_dialog_title({ name: row.name })} onClose={props.onClose}>
      <form className="stack" onSubmit={confirm} noValidate>
        <p>{m.marketplaces_dialog_about({ name: row.name })}</p>
        <Field
          label={m.marketplaces_dialog_reason()}
          help={<p className="soft">{m.marketplaces_dialog_reason_help()}</p>}
          problem={wrong.has('reason') ? WRONG.reason() : null}
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
          label={m.marketplaces_dialog_version()}
          help={<p className="soft">{m.marketplaces_dialog_version_help({ version: row.version })}</p>}
          problem={wrong.has('upToVersion') ? WRONG.upToVersion() : null}
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
            {m.marketplaces_switch_off()}
          </Button>
          <Button busy={busy} onClick={props.onClose}>
            {m.console_cancel()}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
