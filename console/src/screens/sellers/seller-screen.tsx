import './sellers.css';
import { isProgramStaff, listsNow, type SellerPage } from '@marketsafe/contract';
import { Button, ForeignText, Loading, Pair, Pairs } from '@marketsafe/looks';
import { m, marketplaceName } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { meQuery } from '../../api/queries.ts';
import { sellerQuery } from '../../api/seller-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { FoundTabs } from './found-tabs.tsx';
import { ListDialog, PenaltyDialog } from './keep-dialogs.tsx';
import { KeptCard } from './kept-card.tsx';
import { ListBadge, sellerName } from './list-badge.tsx';
import { OutcomesCard } from './outcomes-card.tsx';
import { RequestsCard } from './requests-card.tsx';
import { StrikesCard } from './strikes-card.tsx';
import { Timeline } from './timeline.tsx';
import { useKeep } from './use-keep.ts';

/** All that one may read of a seller. */
export function SellerScreen({ sellerId }: { sellerId: string }) {
  const staff = isProgramStaff(useQuery(meQuery).data?.roles ?? []);
  const { data, error, refetch } = useQuery(sellerQuery(sellerId));
  if (!data) {
    return (
      <>
        <PageHeading title={m.console_claims_column_seller()} />
        {error ? (
          <FailureNotice error={error} onRetry={() => refetch()} />
        ) : (
          <Loading>{m.sellers_page_loading()}</Loading>
        )}
      </>
    );
  }
  return (
    <>
      {error && <FailureNotice error={error} onRetry={() => refetch()} />}
      <Head page={data} staff={staff} />
      <div className="sellers-columns">
        <OutcomesCard page={data} />
        <Timeline page={data} />
      </div>
      <StrikesCard page={data} />
      <RequestsCard seller={data.seller} staff={staff} />
      <FoundTabs page={data} staff={staff} />
      <KeptCard sellerId={sellerId} entries={data.entries} staff={staff} />
    </>
  );
}

function Head({ page, staff }: { page: SellerPage; staff: boolean }) {
  const { seller, names, entries } = page;
  const [asking, setAsking] = useState<'list' | 'penalty' | null>(null);
  const { keep } = useKeep(seller.sellerId, () => setAsking(null));
  const name = sellerName(seller);
  const lists = listsNow(entries);
  const others = names.filter((each) => each !== name);
  const asked = {
    busy: keep.isPending,
    error: keep.error,
    onKeep: keep.mutate,
    onClose: () => {
      keep.reset();
      setAsking(null);
    },
  };
  return (
    <>
      <div className="title-row">
        <PageHeading title={name}>
          <ForeignText text={name} />
        </PageHeading>
        <span className="sellers-badges">
          {lists.map(({ entryId, said, organisation }) =>
            said.list === null ? null : (
              <ListBadge key={entryId} list={said.list} organisation={staff ? organisation.name : null} />
            ),
          )}
        </span>
      </div>
      <Pairs close>
        <Pair name={m.console_claim_marketplace()}>{marketplaceName(seller.marketplace)}</Pair>
        {seller.id !== null && (
          <Pair name={m.sellers_marketplace_id()}>
            <bdi>{seller.id}</bdi>
          </Pair>
        )}
        {others.length > 0 && (
          <Pair name={m.sellers_names()}>
            {others.map((each) => (
              <span key={each} className="sellers-name">
                <ForeignText text={each} />
              </span>
            ))}
          </Pair>
        )}
      </Pairs>
      <div className="actions">
        <Button aria-haspopup="dialog" onClick={() => setAsking('list')}>
          {m.sellers_list_change()}
        </Button>
        <Button aria-haspopup="dialog" onClick={() => setAsking('penalty')}>
          {m.sellers_penalty()}
        </Button>
        <Link to="/claims" search={{ seller: seller.sellerId }} className="button">
          {m.sellers_see_claims()}
        </Link>
      </div>
      {asking === 'list' && (
        <ListDialog {...asked} name={name} now={lists.find(({ own }) => own)?.said.list ?? null} />
      )}
      {asking === 'penalty' && <PenaltyDialog {...asked} />}
    </>
  );
}
