import { Button, Field, Result } from '@marketsafe/looks';
import { type FormEvent, useState } from 'react';
import { WORDS } from './words.ts';

type Address = { ok: true; origin: string } | { ok: false; sentence: string };
type Check = { state: 'reachable'; version: string } | { state: 'unreachable' } | { state: 'foreign' };
type Shown = { tone: 'good' | 'bad'; sentence: string } | null;

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
      setShown({ tone: 'bad', sentence: address.sentence });
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
        ? { tone: 'good', sentence: WORDS.reachable(found.version) }
        : { tone: 'bad', sentence: WORDS[found.state] };
    });
  const save = (event: FormEvent) => {
    event.preventDefault();
    void withAddress(async (origin) =>
      (await onSave(origin)) ? { tone: 'good', sentence: WORDS.addressSaved } : null,
    );
  };
  return (
    <form className="stack" onSubmit={save} noValidate>
      <Field label={WORDS.address} help={<p className="soft">{WORDS.addressHelp}</p>}>
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
          {WORDS.save}
        </Button>
        <Button busy={busy} onClick={() => void tryIt()}>
          {WORDS.check}
        </Button>
        {busy && <span className="soft">{WORDS.checking}</span>}
      </div>
      <Result result={busy ? null : shown} />
    </form>
  );
}
