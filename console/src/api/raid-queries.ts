import { raidDetail, raidList, raidProposals } from '@marketsafe/contract';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { get, send } from './client.ts';
import { pollInterval } from './queries.ts';

/** Where raids are. */
export const RAIDS = '/v1/raids';

/** Civil raids that the caller may see, the latest saved first. */
export const raidsQuery = queryOptions({
  queryKey: ['raids'],
  queryFn: ({ signal }) => get(RAIDS, raidList, signal),
  refetchInterval: (query) => pollInterval(6, query.state.error),
});

/** One raid. */
export function raidQuery(raidId: string) {
  return queryOptions({
    queryKey: ['raid', raidId],
    queryFn: ({ signal }) => get(`${RAIDS}/${raidId}`, raidDetail, signal),
    refetchInterval: (query) => pollInterval(3, query.state.error),
  });
}

/** Shops of the organisation's own claims that may have to do with a raid. `version`: of the raid as it is saved. */
export function raidProposalsQuery(raidId: string, version: number) {
  return queryOptions({
    queryKey: ['raid-proposals', raidId, version],
    queryFn: ({ signal }) => get(`${RAIDS}/${raidId}/proposals`, raidProposals, signal),
  });
}

/** Does something to a raid, and keeps the answer as what is known of it. `path`: below the raid. */
export async function sendToRaid(
  client: QueryClient,
  raidId: string,
  method: 'POST' | 'PUT',
  path: string,
  body: object,
) {
  const read = await send(method, `${RAIDS}/${raidId}${path}`, body, raidDetail);
  client.setQueryData(raidQuery(raidId).queryKey, read);
  await client.invalidateQueries({ queryKey: raidsQuery.queryKey });
  return read;
}
