import {
  type CountedQuery,
  countedLines,
  type FigureFormat,
  type Figures,
  figures,
  type NewPenaltyNote,
  type NewPenaltyRequest,
  type NewPublication,
  type PublicationDecision,
  penaltyRequests,
  publication,
  publicationList,
} from '@marketsafe/contract';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, send } from './client.ts';
import { pollInterval } from './queries.ts';

const FIGURES = '/v1/figures';
const PUBLICATIONS = '/v1/publications';

/** Whose figures, and of which days. */
export interface FigureWish {
  from: string;
  to: string;
  organisation?: string | undefined;
  party?: string | undefined;
}

function queryOfWish(wish: FigureWish | CountedQuery): URLSearchParams {
  return new URLSearchParams(
    Object.entries({ ...wish }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** What became of claims within a period; the figures before stay while others are on their way. */
export function figuresQuery(wish: FigureWish) {
  return queryOptions({
    queryKey: ['figures', wish],
    queryFn: ({ signal }): Promise<Figures> => get(`${FIGURES}?${queryOfWish(wish)}`, figures, signal),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => pollInterval(12, query.state.error),
  });
}

/** The lines behind one figure, page by page. */
export function countedQueryOf(wish: CountedQuery) {
  return infiniteQueryOptions({
    queryKey: ['figures', 'lines', wish],
    queryFn: ({ signal, pageParam }) =>
      get(
        `${FIGURES}/lines?${queryOfWish({ ...wish, ...(pageParam !== null && { cursor: pageParam }) })}`,
        countedLines,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    select: ({ pages }) => ({
      total: pages[0]?.total ?? 0,
      lines: pages.flatMap(({ lines }) => lines),
    }),
  });
}

/** Where the same figures are as a file. */
export function figuresFile(wish: FigureWish, format: FigureFormat, language: string): string {
  const query = queryOfWish(wish);
  query.set('format', format);
  query.set('language', language);
  return `${FIGURES}/document?${query}`;
}

/** What the program publishes. */
export const publicationsQuery = queryOptions({
  queryKey: ['publications'],
  queryFn: ({ signal }) => get(PUBLICATIONS, publicationList, signal),
  refetchInterval: (query) => pollInterval(2, query.state.error),
});

/** Prepares a report or an export, as the first of two people. */
export function preparePublication(wanted: NewPublication) {
  return send('POST', PUBLICATIONS, wanted, publication);
}

/** Decides on what somebody prepared. */
export function decidePublication(publicationId: string, decision: PublicationDecision) {
  return send('POST', `${PUBLICATIONS}/${publicationId}/decision`, decision, publication);
}

/** Where a released export is. */
export function publicationFile(publicationId: string): string {
  return `${PUBLICATIONS}/${publicationId}/file`;
}

/** What a marketplace was asked to do about a seller. */
export function penaltyRequestsQuery(sellerId: string) {
  return queryOptions({
    queryKey: ['sellers', 'requests', sellerId],
    queryFn: ({ signal }) => get(`/v1/sellers/${sellerId}/requests`, penaltyRequests, signal),
    refetchInterval: (query) => pollInterval(6, query.state.error),
  });
}

/** Keeps that a marketplace was asked. */
export function askForPenalty(sellerId: string, request: NewPenaltyRequest) {
  return send('POST', `/v1/sellers/${sellerId}/requests`, request, penaltyRequests);
}

/** Notes what was told of a request. */
export function notePenalty(requestId: string, note: NewPenaltyNote) {
  return send('POST', `/v1/penalty-requests/${requestId}/notes`, note, penaltyRequests);
}
