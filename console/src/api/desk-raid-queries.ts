import { deskRaidDetail, deskRaids } from '@marketsafe/contract';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import { pollInterval } from './queries.ts';

/** Where packages of civil raids are for the marketplace's own people. */
export const DESK_RAIDS = '/v1/desk/raids';

/** Packages of civil raids for the caller's marketplaces, the newest first. */
export const deskRaidsQuery = queryOptions({
  queryKey: ['desk-raids'],
  queryFn: ({ signal }) => get(DESK_RAIDS, deskRaids, signal),
  refetchInterval: (query) => pollInterval(6, query.state.error),
});

/** One of them. */
export function deskRaidQuery(packageId: string) {
  return queryOptions({
    queryKey: ['desk-raid', packageId],
    queryFn: ({ signal }) => get(`${DESK_RAIDS}/${packageId}`, deskRaidDetail, signal),
  });
}
