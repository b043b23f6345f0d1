import { PRIORITIES, PRIORITY_REASON_LIMIT, type Priority, type ReviewCounts } from '@marketsafe/contract';
import { Button, Dialog, Field } from '@marketsafe/looks';
import { m, priorityName } from '@marketsafe/words';
import { type SubmitEvent, useState } from 'react';

/** What about claims is arranged: who has them, or how soon they are looked at. */
export type Arranging = 'give' | 'priority';

interface Props {
  kind: Arranging;
  staff: ReviewCounts['staff'];
  onGive: (to: string) => void;
  onPrioritise: (priority: Priority, reason: string) => void;
  onClose: () => void;
}

/** Gives claims to a colleague, or says how soon they are to be looked at and why. */
export function ArrangeDialog(props: Props) {
  return props.kind === 'give' ? <Give {...props} /> : <Prioritise {...props} />;
}

function Give({ staff, onGive, onClose }: Props) {
  const [to, setTo] = useState(staff[0]?.userId ?? '');
  const give = (event: SubmitEvent) => {
    event.preventDefault();
    if (to !== '') onGive(to);
  };
  return (
    <Dialog title={m.triage_give_to()} onClose={onClose}>
      <form className="stack" onSubmit={give}>
        <Field label={m.triage_give_to()}>
          {(control) => (
            <select {...control} value={to} onChange={(event) => setTo(event.target.value)}>
              {staff.map(({ userId, name }) => (
                <option key={userId} value={userId}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Buttons onClose={onClose} />
      </form>
    </Dialog>
  );
}

function Prioritise({ onPrioritise, onClose }: Props) {
  const [priority, setPriority] = useState<Priority>('high');
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const needed = priority !== 'normal' && reason.trim() === '';
  const set = (event: SubmitEvent) => {
    event.preventDefault();
    if (needed) setAsked(true);
    else onPrioritise(priority, reason.trim());
  };
  return (
    <Dialog title={m.triage_priority()} onClose={onClose}>
      <form className="stack" onSubmit={set}>
        <Field label={m.triage_priority()}>
          {(control) => (
            <select
              {...control}
              value={priority}
              onChange={(event) => setPriority(event.target.value as Priority)}
            >
              {PRIORITIES.map((each) => (
                <option key={each} value={each}>
                  {priorityName(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field
          label={m.triage_priority_reason()}
          problem={asked && needed ? m.triage_priority_reason_needed() : null}
        >
          {(control) => (
            <input
              {...control}
              value={reason}
              maxLength={PRIORITY_REASON_LIMIT}
              autoComplete="off"
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <Buttons onClose={onClose} />
      </form>
    </Dialog>
  );
}

function Buttons({ onClose }: { onClose: () => void }) {
  return (
    <div className="actions">
      <Button type="submit" kind="main">
        {m.triage_set()}
      </Button>
      <Button onClick={onClose}>{m.console_cancel()}</Button>
    </div>
  );
}
