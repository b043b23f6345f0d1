import type { MarketplaceId, SwitchOff } from '@marketsafe/contract';
import { useAnnounce } from '@marketsafe/looks';
import { m, marketplaceName } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { put, remove } from '../../api/client.ts';
import { MARKETPLACE_SETTINGS, marketplacesQuery } from '../../api/queries.ts';

/** How a marketplace shall be from now on; `off` is null to read it again. */
export interface Switch {
  id: MarketplaceId;
  off: SwitchOff | null;
  /** How it was before: what undoing this comes to. */
  before: SwitchOff | null;
}

/** What was done to a marketplace, as a sentence. */
export function switchedSentence({ id, off }: Switch): string {
  const name = marketplaceName(id);
  return off === null ? m.marketplaces_is_read_again({ name }) : m.marketplaces_is_off({ name });
}

/** Switches a marketplace and shows the table as it then is. */
export function useSwitch() {
  const announce = useAnnounce();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, off }: Switch) =>
      off === null ? remove(`${MARKETPLACE_SETTINGS}/${id}`) : put(`${MARKETPLACE_SETTINGS}/${id}`, off),
    onSuccess: async (_, done) => {
      await client.invalidateQueries(marketplacesQuery);
      announce(switchedSentence(done));
    },
  });
}
