import { acceptedInvitation, invitationAcceptance, PASSWORD_LENGTH } from '@marketsafe/contract';
import { Button, Field } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { signIn } from '../../api/auth.ts';
import { send } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
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
      {/* For password managers, which keep the password under it. */}
      <input
        className="visually-hidden"
        type="email"
        autoComplete="username"
        value={email}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      <Field
        label={m.people_inv_password()}
        help={<p className="soft">{m.people_inv_password_help({ least: PASSWORD_LENGTH.least })}</p>}
        problem={wrong.has('password') ? m.people_inv_password_wrong(PASSWORD_LENGTH) : null}
      >
        {(control) => (
          <input
            {...control}
            type="password"
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      {accept.error && <FailureNotice error={accept.error} />}
      <Button type="submit" kind="main" busy={accept.isPending}>
        {m.people_inv_accept_new()}
      </Button>
    </form>
  );
}
