import { Badge } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { readingsQuery } from '../api/reading-queries.ts';

/** On how many marketplaces' pages much less is found than before; nothing where that is so on none. */
export function ReadingsCount() {
  const { data } = useQuery(readingsQuery);
  const count = data?.marketplaces.filter(({ falls }) => falls.length > 0).length ?? 0;
  if (count === 0) return null;
  return (
    <>
      {' '}
      <Badge tone="warn">
        <span className="visually-hidden">{m.marketplaces_found_nav({ count })}</span>
        <span aria-hidden="true">{count}</span>
      </Badge>
    </>
  );
}
