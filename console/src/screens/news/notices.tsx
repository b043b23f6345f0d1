import type { Notices, NoticesSeen } from '@marketsafe/contract';
import { Badge, Table } from '@marketsafe/looks';
import { groupAuthorName, m, standingWarningSentence } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { put } from '../../api/client.ts';
import { noticesQuery } from '../../api/news-queries.ts';
import { TimeText } from '../../components/time-text.tsx';

/** Says that mentions and warnings were seen; gives up to where that was so when the screen was opened. */
export function useNoticesSeen(notices: Notices | undefined): NoticesSeen | null {
  const client = useQueryClient();
  const [before, setBefore] = useState<NoticesSeen | null>(null);
  const { mutate } = useMutation({
    mutationFn: (seen: NoticesSeen) => put('/v1/notices/seen', seen),
    onSuccess: () => client.invalidateQueries(noticesQuery),
  });
  const seen = notices?.seen;
  const mention = notices?.mentions[0]?.sequence ?? 0;
  const warning = notices?.warnings[0]?.sequence ?? 0;
  useEffect(() => {
    if (seen === undefined) return;
    setBefore((known) => known ?? seen);
    if (mention > seen.mention || warning > seen.warning) mutate({ mention, warning });
  }, [mention, warning, seen, mutate]);
  return before;
}

/** Marks what somebody has not seen before. */
export function NewBadge({ isNew }: { isNew: boolean }) {
  if (!isNew) return null;
  return (
    <>
      {' '}
      <Badge tone="info">{m.news_new()}</Badge>
    </>
  );
}

/** Topics in which somebody is mentioned, the latest first. */
export function MentionsTable(props: { mentions: Notices['mentions']; before: NoticesSeen | null }) {
  const { mentions, before } = props;
  return (
    <Table
      caption={m.news_mentions()}
      captionHidden
      rows={mentions}
      keyOf={({ sequence }) => String(sequence)}
      columns={[
        {
          key: 'topic',
          heading: m.group_column_topic(),
          kind: 'header',
          cell: ({ topicId, title, sequence }) => (
            <>
              <Link to="/group/$topicId" params={{ topicId }}>
                <bdi>{title}</bdi>
              </Link>
              <NewBadge isNew={before !== null && sequence > before.mention} />
            </>
          ),
        },
        {
          key: 'by',
          heading: m.news_column_by(),
          cell: ({ author }) => <bdi>{groupAuthorName(author)}</bdi>,
        },
        { key: 'at', heading: m.webhooks_column_at(), cell: ({ at }) => <TimeText utc={at} /> },
      ]}
    />
  );
}

/** Warnings of standing, the latest first. */
export function WarningsTable(props: { warnings: Notices['warnings']; before: NoticesSeen | null }) {
  const { warnings, before } = props;
  return (
    <Table
      caption={m.news_warnings()}
      captionHidden
      rows={warnings}
      keyOf={({ sequence }) => String(sequence)}
      columns={[
        {
          key: 'what',
          heading: m.news_column_what(),
          kind: 'header',
          cell: (warning) => (
            <>
              <Link to="/standing">{standingWarningSentence(warning)}</Link>
              <NewBadge isNew={before !== null && warning.sequence > before.warning} />
            </>
          ),
        },
        { key: 'at', heading: m.webhooks_column_at(), cell: ({ at }) => <TimeText utc={at} /> },
      ]}
    />
  );
}
