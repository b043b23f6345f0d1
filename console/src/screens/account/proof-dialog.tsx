import { PROOF_MINUTES } from '@marketsafe/contract';
import { Button, Dialog, Field } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { accountQuery } from '../../api/account-queries.ts';
import { post } from '../../api/client.ts';
import { proveByPasskey } from '../../api/passkeys.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { AccountOfPassword } from '../../components/password-field.tsx';
import { PasskeyFailure } from '../../components/sign-in/passkey-failure.tsx';
import { usePasskeysHere } from '../../components/sign-in/passkeys-here.tsx';
import { ProviderButton } from '../../components/sign-in/provider-button.tsx';

/** Asks whoever is signed in to show again who they are, in a way that is theirs. */
export function ProofDialog({ onProven, onClose }: { onProven: () => void; onClose: () => void }) {
  const account = useQuery(accountQuery).data;
  const here = usePasskeysHere();
  const [password, setPassword] = useState('');
  const byPassword = useMutation({
    mutationFn: () => post('/v1/me/proof', { password }),
    onSuccess: onProven,
  });
  const byPasskey = useMutation({ mutationFn: proveByPasskey, onSuccess: onProven });
  const atProvider = account?.identities.some(({ usable }) => usable) === true;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    byPassword.mutate();
  }

  return (
    <Dialog title={m.account_proof_title()} onClose={onClose}>
      <div className="stack">
        <p>{m.account_proof_about({ minutes: PROOF_MINUTES })}</p>
        {account?.hasPassword && (
          <form className="stack" onSubmit={submit}>
            <Field label={m.account_proof_password()}>
              {(control) => (
                <input
                  {...control}
                  autoFocus
                  type="password"
                  autoComplete="current-password"
                  required
                  value={password}
                  onChange={(event) => setPassword(event.target.value)}
                />
              )}
            </Field>
            {/* Behind the field: a dialog gives the focus to what comes first. */}
            <AccountOfPassword email={account.email} />
            {byPassword.error && <FailureNotice error={byPassword.error} />}
            <div className="actions">
              <Button type="submit" kind="main" busy={byPassword.isPending}>
                {m.account_proof_do()}
              </Button>
            </div>
          </form>
        )}
        {byPasskey.error && <PasskeyFailure error={byPasskey.error} />}
        {atProvider && <p className="soft small">{m.account_proof_provider_help()}</p>}
        <div className="actions">
          {here === 'yes' && account !== undefined && account.passkeys.length > 0 && (
            <Button busy={byPasskey.isPending} onClick={() => byPasskey.mutate()}>
              {m.account_proof_passkey()}
            </Button>
          )}
          {atProvider && (
            <ProviderButton
              say={m.account_proof_provider}
              path="/v1/me/identities"
              order={() => ({ purpose: 'prove' })}
            />
          )}
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </div>
    </Dialog>
  );
}
