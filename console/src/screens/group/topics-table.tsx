import type { GroupTopic } from '@marketsafe/contract';
import { Badge, Table } from '@marketsafe/looks';
import { dialogueStepName, formatAge, formatDay, groupAuthorName, m, topicKindName } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { TimeText } from '../../components/time-text.tsx';

/** Topics, with how far each has come. */
export function TopicsTable({ topics }: { topics: readonly GroupTopic[] }) {
  return (
    <Table
      framed
      caption={m.group_caption()}
      captionHidden
      rows={topics}
      keyOf={({ topicId }) => topicId}
      columns={[
        {
          key: 'topic',
          heading: m.group_column_topic(),
          kind: 'header',
          cell: ({ topicId, title, listed }) => (
            <>
              <Link to="/group/$topicId" params={{ topicId }}>
                <bdi>{title}</bdi>
              </Link>
              {listed && (
                <>
                  {' '}
                  <Badge tone="good">{m.group_library_in()}</Badge>
                </>
              )}
            </>
          ),
        },
        {
          key: 'about',
          heading: m.group_column_about(),
          cell: ({ about, on }) => (
            <>
              {topicKindName(about)}
              {on !== null && (
                <span className="soft small"> {m.group_meeting_on({ date: formatDay(on) })}</span>
              )}
            </>
          ),
        },
        {
          key: 'by',
          heading: m.group_column_by(),
          cell: ({ author }) => <bdi>{groupAuthorName(author)}</bdi>,
        },
        {
          key: 'dialogue',
          heading: m.group_column_dialogue(),
          cell: ({ dialogue }) => dialogue && <DialogueBadge dialogue={dialogue} />,
        },
        { key: 'posts', heading: m.group_column_posts(), kind: 'number', cell: ({ posts }) => posts },
        {
          key: 'last',
          heading: m.group_column_last(),
          cell: ({ lastAt }) => <TimeText utc={lastAt} />,
        },
      ]}
    />
  );
}

/** How far a topic has come in the dialogue, and for how long it has been there. */
export function DialogueBadge({ dialogue }: { dialogue: NonNullable<GroupTopic['dialogue']> }) {
  const { step, since } = dialogue;
  return (
    <Badge tone={step === 'answered' ? 'good' : step === 'put' ? 'warn' : 'info'}>
      {m.group_step_since({ step: dialogueStepName(step), age: formatAge(Date.parse(since), Date.now()) })}
    </Badge>
  );
}
