import '../../components/counter-notices/counter.css';
import { type CounterNotice, isProgramStaff } from '@marketsafe/contract';
import { Empty, Loading, Table } from '@marketsafe/looks';
import { counterStateName, formatDay, m, marketplaceName } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { countersQuery } from '../../api/counter-queries.ts';
import { meQuery } from '../../api/queries.ts';
import { ClockText } from '../../components/counter-notices/clock-text.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';

/** Counter-notices, what is due first at the top; for staff those of all. */
export function CounterScreen() {
  const staff = isProgramStaff(useQuery(meQuery).data?.roles ?? []);
  const { data, error, refetch } = useQuery(countersQuery());
  return (
    <>
      <PageHeading title={m.counter_title()} />
      {!data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.counter_loading()}</Loading>}
      {data?.counterNotices.length === 0 && (
        <Empty title={<h2>{m.counter_none()}</h2>}>
          <p>{m.counter_none_help()}</p>
        </Empty>
      )}
      {data && data.counterNotices.length > 0 && (
        <CountersTable counters={data.counterNotices} staff={staff} />
      )}
    </>
  );
}

function CountersTable({ counters, staff }: { counters: readonly CounterNotice[]; staff: boolean }) {
  return (
    <Table
      framed
      caption={m.counter_title()}
      captionHidden
      rows={counters}
      keyOf={({ counterId }) => counterId}
      columns={[
        {
          key: 'claim',
          heading: m.counter_column_claim(),
          kind: 'header',
          cell: ({ claimId, number }) => (
            <Link to="/claims/$claimId" params={{ claimId }} hash="counter">
              {number}
            </Link>
          ),
        },
        {
          key: 'listing',
          heading: m.counter_column_listing(),
          cell: ({ title, itemId, marketplace }) => (
            <>
              <bdi>{title ?? itemId}</bdi>
              <br />
              <span className="soft small">{marketplaceName(marketplace)}</span>
            </>
          ),
        },
        ...(staff
          ? [
              {
                key: 'organisation',
                heading: m.search_column_organisation(),
                cell: ({ organisation }: CounterNotice) => organisation.name,
              },
            ]
          : []),
        {
          key: 'state',
          heading: m.counter_column_state(),
          cell: ({ state, chance }) => (
            <>
              {counterStateName(state)}
              <br />
              <span className="soft small">{m.counter_chance({ chance })}</span>
            </>
          ),
        },
        {
          key: 'due',
          heading: m.counter_column_due(),
          cell: ({ clock }) => (clock ? <ClockText clock={clock} /> : null),
        },
        {
          key: 'received',
          heading: m.counter_column_received(),
          cell: ({ receivedOn }) => formatDay(receivedOn),
        },
      ]}
    />
  );
}
