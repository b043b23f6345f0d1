import { GROUP_LIMITS, type GroupEntry } from '@marketsafe/contract';
import { Badge, Button, Card, Field, TextField, useAnnounce } from '@marketsafe/looks';
import { groupAuthorName, m } from '@marketsafe/words';
import { useRef, useState } from 'react';
import { useGroupEntry } from '../../api/group-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** What a meeting is to talk about: items that whoever writes puts there, and what came of each, which staff write. */
export function AgendaCard(props: {
  topicId: string;
  entries: readonly GroupEntry[];
  writes: boolean;
  staff: boolean;
}) {
  const { topicId, entries, writes, staff } = props;
  const done = new Set(
    entries.flatMap(({ kind, of }) => (kind === 'agenda-done' && of !== null ? [of] : [])),
  );
  const items = entries.filter(({ kind }) => kind === 'agenda');
  const announce = useAnnounce();
  const takeBack = useGroupEntry(() => announce(m.group_was_taken_back()));
  return (
    <Card title={m.group_agenda()}>
      {items.length === 0 && <p className="soft">{m.group_agenda_none()}</p>}
      {takeBack.error && <FailureNotice error={takeBack.error} />}
      <ol className="stack-small group-agenda">
        {items.map((item) => {
          const { entryId, text, author, own } = item;
          if (text === null) {
            return (
              <li key={entryId} className="soft">
                {m.group_taken_back()}
              </li>
            );
          }
          const isDone = done.has(entryId);
          return (
            <li key={entryId}>
              <bdi>{text}</bdi>{' '}
              <span className="soft small">
                <bdi>{groupAuthorName(author)}</bdi>
              </span>{' '}
              <Badge tone={isDone ? 'good' : 'info'}>
                {isDone ? m.group_agenda_is_done() : m.group_agenda_is_open()}
              </Badge>{' '}
              {!isDone && own && writes && (
                <Button
                  kind="link"
                  onClick={() =>
                    takeBack.mutate({
                      ...{ entryId: crypto.randomUUID(), kind: 'taken-back', topicId, of: entryId },
                    })
                  }
                >
                  {m.group_take_back()}
                </Button>
              )}
              {!isDone && staff && <Outcome topicId={topicId} of={entryId} item={text} />}
            </li>
          );
        })}
      </ol>
      {writes && <NewItem topicId={topicId} />}
    </Card>
  );
}

function NewItem({ topicId }: { topicId: string }) {
  const announce = useAnnounce();
  const [text, setText] = useState('');
  const [lacks, setLacks] = useState(false);
  const entryId = useRef(crypto.randomUUID());
  const write = useGroupEntry(() => {
    entryId.current = crypto.randomUUID();
    setText('');
    announce(m.group_agenda_added());
  });
  return (
    <form
      className="stack-small"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const isShort = text.trim().length < 2;
        setLacks(isShort);
        if (isShort) return;
        write.mutate({
          ...{ entryId: entryId.current, kind: 'agenda', topicId, text: text.trim(), named: false },
        });
      }}
    >
      <Field label={m.group_agenda_item()} problem={lacks ? m.group_field_title_wrong() : null}>
        {(control) => (
          <input
            {...control}
            maxLength={GROUP_LIMITS.title}
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      {write.error && <FailureNotice error={write.error} />}
      <div className="actions">
        <Button type="submit" busy={write.isPending}>
          {m.group_agenda_add()}
        </Button>
      </div>
    </form>
  );
}

/** Where staff write what came of an item. */
function Outcome({ topicId, of, item }: { topicId: string; of: string; item: string }) {
  const announce = useAnnounce();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [lacks, setLacks] = useState(false);
  const entryId = useRef(crypto.randomUUID());
  const write = useGroupEntry(() => announce(m.group_agenda_done()));
  if (!open) {
    return (
      <Button kind="link" aria-label={m.group_agenda_minutes_of({ item })} onClick={() => setOpen(true)}>
        {m.group_agenda_minutes()}
      </Button>
    );
  }
  return (
    <form
      className="stack-small"
      onSubmit={(event) => {
        event.preventDefault();
        setLacks(text.trim() === '');
        if (text.trim() === '') return;
        write.mutate({ entryId: entryId.current, kind: 'agenda-done', topicId, of, text: text.trim() });
      }}
    >
      <TextField
        label={m.group_agenda_outcome({ item })}
        problem={lacks ? m.group_field_text_wrong() : null}
        limit={GROUP_LIMITS.text}
        value={text}
        onChange={setText}
      />
      {write.error && <FailureNotice error={write.error} />}
      <div className="actions">
        <Button type="submit" kind="main" busy={write.isPending}>
          {m.group_minutes_write()}
        </Button>
        <Button busy={write.isPending} onClick={() => setOpen(false)}>
          {m.console_cancel()}
        </Button>
      </div>
    </form>
  );
}
