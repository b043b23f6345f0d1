import { passwordReset } from '@marketsafe/contract';
import { Button, Notice } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { z } from 'zod';
import { send } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PasswordField } from '../../components/password-field.tsx';

/** Takes the new password of somebody who has opened a mail's link. */
export function ResetForm({ secret }: { secret: string }) {
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState(false);
  const reset = useMutation({
    mutationFn: (wanted: object) => send('POST', '/v1/password/reset', wanted, z.unknown()),
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const read = passwordReset.safeParse({ secret, password });
    // A secret of another form is one that does not work any more.
    setWrong(!read.success && read.error.issues.some(({ path }) => path[0] === 'password'));
    if (read.success || read.error.issues.every(({ path }) => path[0] === 'secret')) {
      reset.mutate({ secret, password });
    }
  }

  if (reset.isSuccess) {
    return (
      <Notice tone="good" title={m.account_reset_done()} urgency="status">
        <p>
          {m.account_reset_done_help()} <Link to="/sign-in">{m.console_sign_in()}</Link>
        </p>
      </Notice>
    );
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate>
      <PasswordField label={m.account_password_new()} value={password} wrong={wrong} onChange={setPassword} />
      <p className="soft">{m.account_reset_about()}</p>
      {reset.error && <FailureNotice error={reset.error} />}
      <Button type="submit" kind="main" busy={reset.isPending}>
        {m.account_reset_do()}
      </Button>
    </form>
  );
}
