import {
  GROUP_LIMITS,
  isProgramStaff,
  type NewGroupEntry,
  newGroupEntry,
  TOPIC_KINDS,
  type TopicKind,
} from '@marketsafe/contract';
import { Button, Check, Dialog, Field } from '@marketsafe/looks';
import { m, topicKindName } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useGroupEntry } from '../../api/group-queries.ts';
import { meQuery } from '../../api/queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { today } from '../../format/today.ts';
import { MentionField } from './mention-field.tsx';
import { PollFields, type PollTyped } from './poll-fields.tsx';
import { TYPED_LIMIT, useMentions } from './use-mentions.ts';

/** Opens a topic. What was typed stays until it is there. */
export function TopicDialog(props: { onClose: () => void; onOpened: (topicId: string) => void }) {
  const staff = isProgramStaff(useQuery(meQuery).data?.roles ?? []);
  // The same topic, however often sending it is tried.
  const [entryId] = useState(() => crypto.randomUUID());
  const [about, setAbout] = useState<TopicKind>('policy');
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [on, setOn] = useState('');
  const [named, setNamed] = useState(false);
  const [poll, setPoll] = useState<PollTyped | null>(null);
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const write = useGroupEntry(() => props.onOpened(entryId));
  const mentions = useMentions(write.error);
  const [textWrong, setTextWrong] = useState<string | null>(null);
  const meeting = about === 'meeting';
  const kinds = TOPIC_KINDS.filter((kind) => kind !== 'meeting' || staff);

  function save(event: SubmitEvent) {
    event.preventDefault();
    const said = mentions.read(text);
    setTextWrong(said.problem);
    const read = newGroupEntry.safeParse({
      ...{ entryId, kind: 'topic', about, title, text: said.text, named },
      ...(meeting && { on }),
      ...(poll && {
        poll: {
          question: poll.question,
          options: poll.options
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== ''),
          closesOn: poll.closesOn,
        },
      }),
    } satisfies Record<keyof Extract<NewGroupEntry, { kind: 'topic' }> & string, unknown> | object);
    const faults = new Set(
      read.success ? [] : read.error.issues.map(({ path }) => path.slice(0, 2).join('.')),
    );
    if (poll && poll.closesOn < today()) faults.add('poll.closesOn');
    setWrong(faults);
    if (read.success && faults.size === 0 && said.problem === null) write.mutate(read.data);
  }

  return (
    <Dialog title={m.group_new_title()} onClose={props.onClose}>
      <form className="stack" onSubmit={save} noValidate>
        <Field label={m.group_field_about()}>
          {(control) => (
            <select
              {...control}
              value={about}
              onChange={(event) =>
                setAbout(TOPIC_KINDS.find((kind) => kind === event.target.value) ?? 'policy')
              }
            >
              {kinds.map((kind) => (
                <option key={kind} value={kind}>
                  {topicKindName(kind)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field
          label={m.group_field_title()}
          problem={wrong.has('title') ? m.group_field_title_wrong() : null}
        >
          {(control) => (
            <input
              {...control}
              maxLength={GROUP_LIMITS.title}
              autoComplete="off"
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        {meeting && (
          <Field label={m.group_field_on()} problem={wrong.has('on') ? m.group_field_on_wrong() : null}>
            {(control) => (
              <input {...control} type="date" value={on} onChange={(event) => setOn(event.target.value)} />
            )}
          </Field>
        )}
        <MentionField
          label={meeting ? m.group_field_agenda() : m.group_field_text()}
          problem={textWrong ?? mentions.refused}
          limit={TYPED_LIMIT}
          rows={6}
          value={text}
          offered={mentions.offered}
          onChange={setText}
        />
        <PollFields poll={poll} wrong={wrong} onPoll={setPoll} />
        <Check checked={named} onCheck={setNamed} help={m.group_named_help()}>
          {m.group_named()}
        </Check>
        {write.error && mentions.refused === null && <FailureNotice error={write.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={write.isPending}>
            {m.group_new()}
          </Button>
          <Button busy={write.isPending} onClick={props.onClose}>
            {m.console_cancel()}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
