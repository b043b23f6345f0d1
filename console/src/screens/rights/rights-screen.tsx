import { isProgramStaff, RIGHTS_KEEPERS, type VaultSummary } from '@marketsafe/contract';
import { Button, Empty, Loading, Notice } from '@marketsafe/looks';
import './rights.css';
import { currentLanguage, m } from '@marketsafe/words';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { order } from '../../api/client.ts';
import { meQuery } from '../../api/queries.ts';
import {
  keptHoldersQuery,
  type RightFilter,
  vaultQueryOf,
  vaultSearch,
  vaultSummaryQueryOf,
} from '../../api/rights-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { saveFile } from '../../packages/save-file.ts';
import { HolderChoice } from './holder-choice.tsx';
import { RightsFilters } from './rights-filters.tsx';
import { RightsTable } from './rights-table.tsx';

/** The rights of the organisation, or for the program's staff those of all. */
export function RightsScreen(props: { filter: RightFilter; onFilter: (filter: RightFilter) => void }) {
  const { filter, onFilter } = props;
  const me = useQuery(meQuery);
  const { holder } = filter;
  const summary = useQuery(vaultSummaryQueryOf(holder));
  const kept = useQuery(keptHoldersQuery);
  const list = useInfiniteQuery({ ...vaultQueryOf(filter), placeholderData: keepPreviousData });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const roles = me.data?.roles ?? [];
  const keeps = RIGHTS_KEEPERS.some((role) => roles.includes(role));
  const staff = isProgramStaff(roles);
  const narrowed = Object.entries(filter).some(([name, value]) => name !== 'holder' && value !== undefined);
  const whose = holder === undefined ? {} : { holder };
  return (
    <>
      <div className="title-row">
        <PageHeading title={m.rights_title()} />
        {list.data && <p className="soft small">{m.rights_total({ count: list.data.total })}</p>}
      </div>
      <p>{m.rights_about()}</p>
      <div className="actions">
        {keeps && (
          <>
            <Link to="/rights/new" search={whose} className="button button-main">
              {m.rights_register()}
            </Link>
            <Link to="/rights/import" search={whose} className="button">
              {m.rights_import()}
            </Link>
          </>
        )}
        <Link to="/rights/registrations" className="button">
          {m.rights_register_title()}
        </Link>
        <Exports filter={filter} />
      </div>
      <HolderChoice holders={kept.data?.holders ?? []} holder={holder} onFilter={onFilter} />
      {me.data && !keeps && !staff && <p className="soft small">{m.rights_read_only()}</p>}
      {summary.data && (
        <Alarms summary={summary.data} onFilter={(wanted) => onFilter({ ...whose, ...wanted })} />
      )}
      <RightsFilters filter={filter} places={summary.data?.places ?? []} onFilter={onFilter} />
      {!list.data && list.error && <FailureNotice error={list.error} onRetry={() => list.refetch()} />}
      {!list.data && !list.error && <Loading>{m.rights_loading()}</Loading>}
      {list.data && list.error && <FailureNotice error={list.error} onRetry={() => list.refetch()} />}
      {list.data?.rights.length === 0 &&
        (narrowed ? (
          <Empty title={<h2>{m.rights_none_fit()}</h2>}>
            <p>{m.rights_none_fit_help()}</p>
            <Button onClick={() => onFilter(whose)}>{m.rights_no_filters()}</Button>
          </Empty>
        ) : (
          <Empty title={<h2>{m.rights_none()}</h2>}>
            <p>{m.rights_none_help()}</p>
          </Empty>
        ))}
      {list.data && list.data.rights.length > 0 && (
        <RightsTable rights={list.data.rights} ofAll={staff} onEnd={onEnd} />
      )}
    </>
  );
}

/** What somebody has to do something about: each leads to the rights it counts. */
function Alarms({ summary, onFilter }: { summary: VaultSummary; onFilter: (filter: RightFilter) => void }) {
  const alarms: readonly (readonly [count: number, text: string, filter: RightFilter])[] = [
    [summary.expired, m.rights_alarm_expired({ count: summary.expired }), { expires: 'expired' }],
    [summary.within7, m.rights_alarm_7({ count: summary.within7 }), { expires: '7' }],
    [summary.within30, m.rights_alarm_30({ count: summary.within30 }), { expires: '30' }],
    [summary.within90, m.rights_alarm_90({ count: summary.within90 }), { expires: '90' }],
    [summary.rejected, m.rights_alarm_refused({ count: summary.rejected }), { status: 'rejected' }],
    [summary.unverified, m.rights_alarm_unverified({ count: summary.unverified }), { status: 'unverified' }],
  ];
  const open = alarms.filter(([count]) => count > 0);
  if (open.length === 0) return null;
  return (
    <Notice tone={summary.expired + summary.within7 > 0 ? 'warn' : 'info'}>
      <ul className="rights-alarms">
        {open.map(([, text, filter]) => (
          <li key={text}>
            <Button size="small" onClick={() => onFilter(filter)}>
              {text}
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Exports({ filter }: { filter: RightFilter }) {
  const save = useMutation({
    mutationFn: async (format: 'csv' | 'xlsx') => {
      const language = currentLanguage();
      const path = `/v1/vault/export?${vaultSearch(filter, { format, language })}`;
      const answer = await order(path, null, AbortSignal.timeout(60_000));
      saveFile(await answer.blob(), `rights.${format}`);
    },
  });
  return (
    <>
      <Button busy={save.isPending} onClick={() => save.mutate('csv')}>
        {m.rights_export_csv()}
      </Button>
      <Button busy={save.isPending} onClick={() => save.mutate('xlsx')}>
        {m.rights_export_xlsx()}
      </Button>
      {save.error && <FailureNotice error={save.error} />}
    </>
  );
}
