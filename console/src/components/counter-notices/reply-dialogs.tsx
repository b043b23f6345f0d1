import {
  CONCEDE_CAUSES,
  COUNTER_TEXT_LIMIT,
  type ConcedeCause,
  type CounterNotice,
  type CounterReply,
} from '@marketsafe/contract';
import { Button, Dialog, Field } from '@marketsafe/looks';
import { concedeCauseName, m } from '@marketsafe/words';
import { type SubmitEvent, useState } from 'react';
import { type ChosenFile, ChosenFiles } from '../chosen-files.tsx';
import { FailureNotice } from '../failure-notice.tsx';

const MOST_FILES = 20;

interface Asked {
  counter: CounterNotice;
  busy: boolean;
  error: unknown;
  onClose: () => void;
}

/** Gives in, with the reason: the listing may come back. */
export function ConcedeDialog(props: Asked & { onReply: (reply: CounterReply) => void }) {
  const [cause, setCause] = useState<ConcedeCause | ''>('');
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (cause === '') setAsked(true);
    else props.onReply({ kind: 'concede', cause, text: text.trim() });
  };
  return (
    <Dialog title={m.counter_concede_title({ number: props.counter.number })} onClose={props.onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p>{m.counter_concede_about()}</p>
        <Field
          label={m.counter_concede_cause()}
          problem={asked && cause === '' ? m.inquiry_cause_needed() : null}
        >
          {(control) => (
            <select
              {...control}
              value={cause}
              onChange={(event) => setCause(event.target.value as ConcedeCause | '')}
            >
              <option value="" />
              {CONCEDE_CAUSES.map((each) => (
                <option key={each} value={each}>
                  {concedeCauseName(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <TextField label={m.counter_reply_text()} text={text} onText={setText} />
        <Ending {...props} kind="danger" submit={m.counter_concede()} />
      </form>
    </Dialog>
  );
}

/** Contests, in words and with files. They go to the program, which passes on what may go. */
export function ContestDialog(
  props: Asked & { onReply: (text: string, files: readonly ChosenFile[]) => void },
) {
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const [asked, setAsked] = useState(false);
  const isEmpty = text.trim() === '' && files.length === 0;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!isEmpty) props.onReply(text.trim(), files);
  };
  return (
    <Dialog title={m.counter_contest_title({ number: props.counter.number })} onClose={props.onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p>{m.counter_contest_about()}</p>
        <TextField
          label={m.counter_reply_text()}
          text={text}
          onText={setText}
          problem={asked && isEmpty ? m.counter_contest_empty() : null}
        />
        <ChosenFiles files={files} most={MOST_FILES} onChange={setFiles} />
        <Ending {...props} kind="main" submit={m.counter_contest()} />
      </form>
    </Dialog>
  );
}

function TextField(props: {
  label: string;
  text: string;
  onText: (text: string) => void;
  problem?: string | null;
}) {
  return (
    <Field label={props.label} problem={props.problem ?? null}>
      {(control) => (
        <textarea
          {...control}
          rows={5}
          maxLength={COUNTER_TEXT_LIMIT}
          value={props.text}
          onChange={(event) => props.onText(event.target.value)}
        />
      )}
    </Field>
  );
}

function Ending(
  props: Pick<Asked, 'busy' | 'error' | 'onClose'> & { kind: 'main' | 'danger'; submit: string },
) {
  return (
    <>
      {props.error !== null && <FailureNotice error={props.error} />}
      <div className="actions">
        <Button type="submit" kind={props.kind} busy={props.busy}>
          {props.submit}
        </Button>
        <Button onClick={props.onClose}>{m.console_cancel()}</Button>
      </div>
    </>
  );
}
