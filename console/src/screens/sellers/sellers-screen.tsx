import './sellers.css';
import { isProgramStaff, MARKETPLACE_IDS, SELLER_LISTS } from '@marketsafe/contract';
import { Button, Empty, Field, Loading } from '@marketsafe/looks';
import { m, marketplaceName, sellerListName } from '@marketsafe/words';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { meQuery } from '../../api/queries.ts';
import { type SellerFilter, sellersQuery } from '../../api/seller-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { useSearchKey } from '../../components/use-search-key.ts';
import { EnterDialog } from './enter-dialog.tsx';
import { SellersTable } from './sellers-table.tsx';

/** Sellers whom claims name, or whom somebody put on a list. */
export function SellersScreen(props: {
  filter: SellerFilter;
  onFilter: (filter: SellerFilter) => void;
  onOpen: (sellerId: string) => void;
}) {
  const { filter, onFilter, onOpen } = props;
  const staff = isProgramStaff(useQuery(meQuery).data?.roles ?? []);
  const list = useInfiniteQuery(sellersQuery(filter));
  const [entering, setEntering] = useState(false);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const narrowed = Object.values(filter).some((value) => value !== undefined);
  return (
    <>
      <PageHeading title={m.search_sellers()} />
      <p>{m.sellers_about()}</p>
      <div className="actions">
        <Button aria-haspopup="dialog" onClick={() => setEntering(true)}>
          {m.sellers_enter()}
        </Button>
      </div>
      <Filters filter={filter} onFilter={onFilter} />
      {list.error && <FailureNotice error={list.error} onRetry={() => list.refetch()} />}
      {!list.data && !list.error && <Loading>{m.sellers_loading()}</Loading>}
      {list.data?.length === 0 && (
        <Empty title={<h2>{narrowed ? m.sellers_none_fit() : m.sellers_none()}</h2>}>
          <p>{narrowed ? m.rights_none_fit_help() : m.sellers_none_help()}</p>
          {narrowed && <Button onClick={() => onFilter({})}>{m.sellers_no_filters()}</Button>}
        </Empty>
      )}
      {list.data && list.data.length > 0 && <SellersTable sellers={list.data} ofAll={staff} onEnd={onEnd} />}
      {entering && <EnterDialog onClose={() => setEntering(false)} onEntered={onOpen} />}
    </>
  );
}

/** How long after the last key the list is asked for, in ms. */
const PAUSE = 250;

function Filters({ filter, onFilter }: { filter: SellerFilter; onFilter: (filter: SellerFilter) => void }) {
  const input = useSearchKey();
  const [typed, setTyped] = useState(filter.q ?? '');
  useEffect(() => setTyped(filter.q ?? ''), [filter.q]);
  useEffect(() => {
    if (typed === (filter.q ?? '')) return;
    const timer = setTimeout(() => onFilter({ ...filter, q: typed.trim() || undefined }), PAUSE);
    return () => clearTimeout(timer);
  }, [typed, filter, onFilter]);
  return (
    <search className="sellers-filters">
      <Field label={m.sellers_search()} help={<span className="soft">{m.sellers_search_help()}</span>}>
        {(control) => (
          <input
            {...control}
            ref={input}
            type="search"
            maxLength={200}
            aria-keyshortcuts="/"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <Field label={m.sellers_filter_marketplace()}>
        {(control) => (
          <select
            {...control}
            value={filter.marketplace ?? ''}
            onChange={(event) =>
              onFilter({ ...filter, marketplace: MARKETPLACE_IDS.find((id) => id === event.target.value) })
            }
          >
            <option value="">{m.rights_filter_any()}</option>
            {MARKETPLACE_IDS.map((id) => (
              <option key={id} value={id}>
                {marketplaceName(id)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={m.sellers_filter_list()}>
        {(control) => (
          <select
            {...control}
            value={filter.list ?? ''}
            onChange={(event) =>
              onFilter({ ...filter, list: SELLER_LISTS.find((list) => list === event.target.value) })
            }
          >
            <option value="">{m.rights_filter_any()}</option>
            {SELLER_LISTS.map((list) => (
              <option key={list} value={list}>
                {sellerListName(list)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </search>
  );
}
