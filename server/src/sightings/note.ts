import { recogniseAddress, type SightingNotices, WATCHED_STATES } from '@marketsafe/contract';
import { sql } from 'kysely';
import { openLedger, writeLedger } from '../audit/service.ts';
import { recordChange } from '../changes/service.ts';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';

/**
 * Keeps what somebody saw where removed listings of their organisation had been, and tells its devices. Of a listing that has no such claim nothing
 * is kept; nor is what was told before.
 * @returns how many claims it was news about
 */
export async function noteSightings(
  db: Database,
  caller: Pick<Caller, 'organisationId' | 'userId'>,
  { sightings }: SightingNotices,
): Promise<number> {
  if (sightings.length === 0) return 0;
  const { organisationId, userId } = caller;
  return db.inOrganisation({ organisationId, userId }, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const claims = await scope
      .selectFrom('app.claims')
      .select(['claim_id', 'number', 'state', 'marketplace', 'item_id', 'target', 'state_since'])
      .where('organisation_id', '=', organisationId)
      .where('state', 'in', [...WATCHED_STATES])
      .where('item_id', 'in', [...new Set(sightings.map(({ listing }) => listing.itemId))])
      .execute();
    const now = new Date();
    const rows = sightings.flatMap(({ listing, seen, at }) =>
      claims
        .filter(
          (claim) =>
            claim.marketplace === listing.marketplace &&
            claim.item_id === listing.itemId &&
            recogniseAddress(claim.target.canonicalUrl)?.scope === listing.scope,
        )
        .map((claim) => ({
          claim,
          // A wrong clock puts no visit into the future.
          row: {
            ...{ organisation_id: organisationId, claim_id: claim.claim_id, user_id: userId, seen },
            seen_at: new Date(Math.min(Date.parse(at), now.getTime())),
          },
        })),
    );
    if (rows.length === 0) return 0;
    const kept = await scope
      .insertInto('app.sightings')
      .values(rows.map(({ row }) => row))
      .onConflict((conflict) => conflict.doNothing())
      .returning('claim_id')
      .execute();
    const news = new Set(kept.map(({ claim_id }) => claim_id));
    for (const { claim_id: claimId, number, state } of claims) {
      if (news.has(claimId)) recordChange(ledger, { kind: 'claim', at: now, claimId, number, state });
    }
    if (news.size > 0) await writeLedger(scope, ledger);
    return news.size;
  });
}

/** The last visit at which a claim's listing was seen, since it went into its state; for a query of claims named `claim`. */
export function lastSighting() {
  return sql<{ seen: 'live' | 'gone'; at: string } | null>`(
    select json_build_object('seen', sighting.seen, 'at', to_char(sighting.seen_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    from app.sightings sighting
    where sighting.organisation_id = claim.organisation_id and sighting.claim_id = claim.claim_id
    order by sighting.seen_at desc limit 1)`;
}
