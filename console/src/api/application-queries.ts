import { applicationDetail, applicationList } from '@marketsafe/contract';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';

/** Where the applications are. */
export const APPLICATIONS = '/v1/applications';

/** What was handed in by people who want to take part. */
export const applicationsQuery = queryOptions({
  queryKey: ['applications'],
  queryFn: ({ signal }) => get(APPLICATIONS, applicationList, signal),
});

/** One application. */
export function applicationQuery(applicationId: string) {
  return queryOptions({
    queryKey: ['application', applicationId],
    queryFn: ({ signal }) => get(`${APPLICATIONS}/${applicationId}`, applicationDetail, signal),
  });
}
