import { madeToken, TOKEN_DAYS, TOKEN_SCOPES, type TokenScope, tokenOrder } from '@marketsafe/contract';
import { Button, Check, Dialog, Field, FieldGroup, Notice } from '@marketsafe/looks';
import { m, scopePhrase } from '@marketsafe/words';
import { type SubmitEvent, useState } from 'react';
import { send } from '../../api/client.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useAccountChange } from './use-account-change.ts';
import { NotProven, useProof } from './use-proof.tsx';

/** Asks what a token is for, and shows it once. */
export function TokenDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<TokenScope[]>([]);
  const [days, setDays] = useState(String(TOKEN_DAYS.usual));
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const { proven, dialog } = useProof();
  const make = useAccountChange((order: object) =>
    proven(() => send('POST', '/v1/me/tokens', order, madeToken)),
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const read = tokenOrder.safeParse({ name, scopes, days: Number(days) });
    setWrong(new Set(read.success ? [] : read.error.issues.map(({ path }) => String(path[0]))));
    if (read.success) make.mutate(read.data);
  }

  if (make.data) {
    const { token } = make.data;
    return (
      <Dialog title={m.account_token_made()} onClose={onClose}>
        <div className="stack">
          <Notice tone="good" title={<code className="token">{token}</code>} />
          <div className="actions">
            <CopyButton text={token} what={m.account_token_name()} />
            <Button kind="main" onClick={onClose}>
              {m.account_done()}
            </Button>
          </div>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={m.account_token_make_title()} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <Field
          label={m.account_token_name()}
          help={<p className="soft">{m.account_token_name_help()}</p>}
          problem={wrong.has('name') ? m.account_token_name_wrong() : null}
        >
          {(control) => (
            <input
              {...control}
              autoFocus
              autoComplete="off"
              maxLength={100}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <FieldGroup
          legend={m.account_token_scopes()}
          problem={wrong.has('scopes') && scopes.length === 0 ? m.account_token_scopes_wrong() : null}
        >
          {TOKEN_SCOPES.map((scope) => (
            <Check
              key={scope}
              checked={scopes.includes(scope)}
              onCheck={(checked) =>
                setScopes(TOKEN_SCOPES.filter((each) => (each === scope ? checked : scopes.includes(each))))
              }
            >
              {scopePhrase(scope)}
            </Check>
          ))}
        </FieldGroup>
        <Field
          label={m.account_token_days()}
          problem={wrong.has('days') ? m.account_token_days_wrong({ most: TOKEN_DAYS.most }) : null}
        >
          {(control) => (
            <input
              {...control}
              className="input input-short"
              type="number"
              min={1}
              max={TOKEN_DAYS.most}
              value={days}
              onChange={(event) => setDays(event.target.value)}
            />
          )}
        </Field>
        {make.error && !(make.error instanceof NotProven) && <FailureNotice error={make.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={make.isPending}>
            {m.account_token_make_do()}
          </Button>
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
      {dialog}
    </Dialog>
  );
}
