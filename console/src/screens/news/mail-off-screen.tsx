import { Button, Result } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';

/** Stops the mails that somebody came from, once they say so; nobody has to be signed in. */
export function MailOffScreen({ token }: { token: string }) {
  const stop = useMutation({ mutationFn: () => post(`/v1/mail/off/${encodeURIComponent(token)}`, {}) });
  return (
    <>
      <PageHeading title={m.news_off_title()} />
      <p>{m.news_off_about()}</p>
      {stop.error && <FailureNotice error={stop.error} />}
      <Result result={stop.isSuccess ? { tone: 'good', sentence: m.news_off_done() } : null} />
      {!stop.isSuccess && (
        <div className="actions">
          <Button kind="main" busy={stop.isPending} onClick={() => stop.mutate()}>
            {m.news_off_do()}
          </Button>
        </div>
      )}
    </>
  );
}
