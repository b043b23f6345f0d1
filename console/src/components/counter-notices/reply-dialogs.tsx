import {
  CONCEDE_CAUSES,
  COUNTER_TEXT_LIMIT,
  type CounterNotice,
  type CounterReply,
  MOST_COUNTER_FILES,
} from '@marketsafe/contract';
import { CauseForm, Dialog, TextField } from '@marketsafe/looks';
import { concedeCauseName, m } from '@marketsafe/words';
import { type SubmitEvent, useState } from 'react';
import { type ChosenFile, ChosenFiles } from '../chosen-files.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { Ending } from './ending.tsx';

interface Asked {
  counter: CounterNotice;
  busy: boolean;
  error: unknown;
  onClose: () => void;
}

/** Gives in, with the reason: the listing may come back. A digit chooses the reason. */
export function ConcedeDialog(props: Asked & { onReply: (reply: CounterReply) => void }) {
  return (
    <Dialog title={m.counter_concede_title({ number: props.counter.number })} onClose={props.onClose}>
      <CauseForm
        about={m.counter_concede_about()}
        label={m.counter_concede_cause()}
        codes={CONCEDE_CAUSES}
        nameOf={(cause) => concedeCauseName(cause)}
        numbered
        lacking={m.inquiry_cause_needed()}
        textLabel={m.counter_reply_text()}
        limit={COUNTER_TEXT_LIMIT}
        submit={m.counter_concede()}
        cancel={m.console_cancel()}
        busy={props.busy}
        failure={props.error !== null && <FailureNotice error={props.error} />}
        onGive={(given) => props.onReply({ kind: 'concede', ...given })}
        onCancel={props.onClose}
      />
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
          limit={COUNTER_TEXT_LIMIT}
          rows={5}
          value={text}
          onChange={setText}
          problem={asked && isEmpty ? m.counter_contest_empty() : null}
        />
        <ChosenFiles files={files} most={MOST_COUNTER_FILES} onChange={setFiles} />
        <Ending {...props} submit={m.counter_contest()} />
      </form>
    </Dialog>
  );
}
