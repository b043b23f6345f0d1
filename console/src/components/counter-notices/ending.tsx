import { Button } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { FailureNotice } from '../failure-notice.tsx';

/** How a dialog about a counter-notice ends: what went wrong, and what does it or leaves it. */
export function Ending(props: { busy: boolean; error: unknown; onClose: () => void; submit: string }) {
  return (
    <>
      {props.error !== null && <FailureNotice error={props.error} />}
      <div className="actions">
        <Button type="submit" kind="main" busy={props.busy}>
          {props.submit}
        </Button>
        <Button onClick={props.onClose}>{m.console_cancel()}</Button>
      </div>
    </>
  );
}
