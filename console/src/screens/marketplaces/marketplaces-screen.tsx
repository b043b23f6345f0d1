import { Loading, Notice } from '@marketsafe/looks';
import './marketplaces.css';
import { isProgramStaff } from '@marketsafe/contract';
import { formatClock, m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { explain } from '../../api/failure.ts';
import { marketplacesQuery, meQuery } from '../../api/queries.ts';
import { readingsQuery } from '../../api/reading-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { MarketplacesTable } from './marketplaces-table.tsx';
import { readingRows } from './reading-rows.ts';
import { useSwitching } from './use-switching.tsx';

/** The marketplaces of the program, whether their pages are read, and for staff what is found on them, and the switch. */
export function MarketplacesScreen() {
  const me = useQuery(meQuery);
  const list = useQuery(marketplacesQuery);
  const { onSwitch, busy, shown } = useSwitching();
  const staff = me.data !== undefined && isProgramStaff(me.data.roles);
  const readings = useQuery({ ...readingsQuery, enabled: staff });
  const rows = list.data && readingRows(list.data.settings);
  const off = rows?.filter((row) => row.off !== null).length;
  return (
    <>
      <div className="title-row">
        <PageHeading title={m.console_nav_marketplaces()} />
        {list.data && !list.error && (
          <p className="soft small">{m.console_up_to_date({ time: formatClock(list.dataUpdatedAt) })}</p>
        )}
      </div>
      <p>{m.marketplaces_about()}</p>
      {list.data === undefined && list.error && (
        <FailureNotice error={list.error} onRetry={() => list.refetch()} />
      )}
      {list.data === undefined && !list.error && <Loading>{m.marketplaces_loading()}</Loading>}
      {list.data && list.error && (
        <Notice tone="warn" title={explain(list.error).title} urgency="status">
          <p>{m.console_asked_again({ time: formatClock(list.dataUpdatedAt) })}</p>
        </Notice>
      )}
      {shown}
      {rows && off === 0 && <p>{m.marketplaces_all_read({ count: rows.length })}</p>}
      {readings.error && <FailureNotice error={readings.error} onRetry={() => readings.refetch()} />}
      {rows && (
        <MarketplacesTable
          rows={rows}
          onSwitch={staff ? onSwitch : null}
          falls={
            readings.data &&
            new Map(readings.data.marketplaces.map(({ marketplace, falls }) => [marketplace, falls.length]))
          }
          busy={busy}
        />
      )}
      {rows && !staff && <p className="soft small">{m.marketplaces_only_staff()}</p>}
    </>
  );
}
