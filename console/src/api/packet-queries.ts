import {
  candidateClaims,
  deskPacketDetail,
  deskPackets,
  type PacketGroup,
  type PacketState,
  packetCandidates,
  packetCounts,
  packetDetail,
  packetList,
} from '@marketsafe/contract';
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import { pollInterval } from './queries.ts';

/** Where packets are, for the program's staff. */
export const PACKETS = '/v1/packets';
/** Where they are for the marketplace's own people. */
const DESK = '/v1/desk/packets';

/** Packets on one page of a list. */
const PAGE_SIZE = 50;
/** Time between two looks at the counts as against one at a list. */
const COUNTS_SLOWER = 2;
/** Everything about packets begins with this key. */
const KEY = 'packets';

/** Approved claims that are in no packet, group by group. */
export const candidatesQuery = queryOptions({
  queryKey: [KEY, 'candidates'],
  queryFn: ({ signal }) => get(`${PACKETS}/candidates`, packetCandidates, signal),
  refetchInterval: (query) => pollInterval(1, query.state.error),
});

/** The claims of a group. */
export function candidateClaimsQuery(group: PacketGroup) {
  return queryOptions({
    queryKey: [KEY, 'candidates', group],
    queryFn: ({ signal }) =>
      get(`${PACKETS}/candidates/claims?${new URLSearchParams(group)}`, candidateClaims, signal),
  });
}

/** How much waits at which step. */
export const packetCountsQuery = queryOptions({
  queryKey: [KEY, 'counts'],
  queryFn: ({ signal }) => get(`${PACKETS}/counts`, packetCounts, signal),
  refetchInterval: (query) => pollInterval(COUNTS_SLOWER, query.state.error),
});

/** Packets in a state, or all, page by page. */
export function packetsQuery(state: PacketState | undefined) {
  return infiniteQueryOptions({
    queryKey: [KEY, 'list', state],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ limit: String(PAGE_SIZE) });
      if (state !== undefined) query.set('state', state);
      if (pageParam !== null) query.set('cursor', pageParam);
      return get(`${PACKETS}?${query}`, packetList, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    select: (list) => list.pages.flatMap((page) => page.packets),
    refetchInterval: (query) => pollInterval(query.state.data?.pages.length ?? 1, query.state.error),
  });
}

/** What of a packet goes, and what stays. It stays as it is while somebody looks: reading it is written into the audit. */
export function packetQuery(packetId: string) {
  return queryOptions({
    queryKey: [KEY, 'one', packetId],
    queryFn: ({ signal }) => get(`${PACKETS}/${packetId}`, packetDetail, signal),
    refetchOnWindowFocus: false,
  });
}

/** Shows packets as they are now. */
export async function refreshPackets(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: [KEY] });
}

/** What was sent to the marketplaces of the signed-in person, page by page. */
export const deskQuery = infiniteQueryOptions({
  queryKey: ['desk'],
  queryFn: ({ signal, pageParam }) => {
    const query = new URLSearchParams({ limit: String(PAGE_SIZE) });
    if (pageParam !== null) query.set('cursor', pageParam);
    return get(`${DESK}?${query}`, deskPackets, signal);
  },
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
  select: (list) => list.pages.flatMap((page) => page.packets),
  refetchInterval: (query) => pollInterval(query.state.data?.pages.length ?? 1, query.state.error),
});

/** One of them. */
export function deskPacketQuery(packetId: string) {
  return queryOptions({
    queryKey: ['desk', packetId],
    queryFn: ({ signal }) => get(`${DESK}/${packetId}`, deskPacketDetail, signal),
    refetchOnWindowFocus: false,
  });
}

/** Address of a file of a packet, for whom it is looked at. */
export function packetFileUrl(of: 'staff' | 'desk', packetId: string, name: string): string {
  return `${of === 'staff' ? PACKETS : DESK}/${packetId}/files/${name}`;
}
