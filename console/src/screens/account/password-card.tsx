import { passwordChange } from '@marketsafe/contract';
import { Button, Card, Field } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type SubmitEvent, useState } from 'react';
import { put } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { AccountOfPassword, PasswordField } from '../../components/password-field.tsx';
import { useAccountChange } from './use-account-change.ts';

/** Changes the password; all other sessions end. */
export function PasswordCard(props: {
  email: string;
  /** Whoever signs in otherwise may have none. */
  has: boolean;
  onDone: (say: () => string) => void;
}) {
  const { email, has, onDone } = props;
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState(false);
  const change = useAccountChange((wanted: object) => put('/v1/me/password', wanted));

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const read = passwordChange.safeParse({ current, password });
    setWrong(!read.success);
    if (!read.success) return;
    change.mutate(read.data, {
      onSuccess: () => {
        setCurrent('');
        setPassword('');
        onDone(m.account_password_changed);
      },
    });
  }

  if (!has) {
    return (
      <Card title={m.account_password()}>
        <p>{m.account_no_password()}</p>
      </Card>
    );
  }
  return (
    <Card title={m.account_password()}>
      <p className="soft">{m.account_password_about()}</p>
      <form className="stack narrow-form" onSubmit={submit} noValidate>
        <AccountOfPassword email={email} />
        <Field label={m.account_password_current()}>
          {(control) => (
            <input
              {...control}
              type="password"
              autoComplete="current-password"
              value={current}
              onChange={(event) => setCurrent(event.target.value)}
            />
          )}
        </Field>
        <PasswordField
          label={m.account_password_new()}
          value={password}
          wrong={wrong}
          onChange={setPassword}
        />
        {change.error && <FailureNotice error={change.error} />}
        <div className="actions">
          <Button type="submit" busy={change.isPending}>
            {m.account_password_change()}
          </Button>
        </div>
      </form>
    </Card>
  );
}
