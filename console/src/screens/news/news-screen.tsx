import { isParticipant, type NewsItem, type NewsList } from '@marketsafe/contract';
import { Loading, Table } from '@marketsafe/looks';
import { m, newsSentence } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { put } from '../../api/client.ts';
import { newsQuery, noticesQuery } from '../../api/news-queries.ts';
import { meQuery } from '../../api/queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { MentionsTable, NewBadge, useNoticesSeen, WarningsTable } from './notices.tsx';

/** What became of one's claims, who mentions one, and warnings of standing. Who opens it has seen it: what was new stays marked until they leave. */
export function NewsScreen() {
  const me = useQuery(meQuery).data;
  const ofClaims = me !== undefined && isParticipant(me.roles);
  const news = useQuery({ ...newsQuery, enabled: ofClaims });
  const others = useQuery({ ...noticesQuery, enabled: me !== undefined && !me.roles.includes('liaison') });
  const before = useSeen(news.data);
  const noticed = useNoticesSeen(others.data);
  return (
    <>
      <PageHeading title={m.news_title()} />
      {others.error && <FailureNotice error={others.error} onRetry={() => others.refetch()} />}
      {news.error && <FailureNotice error={news.error} onRetry={() => news.refetch()} />}
      {(news.isLoading || others.isLoading) && <Loading>{m.news_loading()}</Loading>}
      {others.data && others.data.warnings.length > 0 && (
        <>
          <h2>{m.news_warnings()}</h2>
          <p>{m.news_warnings_about()}</p>
          <WarningsTable warnings={others.data.warnings} before={noticed} />
        </>
      )}
      {others.data && (
        <>
          <h2>{m.news_mentions()}</h2>
          <p>{others.data.mentions.length > 0 ? m.news_mentions_about() : m.news_mentions_none()}</p>
          {others.data.mentions.length > 0 && (
            <MentionsTable mentions={others.data.mentions} before={noticed} />
          )}
        </>
      )}
      {ofClaims && (
        <>
          <h2>{m.console_nav_claims()}</h2>
          <p>{m.news_about()}</p>
        </>
      )}
      {news.data?.items.length === 0 && <p>{m.news_none()}</p>}
      {news.data && news.data.items.length > 0 && <NewsTable items={news.data.items} before={before} />}
    </>
  );
}

/** Says that what there is was seen; gives up to where that was so when the screen was opened. */
function useSeen(list: NewsList | undefined): number | null {
  const client = useQueryClient();
  const [before, setBefore] = useState<number | null>(null);
  const { mutate } = useMutation({
    mutationFn: (sequence: number) => put('/v1/news/seen', { sequence }),
    onSuccess: () => client.invalidateQueries(newsQuery),
  });
  const newest = list?.items[0]?.sequence ?? 0;
  const seen = list?.seen;
  useEffect(() => {
    if (seen === undefined) return;
    setBefore((known) => known ?? seen);
    if (newest > seen) mutate(newest);
  }, [newest, seen, mutate]);
  return before;
}

function NewsTable({ items, before }: { items: readonly NewsItem[]; before: number | null }) {
  return (
    <Table
      caption={m.news_title()}
      captionHidden
      rows={items}
      keyOf={({ sequence }) => String(sequence)}
      columns={[
        {
          key: 'claim',
          heading: m.news_column_claim(),
          kind: 'header',
          cell: ({ claimId, number }) => (
            <Link to="/claims/$claimId" params={{ claimId }}>
              {number}
            </Link>
          ),
        },
        {
          key: 'what',
          heading: m.news_column_what(),
          cell: ({ kind, answer, sequence }) => (
            <>
              {newsSentence({ news: kind, outcome: answer?.outcome ?? null, cause: answer?.cause ?? null })}
              <NewBadge isNew={before !== null && sequence > before} />
            </>
          ),
        },
        { key: 'at', heading: m.webhooks_column_at(), cell: ({ at }) => <TimeText utc={at} /> },
      ]}
    />
  );
}
