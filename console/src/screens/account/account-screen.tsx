import { Loading, Result } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accountQuery } from '../../api/account-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { MailCard } from './mail-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { SessionsCard } from './sessions-card.tsx';
import { TokensCard } from './tokens-card.tsx';

/** One's own account: password, where one is signed in, what comes by mail, and tokens of programs. */
export function AccountScreen() {
  const account = useQuery(accountQuery);
  const [done, setDone] = useState<(() => string) | null>(null);
  const finish = (say: () => string) => setDone(() => say);
  return (
    <>
      <PageHeading title={m.account_title()} />
      {account.error && <FailureNotice error={account.error} onRetry={() => account.refetch()} />}
      {account.isPending && <Loading>{m.account_loading()}</Loading>}
      <Result result={done && { tone: 'good', sentence: done() }} />
      {account.data && (
        <>
          <p>{m.account_signed_in({ email: account.data.email })}</p>
          <SessionsCard sessions={account.data.sessions} onDone={finish} />
          <PasswordCard email={account.data.email} onDone={finish} />
          <MailCard email={account.data.email} onDone={finish} />
          <TokensCard tokens={account.data.tokens} onDone={finish} />
        </>
      )}
    </>
  );
}
