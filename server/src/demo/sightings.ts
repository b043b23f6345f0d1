import { recogniseAddress, type Seen, WATCHED_STATES } from '@marketsafe/contract';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { noteSightings } from '../sightings/note.ts';

const HOUR = 60 * 60 * 1_000;

/** What visits found, each listing's the last first: how many hours ago. One listing is back, one was away and came back, others are gone. */
const FOUND: readonly (readonly (readonly [hours: number, seen: Seen])[])[] = [
  [
    [3, 'live'],
    [50, 'gone'],
  ],
  [[20, 'gone']],
  [
    [7, 'live'],
    [8, 'live'],
  ],
  [[30, 'gone']],
];

/** Lets investigators of the demo program come by some of the listings that were removed first. What was noted stays as it is. */
export async function visitDemoListings(
  db: Database,
  investigators: Iterable<Caller>,
  until: Date,
): Promise<void> {
  for (const caller of investigators) {
    const removed = await db.inOrganisation(caller, (scope) =>
      scope
        .selectFrom('app.claims')
        .select(['target'])
        .where('organisation_id', '=', caller.organisationId)
        .where('state', 'in', [...WATCHED_STATES])
        .orderBy('state_since')
        .orderBy('claim_id')
        .limit(FOUND.length)
        .execute(),
    );
    const sightings = removed.flatMap(({ target }, nth) =>
      (FOUND[nth] ?? []).map(([hours, seen]) => {
        const { marketplace, itemId, canonicalUrl } = target;
        const scope = recogniseAddress(canonicalUrl)?.scope;
        const listing = { marketplace, itemId, ...(scope !== undefined && { scope }) };
        return { listing, seen, at: new Date(until.getTime() - hours * HOUR).toISOString() };
      }),
    );
    await noteSightings(db, caller, { sightings });
  }
}
