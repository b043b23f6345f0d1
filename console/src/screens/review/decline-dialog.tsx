import { DECLINE_CAUSES, type Decision, type DeclineCause, REVIEW_TEXT_LIMIT } from '@marketsafe/contract';
import { Button, Dialog, Field } from '@marketsafe/looks';
import { declineCauseName, m } from '@marketsafe/words';
import { type KeyboardEvent, useState } from 'react';
import { CodeChoice, codeOfKey } from './code-choice.tsx';

type Decline = Extract<Decision, { kind: 'decline' }>;

/** Asks why: a digit chooses and declines at once, which can be taken back. */
export function DeclineDialog(props: {
  title: string;
  onDecline: (decision: Decline) => void;
  onClose: () => void;
}) {
  const [cause, setCause] = useState<DeclineCause | null>(null);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<'cause' | 'text' | null>(null);
  function decline(chosen: DeclineCause | null) {
    if (chosen === null) return setAsked('cause');
    setCause(chosen);
    if (chosen === 'other' && text.trim() === '') return setAsked('text');
    props.onDecline({ kind: 'decline', cause: chosen, text: text.trim() });
  }
  function byKey(event: KeyboardEvent) {
    const chosen = codeOfKey(event, DECLINE_CAUSES);
    if (chosen === undefined) return;
    event.preventDefault();
    decline(chosen);
  }
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form
        className="stack"
        onKeyDown={byKey}
        onSubmit={(event) => {
          event.preventDefault();
          decline(cause);
        }}
      >
        <CodeChoice
          legend={m.triage_decline_cause()}
          codes={DECLINE_CAUSES}
          nameOf={declineCauseName}
          chosen={cause}
          onChoose={setCause}
        />
        {asked === 'cause' && <p className="field-problem">{m.inquiry_cause_needed()}</p>}
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
            {m.triage_decline_send()}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
