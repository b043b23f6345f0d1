import { m } from '@marketsafe/words';
import { FailureNotice } from '../components/failure-notice.tsx';
import { PageHeading } from '../components/page-heading.tsx';

/** What stands in place of a screen that threw while drawing itself. */
export function BrokenScreen({ error }: { error: unknown }) {
  return (
    <main id="content" tabIndex={-1}>
      <PageHeading title={m.console_broken()} />
      <FailureNotice error={error} onRetry={() => window.location.reload()} />
    </main>
  );
}
