import {
  ASK_CAUSES,
  type AskCause,
  type Decision,
  USUALLY_WANTED,
  WANTED,
  type Wanted,
} from '@marketsafe/contract';
import { Check, FieldGroup } from '@marketsafe/looks';
import { askCauseName, m, wantedName } from '@marketsafe/words';
import { useState } from 'react';
import { CodeDialog } from './code-dialog.tsx';

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
  return (
    <CodeDialog
      title={props.title}
      legend={m.triage_ask_cause()}
      codes={ASK_CAUSES}
      nameOf={askCauseName}
      chosen={cause}
      onChoose={choose}
      onKey={(chosen) => {
        choose(chosen);
        ask(chosen, USUALLY_WANTED[chosen]);
      }}
      text={text}
      onText={setText}
      lacks={asked === 'wanted' ? null : asked}
      submit={m.triage_ask_send()}
      onSubmit={() => ask(cause, wanted)}
      onClose={props.onClose}
    >
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
    </CodeDialog>
  );
}
