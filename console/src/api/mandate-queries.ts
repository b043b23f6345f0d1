import { mandateDetail, mandateList } from '@marketsafe/contract';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';

/** Where the mandates are. */
export const MANDATES = '/v1/mandates';
/** Where the program's staff hand in papers. */
export const PAPERS = `${MANDATES}/papers`;

/** Mandates that the organisation gave or was given; for staff all. */
export const mandatesQuery = queryOptions({
  queryKey: ['mandates'],
  queryFn: ({ signal }) => get(MANDATES, mandateList, signal),
});

/** One mandate, and how the claims under it have fared. */
export function mandateQuery(mandateId: string) {
  return queryOptions({
    queryKey: ['mandate', mandateId],
    queryFn: ({ signal }) => get(`${MANDATES}/${mandateId}`, mandateDetail, signal),
  });
}

/** Shows mandates as they are now. */
export async function refreshMandates(client: QueryClient): Promise<void> {
  await Promise.all(['mandates', 'mandate'].map((key) => client.invalidateQueries({ queryKey: [key] })));
}
