import './figures.css';
import type { CountedLine, CountedQuery } from '@marketsafe/contract';
import { Button, Empty, ForeignText, Loading, Table } from '@marketsafe/looks';
import { formatDay, formatNumber, m, marketplaceName, reasonName } from '@marketsafe/words';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { countedQueryOf } from '../../api/figure-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { thingName } from './count-link.tsx';

/** The claims or links that one figure of a report counts, the latest first. */
export function CountedScreen({ wish }: { wish: CountedQuery }) {
  const { from, to, what, organisation, party, marketplace, reason, brand } = wish;
  const list = useInfiniteQuery(countedQueryOf(wish));
  const lines = list.data?.lines;
  const only = [
    ...(marketplace === undefined ? [] : [marketplaceName(marketplace)]),
    ...(reason === undefined ? [] : [reasonName(reason)]),
    ...(brand === undefined ? [] : [brand === '' ? m.figures_brand_none() : brand]),
  ];
  return (
    <>
      <p>
        {organisation === undefined ? (
          <Link to="/reports" search={{ from, to, party }}>
            {m.figures_title()}
          </Link>
        ) : (
          <Link
            to="/reports/of/$organisationId"
            params={{ organisationId: organisation }}
            search={{ from, to, party }}
          >
            {m.figures_title()}
          </Link>
        )}
      </p>
      <PageHeading title={thingName(what)} />
      <p className="line">
        <span>{`${formatDay(from)} – ${formatDay(to)}`}</span>
        {only.map((one) => (
          <bdi key={one}>{one}</bdi>
        ))}
      </p>
      <p className="soft small">{m.figures_lines_about()}</p>
      {list.error && <FailureNotice error={list.error} onRetry={() => list.refetch()} />}
      {list.isPending && <Loading>{m.console_loading_claims()}</Loading>}
      {lines?.length === 0 && <Empty>{m.figures_lines_none()}</Empty>}
      {list.data && lines && lines.length > 0 && (
        <>
          <p role="status">{m.figures_lines_total({ count: formatNumber(list.data.total) })}</p>
          <Lines title={thingName(what)} lines={lines} />
        </>
      )}
      {list.hasNextPage && (
        <Button onClick={() => list.fetchNextPage()} busy={list.isFetchingNextPage}>
          {list.isFetchingNextPage ? m.console_loading() : m.console_claims_more()}
        </Button>
      )}
    </>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly CountedLine[] }) {
  return (
    <Table
      framed
      caption={title}
      captionHidden
      rows={lines}
      keyOf={({ key }) => key}
      columns={[
        {
          ...{ key: 'claims', heading: m.figures_column_claims(), kind: 'header' },
          cell: ({ claims }) =>
            claims.length === 0
              ? m.figures_lines_closed()
              : claims.map(({ claimId, number, state }) => (
                  <div key={claimId} className="line">
                    <Link to="/claims/$claimId" params={{ claimId }} className="number">
                      {number}
                    </Link>
                    <StateBadge state={state} />
                  </div>
                )),
        },
        {
          ...{ key: 'listing', heading: m.console_claims_column_listing() },
          cell: ({ claims: [first], marketplace }) => (
            <>
              {first?.title && <ForeignText text={first.title} className="clamp-3" />}
              <div className="soft small">
                {marketplaceName(marketplace)}
                {first && ` · ${first.itemId}`}
              </div>
            </>
          ),
        },
        {
          ...{ key: 'reason', heading: m.figures_reason() },
          cell: ({ reason, brand }) => (
            <>
              {reasonName(reason)}
              {brand !== '' && (
                <div className="soft small">
                  <bdi>{brand}</bdi>
                </div>
              )}
            </>
          ),
        },
        { ...{ key: 'day', heading: m.figures_lines_day() }, cell: ({ day }) => formatDay(day) },
      ]}
    />
  );
}
