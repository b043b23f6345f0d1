import {
  COUNTER_OUTCOMES,
  COUNTER_TEXT_LIMIT,
  type CounterDecision,
  type CounterNotice,
  MOST_COUNTER_FILES,
  type NewCounter,
} from '@marketsafe/contract';
import { CauseForm, Dialog, TextField } from '@marketsafe/looks';
import { counterStateName, m } from '@marketsafe/words';
import { type SubmitEvent, useRef, useState } from 'react';
import { type ChosenFile, ChosenFiles } from '../chosen-files.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { DayField, today } from './day-field.tsx';
import { Ending } from './ending.tsx';

interface Asked {
  busy: boolean;
  error: unknown;
  onClose: () => void;
}

const MOST_STATEMENT = 20_000;

/** Enters what a seller says, with the seller's documents, as the marketplace forwarded it, or as its own people enter it. */
export function EnterCounterDialog(
  props: Asked & {
    number: string;
    /** Who reads the seller's documents. */
    aboutFiles: string;
    onEnter: (counter: NewCounter, files: readonly ChosenFile[]) => void;
  },
) {
  // One id however often it is sent.
  const counterId = useRef(crypto.randomUUID());
  const [receivedOn, setReceivedOn] = useState(today);
  const [replyBy, setReplyBy] = useState('');
  const [statement, setStatement] = useState('');
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const [asked, setAsked] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setAsked(true);
    if (statement.trim() === '' || receivedOn === '') return;
    const counter = { counterId: counterId.current, receivedOn, statement: statement.trim() };
    const added = files.map((file) => file.added);
    props.onEnter({ ...counter, replyBy: replyBy === '' ? null : replyBy, files: added }, files);
  };
  return (
    <Dialog title={m.counter_enter_title({ number: props.number })} onClose={props.onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <DayField
          label={m.counter_enter_received()}
          latest={today()}
          problem={asked && receivedOn === '' ? m.counter_enter_received_needed() : null}
          day={receivedOn}
          onDay={setReceivedOn}
        />
        <DayField
          label={m.counter_enter_reply_by()}
          help={<p className="soft">{m.counter_enter_reply_by_help()}</p>}
          day={replyBy}
          onDay={setReplyBy}
        />
        <TextField
          label={m.counter_enter_statement()}
          limit={MOST_STATEMENT}
          rows={7}
          value={statement}
          onChange={setStatement}
          problem={asked && statement.trim() === '' ? m.counter_enter_statement_needed() : null}
        />
        <ChosenFiles
          legend={m.counter_enter_files()}
          files={files}
          most={MOST_COUNTER_FILES}
          onChange={setFiles}
        />
        <p className="soft small">{props.aboutFiles}</p>
        <Ending {...props} submit={m.counter_enter()} />
      </form>
    </Dialog>
  );
}

/** Writes down what the marketplace decided, or did. */
export function DecideCounterDialog(
  props: Asked & { counter: CounterNotice; onDecide: (decision: CounterDecision) => void },
) {
  return (
    <Dialog title={m.counter_decide_title({ number: props.counter.number })} onClose={props.onClose}>
      <CauseForm
        about={m.counter_decide_about()}
        label={m.counter_decide_outcome()}
        codes={COUNTER_OUTCOMES}
        nameOf={(outcome) => counterStateName(outcome)}
        numbered
        lacking={m.counter_decide_needed()}
        textLabel={m.counter_reply_text()}
        limit={COUNTER_TEXT_LIMIT}
        submit={m.counter_decide()}
        cancel={m.console_cancel()}
        busy={props.busy}
        failure={props.error !== null && <FailureNotice error={props.error} />}
        onGive={({ cause: outcome, text }) => props.onDecide({ outcome, text })}
        onCancel={props.onClose}
      />
    </Dialog>
  );
}
