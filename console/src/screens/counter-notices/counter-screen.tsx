import '../../components/counter-notices/counter.css';
import { isProgramStaff } from '@marketsafe/contract';
import { Empty, Loading } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { countersQuery } from '../../api/counter-queries.ts';
import { meQuery } from '../../api/queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { CountersTable } from './counters-table.tsx';
import { StrandedCounters } from './stranded-counters.tsx';

/** Counter-notices, what is due first at the top; for staff those of all. */
export function CounterScreen() {
  const staff = isProgramStaff(useQuery(meQuery).data?.roles ?? []);
  const { data, error, refetch } = useQuery(countersQuery());
  const isEmpty = data?.counterNotices.length === 0 && (data.stranded?.length ?? 0) === 0;
  return (
    <>
      <PageHeading title={m.counter_title()} />
      {!data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.counter_loading()}</Loading>}
      {isEmpty && (
        <Empty title={<h2>{m.counter_none()}</h2>}>
          <p>{m.counter_none_help()}</p>
        </Empty>
      )}
      {data?.stranded && data.stranded.length > 0 && <StrandedCounters counters={data.stranded} />}
      {data && data.counterNotices.length > 0 && (
        <CountersTable counters={data.counterNotices} staff={staff} />
      )}
    </>
  );
}
