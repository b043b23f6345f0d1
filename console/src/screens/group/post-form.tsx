import { GROUP_LIMITS } from '@marketsafe/contract';
import { Button, Card, Check, useAnnounce } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useRef, useState } from 'react';
import { GROUP_FILES, useGroupEntry } from '../../api/group-queries.ts';
import { type ChosenFile, ChosenFiles, uploadChosen } from '../../components/chosen-files.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { MentionField } from './mention-field.tsx';
import { TYPED_LIMIT, useMentions } from './use-mentions.ts';

/** Where one writes to a topic; to a meeting, staff also its minutes. */
export function PostForm({ topicId, minutes }: { topicId: string; minutes: boolean }) {
  const announce = useAnnounce();
  const [text, setText] = useState('');
  const [named, setNamed] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const [uploading, setUploading] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  // The same entry, however often sending it is tried.
  const entryId = useRef(crypto.randomUUID());
  const write = useGroupEntry(() => {
    entryId.current = crypto.randomUUID();
    setText('');
    setFiles([]);
    announce(m.group_posted());
  });
  const mentions = useMentions(write.error);
  async function send(kind: 'post' | 'minutes') {
    const read = mentions.read(text);
    setWrong(read.problem);
    if (read.problem !== null) return;
    setFailure(null);
    setUploading(true);
    try {
      await uploadChosen(files, GROUP_FILES);
      const added = files.length > 0 ? { files: files.map((one) => one.added) } : {};
      const said = { entryId: entryId.current, topicId, text: read.text, ...added };
      write.mutate(kind === 'post' ? { ...said, kind, named } : { ...said, kind });
    } catch (error) {
      setFailure(error);
    } finally {
      setUploading(false);
    }
  }
  const busy = uploading || write.isPending;
  return (
    <Card title={m.group_write()}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send('post');
        }}
      >
        <MentionField
          label={m.group_field_text()}
          problem={wrong ?? mentions.refused}
          limit={TYPED_LIMIT}
          rows={4}
          value={text}
          offered={mentions.offered}
          onChange={setText}
        />
        <Check checked={named} onCheck={setNamed} help={m.group_named_help()}>
          {m.group_named()}
        </Check>
        <ChosenFiles legend={m.group_files()} files={files} most={GROUP_LIMITS.files} onChange={setFiles} />
        {files.length > 0 && <p className="soft small">{m.group_files_about()}</p>}
        {failure !== null && <FailureNotice error={failure} />}
        {write.error && mentions.refused === null && <FailureNotice error={write.error} />}
        <div className="actions">
          <Button kind="main" type="submit" busy={busy}>
            {m.group_send()}
          </Button>
          {minutes && (
            <Button busy={busy} onClick={() => void send('minutes')}>
              {m.group_minutes_write()}
            </Button>
          )}
        </div>
      </form>
    </Card>
  );
}
