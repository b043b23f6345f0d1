import { type ClaimFilters, MAX_COUNTED, queryOf, type SearchResult } from '@marketsafe/contract';
import { Card, ForeignText } from '@marketsafe/looks';
import { m, marketplaceName, placeName, rightTypeName } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';

/** Rights and sellers that the words name; each leads to its claims. */
export function FoundBeside({ found, filters }: { found: SearchResult; filters: ClaimFilters }) {
  const { rights, sellers } = found;
  if (rights.length === 0 && sellers.length === 0) return null;
  const { q: _, ...others } = filters;
  return (
    <Card title={m.search_beside()} className="claims-beside">
      {rights.length > 0 && (
        <section>
          <h3>{m.search_rights()}</h3>
          <ul>
            {rights.map(({ rightId, mark, type, place, number, organisation }) => (
              <li key={rightId}>
                <Link to="/claims" search={queryOf({ ...others, right: rightId })}>
                  {m.search_right({
                    mark,
                    type: rightTypeName(type),
                    place: placeName(place),
                    number,
                  })}
                </Link>
                {organisation && <span className="soft small"> {organisation.name}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {sellers.length > 0 && (
        <section>
          <h3>{m.search_sellers()}</h3>
          <ul>
            {sellers.map(({ sellerId, name, id, marketplace, claims }) => (
              <li key={sellerId}>
                <Link to="/claims" search={queryOf({ ...others, seller: sellerId })}>
                  <ForeignText text={name ?? id ?? ''} />
                </Link>
                <span className="soft small">
                  {' '}
                  {marketplaceName(marketplace)} ·{' '}
                  {claims < MAX_COUNTED
                    ? m.search_seller_claims({ count: claims })
                    : m.search_seller_claims_many({ count: claims })}{' '}
                  ·{' '}
                  <Link to="/sellers/$sellerId" params={{ sellerId }}>
                    {m.sellers_page_of()}
                  </Link>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Card>
  );
}
