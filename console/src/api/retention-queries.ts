import { deletionProposalDetail, dueList, retentionOverview } from '@marketsafe/contract';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import { pollInterval } from './queries.ts';

/** Where retention is. */
export const RETENTION = '/v1/retention';
/** Where legal holds are. */
export const LEGAL_HOLDS = '/v1/legal-holds';

/** Claims whose time is over, proposals of deletion, and legal holds. */
export const retentionQuery = queryOptions({
  queryKey: ['retention'],
  queryFn: ({ signal }) => get(RETENTION, retentionOverview, signal),
  refetchInterval: (query) => pollInterval(2, query.state.error),
});

/** The claims of an organisation whose time is over. */
export function dueQuery(organisationId: string) {
  return queryOptions({
    queryKey: ['retention', 'due', organisationId],
    queryFn: ({ signal }) => get(`${RETENTION}/due?organisation=${organisationId}`, dueList, signal),
    // What is chosen is what was seen: it does not change under the reader.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A proposal with its claims. */
export function proposalQuery(proposalId: string) {
  return queryOptions({
    queryKey: ['retention', 'proposal', proposalId],
    queryFn: ({ signal }) => get(`${RETENTION}/proposals/${proposalId}`, deletionProposalDetail, signal),
    refetchInterval: (query) => pollInterval(1, query.state.error),
  });
}
