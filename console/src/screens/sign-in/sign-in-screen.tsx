import type { ProblemCode } from '@marketsafe/contract';
import { Button, Field, Notice } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef } from 'react';
import { signIn } from '../../api/auth.ts';
import { failureOf, isSignedOut } from '../../api/failure.ts';
import { meQuery } from '../../api/queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { PlainHeader } from '../../components/plain-header.tsx';
import { Redirect } from '../../components/redirect.tsx';
import { PasskeyFailure } from '../../components/sign-in/passkey-failure.tsx';
import { PasskeysNotHere, usePasskeysHere } from '../../components/sign-in/passkeys-here.tsx';
import { ProviderButton } from '../../components/sign-in/provider-button.tsx';
import { safeReturnPath } from '../../format/return-path.ts';
import { forgetPackages } from '../../packages/forget-packages.ts';
import { usePasskeySignIn } from './use-passkey-sign-in.ts';

/** Signs a person in and leads back to `returnTo`, as far as that is a page of this console. */
export function SignInScreen(props: {
  returnTo: string | undefined;
  ended: boolean;
  /** What came of a visit at the provider of sign-in, if nothing did. */
  problem: ProblemCode | undefined;
}) {
  const { returnTo, ended, problem } = props;
  const router = useRouter();
  const queries = useQueryClient();
  const password = useRef<HTMLInputElement>(null);
  const me = useQuery(meQuery);
  const goOn = safeReturnPath(returnTo);
  const signedOut = isSignedOut(me.error);

  // A session may have ended by itself.
  useEffect(() => {
    if (signedOut) void forgetPackages();
  }, [signedOut]);

  function enter() {
    // What an earlier session of this document had read may belong to another organisation.
    queries.clear();
    router.history.replace(goOn);
  }
  const entry = useMutation({
    mutationFn: signIn,
    onSuccess: enter,
    onError: () => password.current?.select(),
  });
  const here = usePasskeysHere();
  const passkey = usePasskeySignIn(here === 'yes' && signedOut, enter);
  const untouched = entry.isIdle && passkey.isIdle;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    entry.mutate({ email: String(fields.get('email')), password: String(fields.get('password')) });
  }

  if (me.isSuccess && untouched) return <Redirect to={goOn} />;
  return (
    <>
      <PlainHeader />
      <main id="content" tabIndex={-1} className="narrow">
        <PageHeading title={m.console_sign_in()} />
        {problem !== undefined && untouched && <FailureNotice error={failureOf(problem)} />}
        {ended && untouched && (
          <Notice tone="info" title={m.console_sign_in_ended()} urgency="status">
            <p>{m.console_sign_in_ended_help()}</p>
          </Notice>
        )}
        {isSignedOut(entry.error) ? (
          <Notice tone="bad" title={m.console_sign_in_wrong()} urgency="alert">
            <p>{m.console_sign_in_wrong_help()}</p>
          </Notice>
        ) : (
          entry.error && <FailureNotice error={entry.error} />
        )}
        {passkey.error && <PasskeyFailure error={passkey.error} />}
        <form className="card stack" onSubmit={submit}>
          <Field label={m.console_sign_in_email()}>
            {(control) => (
              <input {...control} name="email" type="email" autoComplete="username webauthn" required />
            )}
          </Field>
          <Field label={m.console_sign_in_password()}>
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
            {entry.isPending ? m.console_signing_in() : m.console_sign_in()}
          </Button>
          {here === 'yes' && (
            <Button busy={passkey.busy} onClick={passkey.signIn}>
              {m.account_sign_in_passkey()}
            </Button>
          )}
          <ProviderButton
            say={m.account_sign_in_provider}
            path="/api/auth/provider"
            order={() => ({ returnTo: goOn })}
          />
        </form>
        <PasskeysNotHere />
        <p>
          <Link to="/password">{m.account_forgotten()}</Link>
        </p>
        <p className="soft small">{m.console_sign_in_no_sign_up()}</p>
        <p>
          {/* The server's own page, which needs no script. */}
          <a href="/program">{m.application_public_link()}</a>
        </p>
      </main>
    </>
  );
}
