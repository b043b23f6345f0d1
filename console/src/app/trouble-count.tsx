import { isProgramStaff, type Me } from '@marketsafe/contract';
import { Badge } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { threadCountsQuery } from '../api/trouble-queries.ts';

/** For staff how many threads are overdue, for a participant how many wait for their answer; nothing where there are none. */
export function TroubleCount({ roles }: Pick<Me, 'roles'>) {
  const counts = useQuery(threadCountsQuery).data;
  const staff = isProgramStaff(roles);
  const count = (staff ? counts?.late : counts?.yours) ?? 0;
  if (count === 0) return null;
  return (
    <>
      {' '}
      <Badge tone={staff ? 'bad' : 'warn'}>
        {staff ? m.trouble_late_count({ count }) : m.trouble_yours_count({ count })}
      </Badge>
    </>
  );
}
