import { passwordForgotten } from '@marketsafe/contract';
import { Button, Field, Notice } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { z } from 'zod';
import { send } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** Asks for a mail with a link to a new password. What it says afterwards is the same whoever has an account. */
export function ForgottenForm() {
  const [email, setEmail] = useState('');
  const [wrong, setWrong] = useState(false);
  const ask = useMutation({
    mutationFn: (wanted: object) => send('POST', '/v1/password/forgotten', wanted, z.unknown()),
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const read = passwordForgotten.safeParse({ email });
    setWrong(!read.success);
    if (read.success) ask.mutate(read.data);
  }

  if (ask.isSuccess) {
    return (
      <Notice tone="good" title={m.account_forgotten_sent()} urgency="status">
        <p>{m.account_forgotten_sent_help()}</p>
      </Notice>
    );
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate>
      <p>{m.account_forgotten_about()}</p>
      <Field label={m.console_sign_in_email()} problem={wrong ? m.people_invite_email_wrong() : null}>
        {(control) => (
          <input
            {...control}
            type="email"
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      {ask.error && <FailureNotice error={ask.error} />}
      <Button type="submit" kind="main" busy={ask.isPending}>
        {m.account_forgotten_send()}
      </Button>
    </form>
  );
}
