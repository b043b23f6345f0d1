import './group.css';
import type { GroupEntry, GroupTopicDetail } from '@marketsafe/contract';
import { isProgramStaff } from '@marketsafe/contract';
import { Badge, Button, Loading, useAnnounce } from '@marketsafe/looks';
import {
  dialogueStepName,
  formatDay,
  formatLocalTime,
  groupAuthorName,
  m,
  marketplaceName,
  topicKindName,
} from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { topicQuery, useGroupEntry } from '../../api/group-queries.ts';
import { meQuery } from '../../api/queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { AgendaCard } from './agenda-card.tsx';
import { DialogueCard } from './dialogue-card.tsx';
import { FileList } from './file-list.tsx';
import { mayWriteToGroup } from './may-write.ts';
import { MentionedText } from './mentioned-text.tsx';
import { PollCard } from './poll-card.tsx';
import { PostForm } from './post-form.tsx';

/** One topic: what it says, what was answered, its poll, and the dialogue with the marketplace. */
export function TopicScreen({ topicId }: { topicId: string }) {
  const roles = useQuery(meQuery).data?.roles ?? [];
  const { data, error, refetch } = useQuery(topicQuery(topicId));
  const announce = useAnnounce();
  const write = useGroupEntry(() => announce(m.group_was_taken_back()));
  const writes = mayWriteToGroup(roles);
  const staff = isProgramStaff(roles);
  // Items of an agenda stand there; what came of each, among what was written.
  const written = data?.entries.filter(({ kind }) => kind !== 'agenda') ?? [];
  const takeBack = (of: string) =>
    write.mutate({ entryId: crypto.randomUUID(), kind: 'taken-back', topicId, of });
  return (
    <>
      <div className="title-row">
        <Link to="/group">{m.group_back()}</Link>
        <PageHeading key={data?.topicId ?? ''} title={data?.title ?? m.group_title()} />
        {data && <span className="soft small">{topicKindName(data.about)}</span>}
        {data?.listed && <Badge tone="good">{m.group_library_in()}</Badge>}
      </div>
      {error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.group_loading_one()}</Loading>}
      {write.error && <FailureNotice error={write.error} />}
      {data && (
        <>
          <section className="card stack">
            {data.on !== null && (
              <p>
                {m.group_meeting_on({ date: formatDay(data.on) })}{' '}
                <a href={`/v1/group/topics/${topicId}/meeting.ics`} download="meeting.ics">
                  {m.group_meeting_calendar()}
                </a>
              </p>
            )}
            <Written
              written={{ ...data, at: data.openedAt }}
              busy={write.isPending}
              onTakeBack={writes && data.own ? () => takeBack(topicId) : null}
            />
            <FileList topicId={topicId} files={data.files} />
            {staff && data.about !== 'meeting' && <LibraryButton topic={data} />}
          </section>
          {data.poll && <PollCard topicId={topicId} poll={data.poll} writes={writes} />}
          {data.about === 'meeting' && (
            <AgendaCard topicId={topicId} entries={data.entries} writes={writes} staff={staff} />
          )}
          <DialogueCard topic={data} writes={writes} staff={staff} />
          {written.length > 0 && (
            <ol className="plain stack">
              {written.map((entry) => (
                <li key={entry.entryId}>
                  <section className="card stack-small">
                    <EntryHead entry={entry} entries={data.entries} />
                    <Written
                      written={entry}
                      busy={write.isPending}
                      onTakeBack={
                        writes && entry.own && entry.kind === 'post' && entry.text !== null
                          ? () => takeBack(entry.entryId)
                          : null
                      }
                    />
                    <FileList topicId={topicId} files={entry.files} />
                  </section>
                </li>
              ))}
            </ol>
          )}
          {writes && <PostForm topicId={topicId} minutes={staff && data.about === 'meeting'} />}
        </>
      )}
    </>
  );
}

/** What kind of entry it is, where it is no post. */
function EntryHead({ entry, entries }: { entry: GroupEntry; entries: readonly GroupEntry[] }) {
  const { kind, step, marketplace, listed, of } = entry;
  if (kind === 'agenda-done') {
    const item = entries.find(({ entryId }) => entryId === of)?.text ?? '';
    return <h2 className="small">{m.group_agenda_outcome({ item })}</h2>;
  }
  if (step !== null) {
    const name = dialogueStepName(step);
    return (
      <p>
        <Badge tone={step === 'answered' ? 'good' : 'info'}>
          {marketplace === null ? name : m.group_step_of({ step: name, name: marketplaceName(marketplace) })}
        </Badge>
      </p>
    );
  }
  if (kind === 'minutes') return <h2 className="small">{m.group_minutes()}</h2>;
  if (listed === null) return null;
  return <p>{listed ? m.group_library_add() : m.group_library_removed()}</p>;
}

function Written(props: {
  written: Pick<GroupEntry, 'at' | 'author' | 'text' | 'mentions'>;
  busy: boolean;
  onTakeBack: (() => void) | null;
}) {
  const { written, busy, onTakeBack } = props;
  return (
    <>
      <p className="small">
        <strong>
          <bdi>{groupAuthorName(written.author)}</bdi>
        </strong>{' '}
        <span className="soft">
          <TimeText utc={written.at} />
        </span>
      </p>
      {written.text === null && <p className="soft">{m.group_taken_back()}</p>}
      {written.text !== null && written.text !== '' && (
        <MentionedText text={written.text} mentions={written.mentions} />
      )}
      {onTakeBack && written.text !== null && (
        <div className="actions">
          <Button
            size="small"
            busy={busy}
            aria-label={m.group_take_back_of({ time: formatLocalTime(written.at) })}
            onClick={onTakeBack}
          >
            {m.group_take_back()}
          </Button>
        </div>
      )}
    </>
  );
}

function LibraryButton({ topic: { topicId, listed } }: { topic: GroupTopicDetail }) {
  const announce = useAnnounce();
  const write = useGroupEntry(() => announce(listed ? m.group_library_removed() : m.group_library_add()));
  return (
    <div className="actions">
      <Button
        busy={write.isPending}
        onClick={() =>
          write.mutate({ entryId: crypto.randomUUID(), kind: 'library', topicId, listed: !listed })
        }
      >
        {listed ? m.group_library_remove() : m.group_library_add()}
      </Button>
      {write.error && <FailureNotice error={write.error} />}
    </div>
  );
}
