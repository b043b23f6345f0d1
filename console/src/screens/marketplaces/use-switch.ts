import type { MarketplaceId, SwitchOff } from '@marketsafe/contract';
import { useAnnounce } from '@marketsafe/looks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { put, remove } from '../../api/client.ts';
import { MARKETPLACE_SETTINGS, marketplacesQuery } from '../../api/queries.ts';

/** How a marketplace shall be from now on; `off` is null to read it again. */
export interface Switch {
  id: MarketplaceId;
  name: string;
  off: SwitchOff | null;
  /** How it was before: what undoing this comes to. */
  before: SwitchOff | null;
}

/** Switches a marketplace and shows the table as it then is. */
export function useSwitch() {
  const announce = useAnnounce();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, off }: Switch) =>
      off === null ? remove(`${MARKETPLACE_SETTINGS}/${id}`) : put(`${MARKETPLACE_SETTINGS}/${id}`, off),
    onSuccess: async (_, { name, off }) => {
      await client.invalidateQueries(marketplacesQuery);
      announce(off === null ? `${name} is read again` : `The reading of ${name} is switched off`);
    },
  });
}
