import { type PacketOrder, packetsBuilt } from '@marketsafe/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { send } from '../../api/client.ts';
import { PACKETS, refreshPackets } from '../../api/packet-queries.ts';

/** Builds packets of a group's claims, and shows what then waits. */
export function useBuild() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (order: PacketOrder) => send('POST', PACKETS, order, packetsBuilt),
    // Also after a refusal: somebody else may have built it.
    onSettled: () => refreshPackets(client),
  });
}
