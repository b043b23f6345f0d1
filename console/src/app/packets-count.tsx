import { Badge } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { packetCountsQuery } from '../api/packet-queries.ts';

/** How much waits on its way to the marketplace; nothing where nothing does. */
export function PacketsCount() {
  const counts = useQuery(packetCountsQuery).data;
  const waiting = counts ? counts.groups + counts.built + counts.released + counts.toWithdraw : 0;
  if (waiting === 0) return null;
  return (
    <>
      {' '}
      <Badge tone="info">
        <span className="visually-hidden">{m.packets_nav_waiting({ count: waiting })}</span>
        <span aria-hidden="true">{waiting}</span>
      </Badge>
    </>
  );
}
