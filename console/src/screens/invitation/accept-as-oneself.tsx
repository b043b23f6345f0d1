import { acceptedInvitation } from '@marketsafe/contract';
import { Button, Loading, Notice } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { signOut } from '../../api/auth.ts';
import { put, send } from '../../api/client.ts';
import { isSignedOut } from '../../api/failure.ts';
import { ownOrganisationsQuery } from '../../api/people-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ProviderButton } from '../../components/sign-in/provider-button.tsx';
import { HOME } from '../../format/return-path.ts';

/** Accepts for somebody who has an account: as whoever is signed in, who must be the one that is invited. */
export function AcceptAsOneself({ secret, email }: { secret: string; email: string }) {
  const router = useRouter();
  const queries = useQueryClient();
  const own = useQuery(ownOrganisationsQuery);
  const accept = useMutation({
    mutationFn: async () => {
      const { organisation } = await send('POST', '/v1/invitations/accept', { secret }, acceptedInvitation);
      await put('/v1/me/organisation', { organisationId: organisation.organisationId });
    },
    onSuccess: () => {
      queries.clear();
      router.history.replace(HOME);
    },
  });
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => window.location.reload(),
  });

  if (isSignedOut(own.error)) {
    return (
      <>
        <p>{m.people_inv_sign_in_help({ email })}</p>
        <p>
          <Link to="/sign-in" search={{ returnTo: `/invitation#${secret}` }} className="button button-main">
            {m.people_inv_sign_in()}
          </Link>
        </p>
        <ProviderButton
          say={m.people_inv_with_provider}
          path="/api/auth/provider"
          order={() => ({ invitation: { secret } })}
        />
      </>
    );
  }
  if (own.error) return <FailureNotice error={own.error} onRetry={() => own.refetch()} />;
  if (!own.data) return <Loading>{m.console_loading_account()}</Loading>;
  if (own.data.email !== email) {
    return (
      <Notice
        tone="warn"
        title={m.people_inv_other({ email: own.data.email })}
        actions={
          <Button busy={leave.isPending} onClick={() => leave.mutate()}>
            {m.console_sign_out()}
          </Button>
        }
      >
        <p>{m.people_inv_other_help({ invited: email })}</p>
      </Notice>
    );
  }
  return (
    <>
      {accept.error && <FailureNotice error={accept.error} />}
      <Button kind="main" busy={accept.isPending} onClick={() => accept.mutate()}>
        {m.people_inv_accept({ email })}
      </Button>
    </>
  );
}
