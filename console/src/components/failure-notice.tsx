import { explain } from '../api/failure.ts';
import { Notice } from './notice.tsx';

/** Says why something failed and offers to try again. */
export function FailureNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { title, detail } = explain(error);
  return (
    <Notice tone="bad" title={title} urgency="alert">
      <p>{detail}</p>
      {onRetry && (
        <button type="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </Notice>
  );
}
