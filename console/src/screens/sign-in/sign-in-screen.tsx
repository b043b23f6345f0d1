import { Button, Field, Notice } from '@marketsafe/looks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type FormEvent, useRef } from 'react';
import { signIn } from '../../api/auth.ts';
import { isSignedOut } from '../../api/failure.ts';
import { meQuery } from '../../api/queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { PlainHeader } from '../../components/plain-header.tsx';
import { Redirect } from '../../components/redirect.tsx';
import { safeReturnPath } from '../../format/return-path.ts';

/** Signs a person in and leads back to `returnTo`, as far as that is a page of this console. */
export function SignInScreen({ returnTo, ended }: { returnTo: string | undefined; ended: boolean }) {
  const router = useRouter();
  const queries = useQueryClient();
  const password = useRef<HTMLInputElement>(null);
  const me = useQuery(meQuery);
  const goOn = safeReturnPath(returnTo);

  const entry = useMutation({
    mutationFn: signIn,
    onSuccess: () => {
      // What an earlier session of this document had read may belong to another organisation.
      queries.clear();
      router.history.replace(goOn);
    },
    onError: () => password.current?.select(),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    entry.mutate({ email: String(fields.get('email')), password: String(fields.get('password')) });
  }

  if (me.isSuccess && entry.isIdle) return <Redirect to={goOn} />;
  return (
    <>
      <PlainHeader />
      <main id="content" tabIndex={-1} className="narrow">
        <PageHeading title="Sign in" />
        {ended && entry.isIdle && (
          <Notice tone="info" title="Your session has ended" urgency="status">
            <p>Nothing was lost. Sign in again to go on where you were.</p>
          </Notice>
        )}
        {isSignedOut(entry.error) ? (
          <Notice tone="bad" title="E-mail or password is wrong" urgency="alert">
            <p>Check both and try again. If you have lost the password, ask whoever gave you the account.</p>
          </Notice>
        ) : (
          entry.error && <FailureNotice error={entry.error} />
        )}
        <form className="card stack" onSubmit={submit}>
          <Field label="E-mail">
            {(control) => <input {...control} name="email" type="email" autoComplete="username" required />}
          </Field>
          <Field label="Password">
            {(control) => (
              <input
                {...control}
                ref={password}
                name="password"
                type="password"
                autoComplete="current-password"
                required
              />
            )}
          </Field>
          <Button type="submit" kind="main" busy={entry.isPending}>
            {entry.isPending ? 'Signing in…' : 'Sign in'}
          </Button>
        </form>
        <p className="soft small">There is no public sign-up: accounts are given by the program.</p>
      </main>
    </>
  );
}
