import { Button, Notice } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { explain } from '../api/failure.ts';

/** Says why something failed and offers to try again. */
export function FailureNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { title, detail } = explain(error);
  return (
    <Notice
      tone="bad"
      title={title}
      urgency="alert"
      actions={onRetry && <Button onClick={onRetry}>{m.console_try_again()}</Button>}
    >
      {detail}
    </Notice>
  );
}
