import { GROUP_LIMITS } from '@marketsafe/contract';
import { Button, Card, Check, TextField, useAnnounce } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useRef, useState } from 'react';
import { useGroupEntry } from '../../api/group-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** Where one writes to a topic; to a meeting, staff also its minutes. */
export function PostForm({ topicId, minutes }: { topicId: string; minutes: boolean }) {
  const announce = useAnnounce();
  const [text, setText] = useState('');
  const [named, setNamed] = useState(false);
  const [lacks, setLacks] = useState(false);
  // The same entry, however often sending it is tried.
  const entryId = useRef(crypto.randomUUID());
  const write = useGroupEntry(() => {
    entryId.current = crypto.randomUUID();
    setText('');
    announce(m.group_posted());
  });
  function send(kind: 'post' | 'minutes') {
    setLacks(text.trim() === '');
    if (text.trim() === '') return;
    const said = { entryId: entryId.current, topicId, text: text.trim() };
    write.mutate(kind === 'post' ? { ...said, kind, named } : { ...said, kind });
  }
  return (
    <Card title={m.group_write()}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          send('post');
        }}
      >
        <TextField
          label={m.group_field_text()}
          problem={lacks ? m.group_field_text_wrong() : null}
          limit={GROUP_LIMITS.text}
          rows={4}
          value={text}
          onChange={setText}
        />
        <Check checked={named} onCheck={setNamed} help={m.group_named_help()}>
          {m.group_named()}
        </Check>
        {write.error && <FailureNotice error={write.error} />}
        <div className="actions">
          <Button kind="main" type="submit" busy={write.isPending}>
            {m.group_send()}
          </Button>
          {minutes && (
            <Button busy={write.isPending} onClick={() => send('minutes')}>
              {m.group_minutes_write()}
            </Button>
          )}
        </div>
      </form>
    </Card>
  );
}
