import { Button, Loading, Notice, useAnnounce } from '@marketsafe/looks';
import './claims.css';
import type { ClaimSummary } from '@marketsafe/contract';
import { formatClock, m } from '@marketsafe/words';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { explain } from '../../api/failure.ts';
import { claimsQuery } from '../../api/queries.ts';
import { DamagedNotice } from '../../components/damaged-notice.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { arrivedSince } from './arrived-since.ts';
import { ChosenClaims } from './chosen-claims.tsx';
import { ClaimsTable } from './claims-table.tsx';
import { NoClaims } from './no-claims.tsx';
import { useChosenClaims } from './use-chosen-claims.ts';

function useArrivalAnnouncement(claims: readonly ClaimSummary[] | undefined): void {
  const announce = useAnnounce();
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (!claims) return;
    const count = known.current ? arrivedSince(known.current, claims) : 0;
    known.current = new Set(claims.map((claim) => claim.claimId));
    if (count > 0) announce(m.console_claims_new({ count }));
  }, [claims, announce]);
}

/** The organisation's claims, newest first, kept up to date while the page is visible. */
export function ClaimsScreen() {
  const announce = useAnnounce();
  const list = useInfiniteQuery(claimsQuery);
  const chosen = useChosenClaims();
  useArrivalAnnouncement(list.data);

  async function loadMore() {
    const before = list.data?.length ?? 0;
    const { data } = await list.fetchNextPage();
    const after = data?.length ?? 0;
    if (after > before) announce(m.console_claims_loaded({ count: after - before }));
  }

  return (
    <>
      <div className="title-row">
        <PageHeading title={m.console_claims_title()} />
        {list.data && !list.error && (
          <p className="soft small">{m.console_up_to_date({ time: formatClock(list.dataUpdatedAt) })}</p>
        )}
      </div>
      <DamagedNotice />
      {list.data === undefined && list.error && (
        <FailureNotice error={list.error} onRetry={() => list.refetch()} />
      )}
      {list.data === undefined && !list.error && <Loading>{m.console_loading_claims()}</Loading>}
      {list.data && list.error && (
        <Notice tone="warn" title={explain(list.error).title} urgency="status">
          <p>{m.console_asked_again({ time: formatClock(list.dataUpdatedAt) })}</p>
        </Notice>
      )}
      {list.data?.length === 0 && <NoClaims />}
      {list.data && list.data.length > 0 && (
        <>
          <ChosenClaims claimIds={chosen.ids} onClear={chosen.clear} />
          <ClaimsTable claims={list.data} chosen={chosen.set} onChoose={chosen.choose} />
        </>
      )}
      {list.hasNextPage && (
        <Button onClick={loadMore} busy={list.isFetchingNextPage}>
          {list.isFetchingNextPage ? m.console_loading() : m.console_claims_more()}
        </Button>
      )}
    </>
  );
}
