import { Button, Field, Result } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type FormEvent, useState } from 'react';

/** What came of it, said anew in the language of the moment. */
type Shown = { tone: 'good' | 'bad'; say: () => string } | null;

const UNFIT = {
  empty: m.workspace_address_empty,
  unreadable: m.workspace_address_unreadable,
  credentials: m.workspace_address_credentials,
  plain: m.workspace_address_plain,
};

const FAILED = { unreachable: m.workspace_unreachable, foreign: m.workspace_foreign };

type Address =
  | { ok: true; origin: string }
  | { ok: false; problem: keyof typeof UNFIT }
  | { ok: false; problem: 'path'; origin: string };
type Check = { state: 'reachable'; version: string } | { state: 'unreachable' } | { state: 'foreign' };

interface ServerFieldProps {
  serverUrl: string;
  read: (text: string) => Address;
  check: (origin: string) => Promise<Check>;
  onSave: (origin: string) => Promise<boolean>;
}

/** Address of the backend, with a way to try it before it is used. */
export function ServerField({ serverUrl, read, check, onSave }: ServerFieldProps) {
  const [text, setText] = useState(serverUrl);
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState<Shown>(null);
  const withAddress = async (work: (origin: string) => Promise<Shown>) => {
    const address = read(text);
    if (!address.ok) {
      const say =
        address.problem === 'path'
          ? () => m.workspace_address_path({ origin: address.origin })
          : UNFIT[address.problem];
      setShown({ tone: 'bad', say });
      return;
    }
    setText(address.origin);
    setBusy(true);
    setShown(await work(address.origin));
    setBusy(false);
  };
  const tryIt = () =>
    withAddress(async (origin) => {
      const found = await check(origin);
      return found.state === 'reachable'
        ? { tone: 'good', say: () => m.workspace_reachable({ version: found.version }) }
        : { tone: 'bad', say: FAILED[found.state] };
    });
  const save = (event: FormEvent) => {
    event.preventDefault();
    void withAddress(async (origin) =>
      (await onSave(origin)) ? { tone: 'good', say: m.workspace_address_saved } : null,
    );
  };
  return (
    <form className="stack" onSubmit={save} noValidate>
      <Field label={m.workspace_address()} help={<p className="soft">{m.workspace_address_help()}</p>}>
        {(control) => (
          <input
            {...control}
            type="url"
            inputMode="url"
            autoComplete="url"
            spellCheck={false}
            value={text}
            aria-invalid={shown?.tone === 'bad'}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="actions">
        <Button type="submit" kind="main">
          {m.workspace_save()}
        </Button>
        <Button busy={busy} onClick={() => void tryIt()}>
          {m.workspace_check()}
        </Button>
        {busy && <span className="soft">{m.workspace_checking()}</span>}
      </div>
      <Result result={busy || !shown ? null : { tone: shown.tone, sentence: shown.say() }} />
    </form>
  );
}
