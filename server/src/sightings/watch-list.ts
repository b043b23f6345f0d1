import {
  type ClaimTarget,
  type MarketplaceId,
  WATCHED_STATES,
  type WatchedListing,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';

/** Most listings that are listed, and visits of each. */
const MOST = 500;
const MOST_SIGHTINGS = 5;

/**
 * Removed listings with what visits found since: what was seen live again and has no new claim first, then what nobody has come by for longest. In
 * a transaction that reads the organisation's claims; staff's reads all.
 */
export async function watchListOf(scope: Scope, organisationId: string | null): Promise<WatchedListing[]> {
  const rows = await scope
    .selectFrom('app.claims as claim')
    .innerJoin('app.organisations as organisation', 'organisation.organisation_id', 'claim.organisation_id')
    .innerJoin('app.rights as right', (join) =>
      join
        .onRef('right.organisation_id', '=', 'claim.holder_id')
        .onRef('right.right_id', '=', 'claim.right_id'),
    )
    .select([
      'claim.claim_id',
      'claim.number',
      'claim.organisation_id',
      'organisation.name',
      'claim.marketplace',
    ])
    .select(['claim.item_id', 'claim.target', 'right.mark', 'claim.state', 'claim.state_since'])
    .select(
      sql<WatchedListing['sightings'] | null>`(
        select json_agg(json_build_object('seen', seen.seen,
          'at', to_char(seen.seen_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'by', coalesce(seen.name, '')) order by seen.seen_at desc)
        from (
          select sighting.seen, sighting.seen_at, member.name from app.sightings sighting
          left join app.memberships member
            on member.organisation_id = sighting.organisation_id and member.user_id = sighting.user_id
          where sighting.organisation_id = claim.organisation_id and sighting.claim_id = claim.claim_id
          order by sighting.seen_at desc limit ${MOST_SIGHTINGS}
        ) seen)`.as('sightings'),
    )
    .select(
      sql<WatchedListing['relisted']>`(
        select json_build_object('claimId', newer.claim_id, 'number', newer.number)
        from app.claim_links link
        join app.claims newer on newer.organisation_id = link.organisation_id and newer.claim_id = link.claim_id
        where link.organisation_id = claim.organisation_id and link.earlier = claim.claim_id and link.kind = 'relist-of'
        order by newer.received_at desc limit 1)`.as('relisted'),
    )
    .where('claim.state', 'in', [...WATCHED_STATES])
    .$if(organisationId !== null, (query) => query.where('claim.organisation_id', '=', organisationId ?? ''))
    .orderBy('claim.state_since', 'desc')
    .orderBy('claim.claim_id')
    .limit(MOST)
    .execute();
  return rows
    .map((row): WatchedListing => {
      const target: ClaimTarget = row.target;
      return {
        ...{ claimId: row.claim_id, number: row.number, state: row.state, itemId: row.item_id },
        organisation: { organisationId: row.organisation_id, name: row.name },
        marketplace: row.marketplace as MarketplaceId,
        canonicalUrl: target.canonicalUrl,
        ...(target.title !== undefined && { title: target.title }),
        mark: row.mark,
        since: row.state_since.toISOString(),
        sightings: row.sightings ?? [],
        relisted: row.relisted,
      };
    })
    .sort((one, other) => rank(one) - rank(other) || lookedAt(one).localeCompare(lookedAt(other)));
}

/** What wants somebody stands first. */
function rank({ sightings: [last], relisted }: WatchedListing): number {
  return last?.seen === 'live' && relisted === null ? 0 : 1;
}

function lookedAt({ sightings: [last] }: WatchedListing): string {
  return last?.at ?? '';
}
