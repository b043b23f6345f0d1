import { packetSummary } from '@marketsafe/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { send } from '../../api/client.ts';
import { PACKETS, refreshPackets } from '../../api/packet-queries.ts';

/** What can be done with a packet, as its address names it. */
type Verb = 'release' | 'sent' | 'cancel' | 'split' | 'withdrawal' | 'again';

/** Does something with a packet, and shows packets as they then are. */
export function useChange(packetId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ verb, body }: { verb: Verb; body: object }) =>
      send('POST', `${PACKETS}/${packetId}/${verb}`, body, packetSummary),
    // Also after a refusal: somebody else may have changed it.
    onSettled: () => refreshPackets(client),
  });
}
