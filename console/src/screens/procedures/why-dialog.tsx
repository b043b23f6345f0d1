import { Button, Dialog } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { WhyField } from './change-dialog.tsx';

interface WhyDialogProps {
  title: string;
  /** What will happen. */
  children: ReactNode;
  confirm: string;
  busy: boolean;
  error: unknown;
  onConfirm: (why: string) => void;
  onClose: () => void;
}

/** Says what will happen and asks why. */
export function WhyDialog({ title, children, confirm, busy, error, onConfirm, onClose }: WhyDialogProps) {
  const [why, setWhy] = useState('');
  const [lacks, setLacks] = useState(false);
  function submit(event: SubmitEvent) {
    event.preventDefault();
    const isShort = why.trim().length < 3;
    setLacks(isShort);
    if (!isShort) onConfirm(why.trim());
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        {children}
        <WhyField why={why} onWhy={setWhy} problem={lacks ? m.procedure_wrong_why() : null} />
        {error !== null && <FailureNotice error={error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={busy}>
            {confirm}
          </Button>
          <Button busy={busy} onClick={onClose}>
            {m.console_cancel()}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
