import { z } from 'zod';
import { uuid } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { REASON_CODES } from '../reasons.ts';
import { CLAIM_STATES } from '../states.ts';

/** Longest text that is searched for. */
export const MAX_SEARCH_TEXT = 200;

/** What a list of claims is narrowed to: each filter that is there has to hold, and of a filter's several values one. */
export const claimFilters = z.strictObject({
  /** Words, a claim's number, or the address of a listing. */
  q: z.string().min(1).max(MAX_SEARCH_TEXT).optional(),
  state: z.array(z.enum(CLAIM_STATES)).min(1).max(CLAIM_STATES.length).optional(),
  marketplace: z.array(z.enum(MARKETPLACE_IDS)).min(1).max(MARKETPLACE_IDS.length).optional(),
  reason: z.array(z.enum(REASON_CODES)).min(1).max(REASON_CODES.length).optional(),
  right: uuid.optional(),
  seller: uuid.optional(),
  /** Only staff see more than one. */
  organisation: uuid.optional(),
  /** Who looks into it: the asker, nobody, or a person. Staff's to know. */
  assigned: z.union([z.enum(['me', 'nobody']), uuid]).optional(),
  /** First and last day of arrival, in UTC. */
  since: z.iso.date().optional(),
  until: z.iso.date().optional(),
});
export type ClaimFilters = z.infer<typeof claimFilters>;

const LISTS: ReadonlySet<string> = new Set(['state', 'marketplace', 'reason']);

/** Names of the filters. */
export const FILTER_NAMES = Object.keys(claimFilters.shape) as (keyof ClaimFilters)[];

function read(query: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    FILTER_NAMES.flatMap((name) => {
      const value = query[name];
      if (typeof value !== 'string' || value.trim() === '') return [];
      return [[name, LISTS.has(name) ? value.split(',') : value.trim()]];
    }),
  );
}

/** Filters as an address has them, lists with commas between; null where one of them is none. */
export function filtersOf(query: Readonly<Record<string, unknown>>): ClaimFilters | null {
  return claimFilters.safeParse(read(query)).data ?? null;
}

/** As `filtersOf`, without those that are none: an address may hold anything. */
export function usableFilters(query: Readonly<Record<string, unknown>>): ClaimFilters {
  const given = Object.entries(read(query)).filter(
    ([name, value]) => claimFilters.safeParse({ [name]: value }).success,
  );
  return claimFilters.parse(Object.fromEntries(given));
}

/** Filters as they stand in an address. */
export function queryOf(filters: ClaimFilters): Record<string, string> {
  return Object.fromEntries(
    FILTER_NAMES.flatMap((name) => {
      const value = filters[name];
      return value === undefined ? [] : [[name, String(value)]];
    }),
  );
}
