import './marketplaces.css';
import type { MarketplaceId } from '@marketsafe/contract';
import { Empty, Loading } from '@marketsafe/looks';
import { formatLocalTime, m, marketplaceName } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { marketplacesQuery } from '../../api/queries.ts';
import { readingQuery } from '../../api/reading-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { FallsNotice } from './falls-notice.tsx';
import { FoundTables } from './found-tables.tsx';
import { readingRows } from './reading-rows.ts';
import { useSwitching } from './use-switching.tsx';

/** What is found on a marketplace's pages, what of it fell, claims to look at, and the switch; for the program's staff. */
export function FoundScreen({ marketplace }: { marketplace: MarketplaceId }) {
  const { data, error, refetch } = useQuery(readingQuery(marketplace));
  const settings = useQuery(marketplacesQuery);
  const { onSwitch, busy, shown } = useSwitching();
  const name = marketplaceName(marketplace);
  const row = settings.data && readingRows(settings.data.settings).find(({ id }) => id === marketplace);
  return (
    <>
      <div className="title-row">
        <Link to="/marketplaces">{m.marketplaces_found_back()}</Link>
        <PageHeading title={m.marketplaces_found_title({ name })} />
      </div>
      {error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.marketplaces_found_loading()}</Loading>}
      {shown}
      {data && (
        <>
          <p>{m.marketplaces_found_about()}</p>
          <p className="soft small">
            {data.countedAt === null
              ? m.marketplaces_found_never_counted()
              : m.marketplaces_found_counted({ time: formatLocalTime(data.countedAt) })}
          </p>
          {row && <FallsNotice reading={data} row={row} busy={busy} onSwitch={onSwitch} />}
          {data.captures === 0 ? (
            <Empty title={<h2>{m.marketplaces_found_none({ name })}</h2>}>
              <p>{m.marketplaces_found_none_help()}</p>
            </Empty>
          ) : (
            <FoundTables reading={data} off={row?.off?.upToVersion ?? 0} />
          )}
        </>
      )}
    </>
  );
}
