import {
  type ClaimState,
  type ClaimTarget,
  isProgramStaff,
  MAX_SELLER_CLAIMS,
  type SellerListing,
  type SellerPage,
  type SellerRemoval,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import { claimsOf } from '../claims/queries.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { sellersOf } from '../search/named.ts';
import { readEntries } from './entries.ts';

/** Most claims that stand on a seller's page; the others are in the list of claims. */
const CLAIMS = 200;
/** Most names and listings of a seller that are told. */
const NAMES = 10;
const LISTINGS = 500;
/** Removals stand in these states, or wait there for what becomes of a counter-notice. */
const REMOVED: readonly ClaimState[] = ['removed', 'countered', 'contested', 'upheld'];

/**
 * What the caller may read of a seller: participants of their own organisation's claims, staff of everybody's.
 * @throws HttpProblem `seller-unknown`
 */
export async function readSeller(db: Database, caller: Caller, sellerId: string): Promise<SellerPage> {
  const page = isProgramStaff(caller.roles)
    ? await db.asStaff(caller.userId, (scope) => pageIn(scope, null, sellerId))
    : await db.inOrganisation(caller, (scope) => pageIn(scope, caller.organisationId, sellerId));
  return { ...page, entries: await readEntries(db, caller, sellerId) };
}

interface ClaimRow {
  claim_id: string;
  state: ClaimState;
  received_at: Date;
  item_id: string;
  target: ClaimTarget;
}

async function pageIn(
  scope: Scope,
  organisationId: string | null,
  sellerId: string,
): Promise<Omit<SellerPage, 'entries'>> {
  const [seller] = await sellersOf(scope, [sellerId]);
  if (!seller) throw new HttpProblem('seller-unknown');
  const { rows } = await sql<ClaimRow>`
    select claim.claim_id, claim.state, claim.received_at, claim.item_id, claim.target
    from app.claim_search found
    join app.claims claim on claim.organisation_id = found.organisation_id and claim.claim_id = found.entity_id
    where found.seller_id = ${sellerId}
    order by found.at desc, found.entity_id desc limit ${sql.lit(MAX_SELLER_CLAIMS)}`.execute(scope);
  const ids = rows.map(({ claim_id }) => claim_id);
  const states: Partial<Record<ClaimState, number>> = {};
  for (const { state } of rows) states[state] = (states[state] ?? 0) + 1;
  const names = rows.flatMap(({ target }) => (target.seller?.name === undefined ? [] : [target.seller.name]));
  return {
    seller,
    names: [...new Set(names)].slice(0, NAMES),
    states,
    claims: await claimsOf(scope, organisationId, ids.slice(0, CLAIMS)),
    listings: listingsOf(rows),
    removals: await removalsOf(scope, ids),
    counterNotices: await countersOf(scope, ids),
    asOf: new Date().toISOString(),
  };
}

/** Listings as the newest claim on each has them. @param rows the newest first */
function listingsOf(rows: readonly ClaimRow[]): SellerListing[] {
  const listings = new Map<string, SellerListing>();
  for (const { target, item_id, state, received_at } of rows) {
    const { canonicalUrl, title } = target;
    const known = listings.get(canonicalUrl);
    if (known) known.claims += 1;
    else if (listings.size < LISTINGS) {
      listings.set(canonicalUrl, {
        ...{ itemId: item_id, canonicalUrl, title: title ?? null, claims: 1, state },
        lastAt: received_at.toISOString(),
      });
    }
  }
  return [...listings.values()];
}

async function removalsOf(scope: Scope, ids: readonly string[]): Promise<SellerRemoval[]> {
  const rows = await scope
    .selectFrom('app.claims as claim')
    .innerJoin('app.rights as right', (join) =>
      join
        .onRef('right.organisation_id', '=', 'claim.holder_id')
        .onRef('right.right_id', '=', 'claim.right_id'),
    )
    .innerJoin('app.claim_events as event', (join) =>
      join
        .onRef('event.organisation_id', '=', 'claim.organisation_id')
        .onRef('event.claim_id', '=', 'claim.claim_id'),
    )
    .select(['claim.claim_id', 'claim.number', 'claim.reason', 'claim.state', 'claim.holder_id'])
    .select(['right.right_id', 'right.mark', 'right.owner', 'event.at'])
    .distinctOn('claim.claim_id')
    .where(sql<boolean>`claim.claim_id = any(${[...ids]}::uuid[])`)
    .where('claim.state', 'in', [...REMOVED])
    .where('event.to_state', '=', 'removed')
    .orderBy('claim.claim_id')
    .orderBy('event.sequence', 'desc')
    .execute();
  return rows
    .map((row) => ({
      ...{ claimId: row.claim_id, number: row.number, reason: row.reason, state: row.state },
      at: row.at.toISOString(),
      right: { rightId: row.right_id, mark: row.mark, holderId: row.holder_id, holder: row.owner },
    }))
    .sort((one, other) => other.at.localeCompare(one.at));
}

async function countersOf(scope: Scope, ids: readonly string[]): Promise<SellerPage['counterNotices']> {
  const rows = await scope
    .selectFrom('app.counter_notices as counter')
    .innerJoin('app.claims as claim', (join) =>
      join
        .onRef('claim.organisation_id', '=', 'counter.organisation_id')
        .onRef('claim.claim_id', '=', 'counter.claim_id'),
    )
    .select(['counter.counter_id', 'counter.claim_id', 'counter.chance', 'counter.state'])
    .select(['counter.received_on', 'claim.number'])
    .where(sql<boolean>`counter.claim_id = any(${[...ids]}::uuid[])`)
    .orderBy('counter.received_on', 'desc')
    .orderBy('counter.counter_id')
    .execute();
  return rows.map((row) => ({
    ...{ counterId: row.counter_id, claimId: row.claim_id, number: row.number },
    ...{ chance: row.chance, state: row.state, receivedOn: row.received_on },
  }));
}
