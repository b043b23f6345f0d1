import {
  ASK_CAUSES,
  type AskCause,
  type Decision,
  REVIEW_TEXT_LIMIT,
  USUALLY_WANTED,
  WANTED,
  type Wanted,
} from '@marketsafe/contract';
import { Button, Check, Dialog, Field, FieldGroup } from '@marketsafe/looks';
import { askCauseName, m, wantedName } from '@marketsafe/words';
import { type KeyboardEvent, useState } from 'react';
import { CodeChoice, codeOfKey } from './code-choice.tsx';

type Ask = Extract<Decision, { kind: 'ask' }>;

/** Asks what is the matter and what is wanted; the participant reads it in their own language. */
export function AskDialog(props: { title: string; onAsk: (decision: Ask) => void; onClose: () => void }) {
  const [cause, setCause] = useState<AskCause | null>(null);
  const [wanted, setWanted] = useState<readonly Wanted[]>([]);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<'cause' | 'wanted' | 'text' | null>(null);
  function choose(chosen: AskCause) {
    setCause(chosen);
    setWanted(USUALLY_WANTED[chosen]);
  }
  function ask(chosen: AskCause | null, what: readonly Wanted[]) {
    if (chosen === null) return setAsked('cause');
    if (what.length === 0) return setAsked('wanted');
    if (chosen === 'other' && text.trim() === '') return setAsked('text');
    props.onAsk({ kind: 'ask', cause: chosen, wanted: [...what], text: text.trim() });
  }
  function byKey(event: KeyboardEvent) {
    const chosen = codeOfKey(event, ASK_CAUSES);
    if (chosen === undefined) return;
    event.preventDefault();
    choose(chosen);
    ask(chosen, USUALLY_WANTED[chosen]);
  }
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form
        className="stack"
        onKeyDown={byKey}
        onSubmit={(event) => {
          event.preventDefault();
          ask(cause, wanted);
        }}
      >
        <CodeChoice
          legend={m.triage_ask_cause()}
          codes={ASK_CAUSES}
          nameOf={askCauseName}
          chosen={cause}
          onChoose={choose}
        />
        {asked === 'cause' && cause === null && <p className="field-problem">{m.inquiry_cause_needed()}</p>}
        <FieldGroup
          legend={m.triage_ask_wanted()}
          problem={asked === 'wanted' && wanted.length === 0 ? m.triage_wanted_needed() : null}
        >
          {WANTED.map((each) => (
            <Check
              key={each}
              checked={wanted.includes(each)}
              onCheck={(checked) =>
                setWanted(WANTED.filter((other) => (other === each ? checked : wanted.includes(other))))
              }
            >
              {wantedName(each)}
            </Check>
          ))}
        </FieldGroup>
        <Field
          label={m.triage_own_words()}
          problem={asked === 'text' && text.trim() === '' ? m.triage_text_needed() : null}
        >
          {(control) => (
            <textarea
              {...control}
              rows={3}
              maxLength={REVIEW_TEXT_LIMIT}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <p className="soft small">{m.triage_dialog_keys()}</p>
        <div className="actions">
          <Button type="submit" kind="main">
            {m.triage_ask_send()}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
