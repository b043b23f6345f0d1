import { deskAnswers, deskCounters } from '@marketsafe/contract';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';

/** Where the marketplace's people hand a seller's documents in. */
export const DESK_FILES = '/v1/desk/files';

/** Where they answer a packet. */
export function deskAnswersPath(packetId: string): string {
  return `/v1/desk/packets/${packetId}/answers`;
}

/** Where they enter counter-notices about its links. */
export function deskCountersPath(packetId: string): string {
  return `/v1/desk/packets/${packetId}/counter-notices`;
}

/** What they answered last of each link. */
export function deskAnswersQuery(packetId: string) {
  return queryOptions({
    queryKey: ['desk', packetId, 'answers'],
    queryFn: ({ signal }) => get(deskAnswersPath(packetId), deskAnswers, signal),
  });
}

/** What sellers said, as they entered it. */
export function deskCountersQuery(packetId: string) {
  return queryOptions({
    queryKey: ['desk', packetId, 'counter-notices'],
    queryFn: ({ signal }) => get(deskCountersPath(packetId), deskCounters, signal),
  });
}
