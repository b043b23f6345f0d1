import { PROOF_MINUTES, type ProblemCode, type ProviderOutcome } from '@marketsafe/contract';
import { Loading, Result } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accountQuery } from '../../api/account-queries.ts';
import { failureOf } from '../../api/failure.ts';
import { meQuery } from '../../api/queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { CalendarCard } from './calendar-card.tsx';
import { MailCard } from './mail-card.tsx';
import { PasskeysCard } from './passkeys-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { ProviderCard } from './provider-card.tsx';
import { SessionsCard } from './sessions-card.tsx';
import { TokensCard } from './tokens-card.tsx';

const OUTCOMES: Readonly<Record<ProviderOutcome, () => string>> = {
  linked: m.account_provider_linked,
  proven: () => m.account_proof_done({ minutes: PROOF_MINUTES }),
};

/** One's own account: by what one signs in, where one is signed in, what comes by mail, and tokens of programs. */
export function AccountScreen(props: {
  /** What came of a visit at the provider of sign-in. */
  outcome: ProviderOutcome | undefined;
  problem: ProblemCode | undefined;
}) {
  const account = useQuery(accountQuery);
  const me = useQuery(meQuery).data;
  const [done, setDone] = useState<(() => string) | null>(() =>
    props.outcome === undefined ? null : OUTCOMES[props.outcome],
  );
  const [problem, setProblem] = useState(props.problem);
  const finish = (say: () => string) => {
    setDone(() => say);
    setProblem(undefined);
  };
  return (
    <>
      <PageHeading title={m.account_title()} />
      {account.error && <FailureNotice error={account.error} onRetry={() => account.refetch()} />}
      {account.isPending && <Loading>{m.account_loading()}</Loading>}
      {problem !== undefined && <FailureNotice error={failureOf(problem)} />}
      <Result result={done && { tone: 'good', sentence: done() }} />
      {account.data && (
        <>
          <p>{m.account_signed_in({ email: account.data.email })}</p>
          <SessionsCard sessions={account.data.sessions} reused={account.data.reused} onDone={finish} />
          <PasskeysCard passkeys={account.data.passkeys} onDone={finish} />
          <ProviderCard identities={account.data.identities} onDone={finish} />
          <PasswordCard email={account.data.email} has={account.data.hasPassword} onDone={finish} />
          <MailCard email={account.data.email} onDone={finish} />
          {me && !me.roles.includes('liaison') && <CalendarCard onDone={finish} />}
          <TokensCard tokens={account.data.tokens} onDone={finish} />
        </>
      )}
    </>
  );
}
