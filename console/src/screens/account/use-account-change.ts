import { useMutation, useQueryClient } from '@tanstack/react-query';
import { accountQuery } from '../../api/account-queries.ts';

/** Changes something of one's own account, and shows it as it then is. */
export function useAccountChange<Wanted, Came>(change: (wanted: Wanted) => Promise<Came>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => client.invalidateQueries(accountQuery) });
}
