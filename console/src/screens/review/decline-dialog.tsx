import { DECLINE_CAUSES, type Decision, type DeclineCause } from '@marketsafe/contract';
import { declineCauseName, m } from '@marketsafe/words';
import { useState } from 'react';
import { CodeDialog } from './code-dialog.tsx';

type Decline = Extract<Decision, { kind: 'decline' }>;

/** Asks why: a digit chooses and declines at once, which can be taken back. */
export function DeclineDialog(props: {
  title: string;
  onDecline: (decision: Decline) => void;
  onClose: () => void;
}) {
  const [cause, setCause] = useState<DeclineCause | null>(null);
  const [text, setText] = useState('');
  const [lacks, setLacks] = useState<'cause' | 'text' | null>(null);
  function decline(chosen: DeclineCause | null) {
    if (chosen === null) return setLacks('cause');
    setCause(chosen);
    if (chosen === 'other' && text.trim() === '') return setLacks('text');
    props.onDecline({ kind: 'decline', cause: chosen, text: text.trim() });
  }
  return (
    <CodeDialog
      title={props.title}
      legend={m.triage_decline_cause()}
      codes={DECLINE_CAUSES}
      nameOf={declineCauseName}
      chosen={cause}
      onChoose={setCause}
      onKey={decline}
      text={text}
      onText={setText}
      lacks={lacks}
      submit={m.triage_decline_send()}
      onSubmit={() => decline(cause)}
      onClose={props.onClose}
    />
  );
}
