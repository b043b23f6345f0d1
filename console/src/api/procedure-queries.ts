import { procedureBookAnswer, procedureHistory } from '@marketsafe/contract/procedures';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import { pollInterval } from './queries.ts';

/** Where changes of procedures are made. */
export const PROCEDURE_CHANGES = '/v1/procedures/changes';

/** Times between two looks, as against one of a list: procedures change over weeks. */
const SLOWER = 12;

/** Every value of every procedure that holds now. */
export const proceduresQuery = queryOptions({
  queryKey: ['procedures'],
  queryFn: ({ signal }) => get('/v1/procedures', procedureBookAnswer, signal),
  staleTime: 30_000,
  refetchInterval: (query) => pollInterval(SLOWER, query.state.error),
});

/** What the program changed; for its staff. */
export const procedureHistoryQuery = queryOptions({
  queryKey: ['procedures', 'history'],
  queryFn: ({ signal }) => get(PROCEDURE_CHANGES, procedureHistory, signal),
  refetchInterval: (query) => pollInterval(SLOWER, query.state.error),
});

/** Asks anew for all of procedures after a change. */
export function refreshProcedures(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ['procedures'] });
}
