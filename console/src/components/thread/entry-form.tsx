import {
  isProgramStaff,
  MAX_ENTRY_TEXT,
  type Me,
  type NewThreadEntry,
  ROOT_CAUSES,
  type RootCause,
  type ThreadKind,
  type ThreadStanding,
} from '@marketsafe/contract';
import { Button, Field, useAnnounce } from '@marketsafe/looks';
import { m, rootCauseName } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { post } from '../../api/client.ts';
import { threadPath } from '../../api/trouble-queries.ts';
import { FailureNotice } from '../failure-notice.tsx';

type What = NewThreadEntry extends infer Entry
  ? Entry extends NewThreadEntry
    ? Omit<Entry, 'entryId' | 'text'>
    : never
  : never;

/** Where one writes to a thread. What can be done with it besides goes by the person's role. */
export function EntryForm(props: {
  me: Me;
  kind: ThreadKind;
  subjectId: string;
  standing: ThreadStanding | null;
}) {
  const { me, kind, subjectId, standing } = props;
  const staff = isProgramStaff(me.roles);
  const announce = useAnnounce();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [cause, setCause] = useState<RootCause | ''>('');
  const [lacks, setLacks] = useState<'text' | 'cause' | null>(null);
  // The same entry, however often sending it is tried.
  const entryId = useRef(crypto.randomUUID());
  const write = useMutation({
    mutationFn: (what: What) =>
      post(threadPath(kind, subjectId), { ...what, entryId: entryId.current, text: text.trim() }),
    onSuccess: async () => {
      entryId.current = crypto.randomUUID();
      setText('');
      setCause('');
      await client.invalidateQueries({ queryKey: ['threads'] });
      announce(m.trouble_written());
    },
  });
  function send(what: What) {
    if (text.trim() === '') return setLacks('text');
    setLacks(null);
    write.mutate(what);
  }
  function close() {
    if (cause === '') return setLacks('cause');
    send({ kind: 'closed', cause });
  }
  const open = standing !== null && standing.closedAt === null;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        send({ kind: 'message' });
      }}
    >
      <Field label={m.trouble_text()} problem={lacks === 'text' ? m.trouble_needs_text() : null}>
        {(control) => (
          <textarea
            {...control}
            maxLength={MAX_ENTRY_TEXT}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="actions">
        <Button kind="main" type="submit" busy={write.isPending}>
          {m.trouble_send()}
        </Button>
        {staff && (
          <Button busy={write.isPending} onClick={() => send({ kind: 'note' })}>
            {m.trouble_note()}
          </Button>
        )}
        {open && standing.level === 'analyst' && (
          <Button busy={write.isPending} onClick={() => send({ kind: 'escalated', level: 'lead' })}>
            {m.trouble_escalate_lead()}
          </Button>
        )}
        {open && standing.level !== 'liaison' && me.roles.includes('program_lead') && (
          <Button busy={write.isPending} onClick={() => send({ kind: 'escalated', level: 'liaison' })}>
            {m.trouble_escalate_liaison()}
          </Button>
        )}
      </div>
      {open && staff && (
        <>
          <Field label={m.trouble_close_cause()} problem={lacks === 'cause' ? m.trouble_needs_cause() : null}>
            {(control) => (
              <select
                {...control}
                value={cause}
                onChange={(event) => setCause(ROOT_CAUSES.find((one) => one === event.target.value) ?? '')}
              >
                <option value="" />
                {ROOT_CAUSES.map((one) => (
                  <option key={one} value={one}>
                    {rootCauseName(one)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <div className="actions">
            <Button busy={write.isPending} onClick={close}>
              {m.trouble_close()}
            </Button>
          </div>
        </>
      )}
      {write.error && <FailureNotice error={write.error} />}
    </form>
  );
}
