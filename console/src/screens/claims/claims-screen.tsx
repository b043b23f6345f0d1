import { Button, Empty, Loading, Notice, useAnnounce } from '@marketsafe/looks';
import './claims.css';
import { type ClaimFilters, type FoundClaim, isProgramStaff, queryOf } from '@marketsafe/contract';
import { formatClock, m } from '@marketsafe/words';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { explain } from '../../api/failure.ts';
import { meQuery } from '../../api/queries.ts';
import { searchQuery } from '../../api/search-queries.ts';
import { DamagedNotice } from '../../components/damaged-notice.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { useSearchKey } from '../../components/use-search-key.ts';
import { arrivedSince } from './arrived-since.ts';
import { ChosenClaims } from './chosen-claims.tsx';
import { ClaimsTable } from './claims-table.tsx';
import { FilterChips } from './filter-chips.tsx';
import { FilterRow } from './filter-row.tsx';
import { FoundBeside } from './found-beside.tsx';
import { NoClaims } from './no-claims.tsx';
import { SavedViews } from './saved-views.tsx';
import { SearchField } from './search-field.tsx';
import { SinceLook } from './since-look.tsx';
import { useChosenClaims } from './use-chosen-claims.ts';

function useArrivalAnnouncement(claims: readonly FoundClaim[] | undefined, view: string): void {
  const announce = useAnnounce();
  const known = useRef<{ view: string; ids: ReadonlySet<string> } | null>(null);
  useEffect(() => {
    if (!claims) return;
    const before = known.current?.view === view ? known.current.ids : null;
    const count = before ? arrivedSince(before, claims) : 0;
    known.current = { view, ids: new Set(claims.map((claim) => claim.claimId)) };
    if (count > 0) announce(m.console_claims_new({ count }));
  }, [claims, view, announce]);
}

/** Says what was found, once it is there. */
function useFoundAnnouncement(count: number | undefined, more: boolean, view: string): void {
  const announce = useAnnounce();
  const said = useRef(view);
  useEffect(() => {
    if (count === undefined || said.current === view) return;
    said.current = view;
    announce(more ? m.search_found_more({ count }) : m.search_found({ count }));
  }, [count, more, view, announce]);
}

/**
 * Claims by words and filters, newest first, kept up to date while the page is visible: the organisation's, for the program's staff those of
 * all. What is looked for stands in the address.
 */
export function ClaimsScreen(props: { filters: ClaimFilters; onFilters: (filters: ClaimFilters) => void }) {
  const { filters, onFilters } = props;
  const announce = useAnnounce();
  const list = useInfiniteQuery(searchQuery(filters));
  const staff = isProgramStaff(useQuery(meQuery).data?.roles ?? []);
  const chosen = useChosenClaims();
  const input = useSearchKey();
  const view = JSON.stringify(queryOf(filters));
  const narrowed = view !== '{}';
  const { claims, first } = list.data ?? {};
  const current = list.isPlaceholderData ? undefined : claims;
  useArrivalAnnouncement(current, view);
  useFoundAnnouncement(current?.length, list.hasNextPage, view);
  const held = useRef(filters);
  held.current = filters;
  const onWords = useCallback(
    (q: string) => onFilters({ ...held.current, q: q === '' ? undefined : q }),
    [onFilters],
  );
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = list;

  async function loadMore() {
    const before = claims?.length ?? 0;
    const { data } = await fetchNextPage();
    const after = data?.claims.length ?? 0;
    if (after > before) announce(m.console_claims_loaded({ count: after - before }));
  }
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  return (
    <>
      <div className="title-row">
        <PageHeading title={m.console_claims_title()} />
        {claims && !list.error && (
          <p className="soft small">{m.console_up_to_date({ time: formatClock(list.dataUpdatedAt) })}</p>
        )}
      </div>
      <DamagedNotice />
      <SearchField words={filters.q ?? ''} onWords={onWords} input={input} />
      <FilterRow staff={staff} filters={filters} onFilters={onFilters} />
      <FilterChips
        filters={filters}
        named={list.isPlaceholderData ? undefined : first?.named}
        onFilters={onFilters}
      />
      <SavedViews filters={filters} />
      {claims === undefined && list.error && (
        <FailureNotice error={list.error} onRetry={() => list.refetch()} />
      )}
      {claims === undefined && !list.error && <Loading>{m.console_loading_claims()}</Loading>}
      {claims && list.error && (
        <Notice tone="warn" title={explain(list.error).title} urgency="status">
          <p>{m.console_asked_again({ time: formatClock(list.dataUpdatedAt) })}</p>
        </Notice>
      )}
      {first && <FoundBeside found={first} filters={filters} />}
      {claims?.length === 0 && (narrowed ? <NothingFound /> : <NoClaims staff={staff} />)}
      {claims && first && claims.length > 0 && (
        <>
          <SinceLook claims={claims} asOf={first.asOf} lookedAt={first.lookedAt} />
          <ChosenClaims claimIds={chosen.ids} onClear={chosen.clear} />
          <ClaimsTable
            claims={claims}
            filters={filters}
            lookedAt={first.lookedAt}
            ofAll={staff}
            chosen={chosen.set}
            onChoose={chosen.choose}
            onEnd={onEnd}
          />
        </>
      )}
      {hasNextPage && (
        <Button onClick={loadMore} busy={isFetchingNextPage}>
          {isFetchingNextPage ? m.console_loading() : m.console_claims_more()}
        </Button>
      )}
      <p className="soft small">{m.search_keys()}</p>
    </>
  );
}

function NothingFound() {
  return (
    <Empty title={<h2>{m.search_none()}</h2>}>
      <p>{m.search_none_words()}</p>
      <p className="soft small">{m.search_none_advice()}</p>
    </Empty>
  );
}
