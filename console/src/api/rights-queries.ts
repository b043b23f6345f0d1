import {
  keptHolders,
  registrationList,
  type VaultQuery,
  vaultList,
  vaultRightDetail,
  vaultSummary,
} from '@marketsafe/contract';
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';

/** Where the rights are. */
export const VAULT = '/v1/vault/rights';
export const IMPORTS = '/v1/vault/imports';

/** What a list of rights is narrowed to. */
export type RightFilter = Omit<VaultQuery, 'cursor'>;

/** A filter as a query string. */
export function vaultSearch(filter: RightFilter, more: Record<string, string> = {}): string {
  const given = Object.entries({ ...filter, ...more }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  return new URLSearchParams(given).toString();
}

/** Rights that fit, page by page. */
export function vaultQueryOf(filter: RightFilter) {
  return infiniteQueryOptions({
    queryKey: ['vault', filter],
    queryFn: ({ signal, pageParam }) =>
      get(
        `${VAULT}?${vaultSearch(filter, pageParam === null ? {} : { cursor: pageParam })}`,
        vaultList,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    select: (list) => ({
      rights: list.pages.flatMap((page) => page.rights),
      total: list.pages[0]?.total ?? 0,
    }),
  });
}

/** How many rights there are of which kind; of a holder whose rights are kept, or the organisation's own. */
export function vaultSummaryQueryOf(holder: string | undefined) {
  const query = holder === undefined ? '' : `?holder=${holder}`;
  return queryOptions({
    queryKey: ['vault-summary', holder],
    queryFn: ({ signal }) => get(`/v1/vault/summary${query}`, vaultSummary, signal),
    staleTime: 30_000,
  });
}

/** Holders whose rights the organisation keeps by mandates. */
export const keptHoldersQuery = queryOptions({
  queryKey: ['vault-holders'],
  queryFn: ({ signal }) => get('/v1/vault/holders', keptHolders, signal),
  staleTime: 60_000,
});

/** How rights stand with the marketplaces' registers. */
export const registrationsQuery = queryOptions({
  queryKey: ['vault', 'registrations'],
  queryFn: ({ signal }) => get('/v1/vault/registrations', registrationList, signal),
});

/** One right with its files and its history. */
export function rightQuery(rightId: string) {
  return queryOptions({
    queryKey: ['right', rightId],
    queryFn: ({ signal }) => get(`${VAULT}/${rightId}`, vaultRightDetail, signal),
  });
}

/** Shows rights as they are now, after something was done to one. */
export async function refreshVault(client: QueryClient): Promise<void> {
  await Promise.all(
    ['vault', 'vault-summary', 'right'].map((key) => client.invalidateQueries({ queryKey: [key] })),
  );
}
