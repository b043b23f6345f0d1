import { type ClaimFilters, isProgramStaff, type SearchResult } from '@marketsafe/contract';
import { claimsOf } from '../claims/queries.ts';
import type { Scope } from '../db/database.ts';
import { asQuery, readTogether } from '../db/together.ts';
import type { Caller } from '../organisations/service.ts';
import type { Lists } from '../standby/standby.ts';
import { type FoundPosition, hits, type Reach, searchOf } from './find.ts';
import { rightsOf, sellersOf } from './named.ts';
import { looksQuery } from './views.ts';

/** Rights and sellers that are shown beside claims. */
const BESIDE = 5;

/** What was found, and where its next page begins. */
export type Page = Omit<SearchResult, 'next'> & { next: FoundPosition | null };

/**
 * One page of what the caller may see: participants their organisation's, the program's staff everybody's.
 * @param after where the page before it ended
 */
export async function search(
  db: Lists,
  caller: Caller,
  filters: ClaimFilters,
  after: FoundPosition | undefined,
  limit: number,
): Promise<Page> {
  const find = (scope: Scope, reach: Reach) => pageOf(scope, reach, caller, filters, after, limit);
  return isProgramStaff(caller.roles)
    ? db.asStaff(caller.userId, (scope) => find(scope, 'all'))
    : db.inOrganisation(caller, (scope) => find(scope, 'own'));
}

async function pageOf(
  scope: Scope,
  reach: Reach,
  caller: Caller,
  filters: ClaimFilters,
  after: FoundPosition | undefined,
  limit: number,
): Promise<Page> {
  const asOf = new Date().toISOString();
  const { assigned: _, ...open } = filters;
  const wanted = searchOf(reach === 'all' ? filters : open, caller.userId, after);
  // What the words name besides claims: once, and only where nothing but words was asked for.
  const beside = { words: wanted.words, facets: {} };
  const most = after === undefined && wanted.words !== null ? BESIDE : 0;
  const found = await readTogether(scope, {
    // One more than asked for tells whether there is a next page.
    claims: asQuery(scope, hits(reach, wanted, limit + 1)),
    rights: asQuery(scope, hits(reach, { ...beside, kind: 'right' }, most)),
    sellers: asQuery(scope, hits(reach, { ...beside, kind: 'seller' }, most)),
    looks: looksQuery(scope, caller),
  });
  const page = found.claims.slice(0, limit);
  const last = page.at(-1);
  const { right, seller, organisation } = filters;
  const ids = (hit: readonly { id: string }[]) => hit.map(({ id }) => id);
  const rights = await rightsOf(scope, reach, [
    ...ids(found.rights),
    ...(right === undefined ? [] : [right]),
  ]);
  const sellers = await sellersOf(scope, [
    ...new Set(ids(found.sellers)),
    ...(seller === undefined ? [] : [seller]),
  ]);
  const among = <One>(all: readonly One[], idOf: (one: One) => string, hit: readonly { id: string }[]) =>
    all.filter((one) => hit.some(({ id }) => id === idOf(one)));
  return {
    claims: await claimsOf(scope, reach === 'all' ? null : caller.organisationId, ids(page)),
    next: found.claims.length > limit && last ? { at: last.at, id: last.id } : null,
    rights: among(rights, ({ rightId }) => rightId, found.rights),
    sellers: among(sellers, ({ sellerId }) => sellerId, found.sellers),
    named: {
      right: rights.find(({ rightId }) => rightId === right) ?? null,
      seller: sellers.find(({ sellerId }) => sellerId === seller) ?? null,
      organisation: organisation === undefined ? null : await organisationOf(scope, organisation),
    },
    asOf,
    lookedAt: found.looks[0]?.at ?? null,
  };
}

async function organisationOf(scope: Scope, organisationId: string) {
  const row = await scope
    .selectFrom('app.organisations')
    .select(['organisation_id', 'name'])
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  return row ? { organisationId: row.organisation_id, name: row.name } : null;
}
