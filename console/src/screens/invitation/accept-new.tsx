import { acceptedInvitation, invitationAcceptance, personName } from '@marketsafe/contract';
import { Button, Field } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { signIn } from '../../api/auth.ts';
import { send } from '../../api/client.ts';
import { signInWaysQuery } from '../../api/sign-in-ways.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { AccountOfPassword, PasswordField } from '../../components/password-field.tsx';
import { ProviderButton } from '../../components/sign-in/provider-button.tsx';
import { HOME } from '../../format/return-path.ts';

/** Makes the account of somebody who has none, accepts, and signs them in. */
export function AcceptNew({ secret, email }: { secret: string; email: string }) {
  const router = useRouter();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const accept = useMutation({
    mutationFn: async (acceptance: object) => {
      await send('POST', '/v1/invitations/accept', acceptance, acceptedInvitation);
      await signIn({ email, password });
    },
    onSuccess: () => {
      queries.clear();
      router.history.replace(HOME);
    },
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const read = invitationAcceptance.safeParse({ secret, newAccount: { name, password } });
    setWrong(new Set(read.success ? [] : read.error.issues.map(({ path }) => String(path[1]))));
    if (read.success) accept.mutate(read.data);
  }

  /** What to go to the provider for; the name is asked for first. */
  function atProvider(): object | null {
    const named = personName.safeParse(name);
    setWrong(new Set(named.success ? [] : ['name']));
    return named.success ? { invitation: { secret, name: named.data } } : null;
  }

  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Field
        label={m.people_inv_name()}
        help={<p className="soft">{m.people_inv_name_help()}</p>}
        problem={wrong.has('name') ? m.people_inv_name_wrong() : null}
      >
        {(control) => (
          <input
            {...control}
            autoComplete="name"
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <ProviderWay email={email} order={atProvider} />
      <AccountOfPassword email={email} />
      <PasswordField
        label={m.people_inv_password()}
        value={password}
        wrong={wrong.has('password')}
        onChange={setPassword}
      />
      {accept.error && <FailureNotice error={accept.error} />}
      <Button type="submit" kind="main" busy={accept.isPending}>
        {m.people_inv_accept_new()}
      </Button>
    </form>
  );
}

/** In place of a password: the organisation's own provider, where one is set up. */
function ProviderWay({ email, order }: { email: string; order: () => object | null }) {
  const provider = useQuery(signInWaysQuery).data?.provider;
  if (!provider) return null;
  return (
    <>
      <ProviderButton say={m.people_inv_with_provider} path="/api/auth/provider" order={order} />
      <p className="soft small">{m.people_inv_provider_help({ name: provider.name, email })}</p>
      <p>{m.people_inv_or_password()}</p>
    </>
  );
}
