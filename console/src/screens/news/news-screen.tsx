import { isParticipant, type NewsItem, type NewsList } from '@marketsafe/contract';
import { Badge, Loading, Table } from '@marketsafe/looks';
import { m, newsSentence } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { put } from '../../api/client.ts';
import { newsQuery } from '../../api/news-queries.ts';
import { meQuery } from '../../api/queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { TimeText } from '../../components/time-text.tsx';

/** What became of one's claims. Who opens it has seen it: what was new stays marked until they leave. */
export function NewsScreen() {
  const me = useQuery(meQuery).data;
  const news = useQuery({ ...newsQuery, enabled: me !== undefined && isParticipant(me.roles) });
  const before = useSeen(news.data);
  return (
    <>
      <PageHeading title={m.news_title()} />
      <p>{m.news_about()}</p>
      {news.error && <FailureNotice error={news.error} onRetry={() => news.refetch()} />}
      {news.isLoading && <Loading>{m.news_loading()}</Loading>}
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
              {before !== null && sequence > before && (
                <>
                  {' '}
                  <Badge tone="info">{m.news_new()}</Badge>
                </>
              )}
            </>
          ),
        },
        { key: 'at', heading: m.webhooks_column_at(), cell: ({ at }) => <TimeText utc={at} /> },
      ]}
    />
  );
}
