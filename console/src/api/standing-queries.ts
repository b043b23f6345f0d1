import { leavingExport, standing, standingList } from '@marketsafe/contract';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import { pollInterval } from './queries.ts';

/** Where standing, graduations, and exports of who left are. */
export const STANDING = '/v1/standing';
export const GRADUATIONS = '/v1/graduations';
export const LEAVING = '/v1/leaving-export';

/** How a participant stands; one's own organisation where none is named. */
export function standingQuery(organisationId: string | null) {
  const query = organisationId === null ? '' : `?organisation=${organisationId}`;
  return queryOptions({
    queryKey: ['standing', organisationId ?? 'own'],
    queryFn: ({ signal }) => get(`${STANDING}${query}`, standing, signal),
    refetchInterval: (found) => pollInterval(2, found.state.error),
  });
}

/** How all participants stand. */
export const standingListQuery = queryOptions({
  queryKey: ['standing', 'all'],
  queryFn: ({ signal }) => get(`${STANDING}/participants`, standingList, signal),
  refetchInterval: (query) => pollInterval(2, query.state.error),
});

/** The export of everything that was filed. */
export const leavingQuery = queryOptions({
  queryKey: ['standing', 'export'],
  queryFn: ({ signal }) => get(LEAVING, leavingExport, signal),
  refetchInterval: ({ state }) => {
    const packing = state.data?.export?.state === 'packing' || state.data?.export?.state === 'waiting';
    return packing ? 2_000 : pollInterval(2, state.error);
  },
});
