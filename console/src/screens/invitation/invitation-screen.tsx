import type { ProblemCode } from '@marketsafe/contract';
import { Card, Loading, Notice, Pair, Pairs } from '@marketsafe/looks';
import { m, roleNames } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { failureOf } from '../../api/failure.ts';
import { invitationQuery } from '../../api/people-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { PlainHeader } from '../../components/plain-header.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { AcceptAsOneself } from './accept-as-oneself.tsx';
import { AcceptNew } from './accept-new.tsx';

/** What a mail's link invites to, and the way to accept it. The secret stands after `#`, which browsers send nowhere. */
export function InvitationScreen(props: {
  secret: string;
  /** What came of a visit at the provider of sign-in, if nothing did. */
  problem: ProblemCode | undefined;
}) {
  const { secret, problem } = props;
  return (
    <>
      <PlainHeader />
      <main id="content" tabIndex={-1} className="narrow">
        <PageHeading title={m.people_inv_title()} />
        {problem !== undefined && <FailureNotice error={failureOf(problem)} />}
        {/^[\w-]{43}$/.test(secret) ? (
          <Invitation secret={secret} />
        ) : (
          <Notice tone="bad" title={m.people_inv_no_secret()} urgency="alert">
            <p>{m.people_inv_no_secret_help()}</p>
          </Notice>
        )}
      </main>
    </>
  );
}

function Invitation({ secret }: { secret: string }) {
  const invitation = useQuery(invitationQuery(secret));
  if (invitation.error)
    return <FailureNotice error={invitation.error} onRetry={() => invitation.refetch()} />;
  if (!invitation.data) return <Loading>{m.people_inv_loading()}</Loading>;
  const { organisation, roles, invitedBy, expiresAt, email, hasAccount } = invitation.data;
  return (
    <Card title={<bdi>{organisation.name}</bdi>}>
      <Pairs>
        <Pair name={m.people_inv_as()}>{roleNames(roles)}</Pair>
        <Pair name={m.people_inv_by()}>{invitedBy ?? m.people_by_program()}</Pair>
        <Pair name={m.people_inv_email()}>{email}</Pair>
        <Pair name={m.people_inv_until()}>
          <TimeText utc={expiresAt} />
        </Pair>
      </Pairs>
      {hasAccount ? (
        <AcceptAsOneself secret={secret} email={email} />
      ) : (
        <AcceptNew secret={secret} email={email} />
      )}
    </Card>
  );
}
