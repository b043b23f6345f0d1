import { claimList } from '@marketsafe/contract';
import { Button, Empty, ForeignText, Loading, Table } from '@marketsafe/looks';
import { m, marketplaceName } from '@marketsafe/words';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { get } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';

const filedForUsQuery = infiniteQueryOptions({
  queryKey: ['filed-for-us'],
  queryFn: ({ signal, pageParam }) => {
    const query = new URLSearchParams({ filed: 'for-us', ...(pageParam !== null && { cursor: pageParam }) });
    return get(`/v1/claims?${query}`, claimList, signal);
  },
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
  select: (list) => list.pages.flatMap((page) => page.claims),
});

/** What representatives filed for the organisation, whether their mandates still hold or not. */
export function FiledForUsScreen() {
  const list = useInfiniteQuery(filedForUsQuery);
  return (
    <>
      <p>
        <Link to="/mandates">{m.mandates_all()}</Link>
      </p>
      <PageHeading title={m.mandates_filed_for_us()} />
      <p>{m.mandates_filed_about()}</p>
      {list.error && <FailureNotice error={list.error} onRetry={() => list.refetch()} />}
      {list.isPending && <Loading>{m.console_loading_claims()}</Loading>}
      {list.data?.length === 0 && (
        <Empty>
          <p>{m.mandates_filed_none()}</p>
        </Empty>
      )}
      {list.data && list.data.length > 0 && (
        <Table
          framed
          caption={m.mandates_filed_for_us()}
          captionHidden
          rows={list.data}
          keyOf={({ claimId }) => claimId}
          columns={[
            {
              key: 'claim',
              heading: m.console_claims_column_claim(),
              kind: 'header',
              cell: ({ claimId, number, state }) => (
                <>
                  <Link to="/claims/$claimId" params={{ claimId }} className="number">
                    {number}
                  </Link>{' '}
                  <StateBadge state={state} />
                </>
              ),
            },
            {
              key: 'by',
              heading: m.mandates_representative(),
              cell: ({ organisation }) => <bdi>{organisation?.name}</bdi>,
            },
            {
              key: 'listing',
              heading: m.console_claims_column_listing(),
              cell: ({ target }) => (
                <>
                  {target.title && <ForeignText text={target.title} className="clamp-3" />}
                  <span className="soft small">
                    {marketplaceName(target.marketplace)} · {target.itemId}
                  </span>
                </>
              ),
            },
            {
              key: 'right',
              heading: m.console_claims_column_right(),
              cell: ({ right }) => <bdi>{right.mark}</bdi>,
            },
            {
              key: 'received',
              heading: m.console_claims_column_received(),
              cell: ({ receivedAt }) => <TimeText utc={receivedAt} />,
            },
          ]}
        />
      )}
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {m.console_claims_more()}
        </Button>
      )}
    </>
  );
}
