import { type ClaimFilters, type MarketplaceId, recogniseAddress } from '@marketsafe/contract';
import { type RawBuilder, sql } from 'kysely';

/** Whose rows are looked through: those of the transaction's organisation, or for the program's staff everybody's. */
export type Reach = 'own' | 'all';

/** A place in what is found, newest first. */
export interface FoundPosition {
  /** As the database writes it, to the microsecond. */
  at: string;
  id: string;
}

/** What was found: its id, and its place in the order. */
export type Hit = FoundPosition & { organisation_id: string };

/** What is looked for among things of one kind. */
export interface Search {
  kind: 'claim' | 'right' | 'seller';
  words: string | null;
  /** Values by the letter of their facet, as the migration has them; of several values one has to hold. */
  facets: Readonly<Record<string, readonly string[]>>;
  since?: string | undefined;
  until?: string | undefined;
  after?: FoundPosition | undefined;
}

const DAY = 24 * 60 * 60 * 1_000;

/** Filters of claims as a search. The address of a listing stands for its claims. @param userId who asks */
export function searchOf(filters: ClaimFilters, userId: string, after?: FoundPosition): Search {
  const { q, state, marketplace, reason, right, seller, organisation, assigned, since, until } = filters;
  const listing = q === undefined ? null : recogniseAddress(q);
  const itemId = listing?.kind === 'listing' ? listing.itemId : undefined;
  const given: [string, readonly string[] | undefined][] = [
    ['s', state],
    ['m', listing && itemId !== undefined ? placesOf(listing.marketplace, marketplace) : marketplace],
    ['r', reason],
    ['t', right === undefined ? undefined : [right]],
    ['v', seller === undefined ? undefined : [seller]],
    ['a', assigned === undefined ? undefined : [assigned === 'me' ? userId : assigned]],
    ['o', organisation === undefined ? undefined : [organisation]],
    ['i', itemId === undefined ? undefined : [itemId]],
  ];
  return {
    kind: 'claim',
    words: itemId === undefined ? (q ?? null) : null,
    facets: Object.fromEntries(given.flatMap(([letter, values]) => (values ? [[letter, values]] : []))),
    since,
    until: until === undefined ? undefined : new Date(Date.parse(until) + DAY).toISOString(),
    after,
  };
}

function placesOf(place: MarketplaceId, wanted: ClaimFilters['marketplace']): MarketplaceId[] {
  return wanted === undefined || wanted.includes(place) ? [place] : [];
}

/** A search as the database's function is asked: whose rows it finds, the function itself sees to. */
export function hits(reach: Reach, search: Search, limit: number): RawBuilder<Hit> {
  const { kind, words, facets, since = null, until = null, after } = search;
  const from = sql.ref(reach === 'all' ? 'app.search_all' : 'app.search_own');
  return sql<Hit>`select found.organisation_id, found.entity_id as id,
      to_char(found.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from ${from}(
      ${kind}, ${words}, ${JSON.stringify(facets)}::jsonb, ${since}::timestamptz, ${until}::timestamptz,
      ${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid, ${limit}::int
    ) found`;
}
