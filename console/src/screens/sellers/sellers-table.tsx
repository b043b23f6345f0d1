import { MAX_COUNTED, type SellerRow } from '@marketsafe/contract';
import { ForeignText } from '@marketsafe/looks';
import { m, marketplaceName } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { VirtualTable } from '../../components/virtual-table.tsx';
import { ListBadge, sellerName } from './list-badge.tsx';

/** Height of a row until it has been measured, in pixels. */
const ROW = 56;

/** Sellers as a table of which only those in sight are drawn; `j` and `k` lead from one to the next. */
export function SellersTable(props: {
  sellers: readonly SellerRow[];
  /** They are those of all organisations: each list says whose it is. */
  ofAll: boolean;
  onEnd: () => void;
}) {
  const { sellers, ofAll, onEnd } = props;
  return (
    <VirtualTable
      framed
      caption={m.sellers_caption()}
      captionHidden
      rows={sellers}
      rowHeight={ROW}
      onEnd={onEnd}
      keyOf={({ sellerId }) => sellerId}
      columns={[
        {
          key: 'seller',
          heading: m.console_claims_column_seller(),
          kind: 'header',
          cell: (seller) => (
            <>
              <Link to="/sellers/$sellerId" params={{ sellerId: seller.sellerId }} data-row-link="">
                <ForeignText text={sellerName(seller)} />
              </Link>
              <br />
              <span className="soft small">
                {marketplaceName(seller.marketplace)}
                {seller.name !== null && seller.id !== null && (
                  <>
                    {' · '}
                    <bdi>{seller.id}</bdi>
                  </>
                )}
              </span>
            </>
          ),
        },
        {
          key: 'claims',
          heading: m.console_nav_claims(),
          kind: 'number',
          cell: ({ claims }) =>
            claims < MAX_COUNTED ? claims : m.search_seller_claims_many({ count: claims }),
        },
        {
          key: 'lists',
          heading: m.sellers_column_lists(),
          cell: ({ lists }) => (
            <span className="sellers-badges">
              {lists.map(({ list, organisation }) => (
                <ListBadge
                  key={`${list} ${organisation?.organisationId}`}
                  list={list}
                  organisation={ofAll ? (organisation?.name ?? null) : null}
                />
              ))}
            </span>
          ),
        },
        {
          key: 'penalties',
          heading: m.sellers_column_penalties(),
          kind: 'number',
          cell: ({ penalties }) => (penalties === 0 ? null : penalties),
        },
      ]}
    />
  );
}
