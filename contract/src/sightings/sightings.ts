import { z } from 'zod';
import { claimTarget } from '../claim.ts';
import { classified } from '../confidentiality.ts';
import { claimNumber, utcTime, uuid } from '../identifiers.ts';
import { listingIdentity } from '../known.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { CLAIM_STATES, type ClaimState } from '../states.ts';

/** What a visit found where a removed listing had been. */
export const SEEN = ['live', 'gone'] as const;
export type Seen = (typeof SEEN)[number];

/** States of a claim whose listing is to be away: who comes by it says whether it is. */
export const WATCHED_STATES = ['removed', 'countered', 'contested', 'upheld'] as const;

/** Whether the listing of a claim in this state is to be away. */
export function isWatched(state: ClaimState): boolean {
  return WATCHED_STATES.some((watched) => watched === state);
}

/** Most sightings of one request. */
export const MOST_SIGHTINGS = 200;

/**
 * `PUT /v1/sightings`: removed listings that the caller came by on visits of their own, and what was there. Who was where, and when, is class C.
 * What was told before is passed over.
 */
export const sightingNotices = z.strictObject({
  sightings: z
    .array(
      z.strictObject({
        listing: listingIdentity,
        seen: classified(z.enum(SEEN), 'C'),
        at: classified(utcTime, 'C'),
      }),
    )
    .max(MOST_SIGHTINGS),
});
export type SightingNotices = z.infer<typeof sightingNotices>;

/** Answer to it: how many claims it was news about. */
export const sightingsTaken = z.strictObject({ news: z.int().nonnegative() });

/** A visit at which it was seen. */
export const sighting = z.strictObject({
  seen: classified(z.enum(SEEN), 'C'),
  at: classified(utcTime, 'C'),
  by: classified(z.string(), 'C'),
});
export type Sighting = z.infer<typeof sighting>;

/** A removed listing on the watch list. */
export const watchedListing = z.strictObject({
  claimId: uuid,
  number: claimNumber,
  organisation: z.strictObject({ organisationId: uuid, name: z.string() }),
  marketplace: z.enum(MARKETPLACE_IDS),
  itemId: z.string(),
  canonicalUrl: claimTarget.shape.canonicalUrl,
  title: z.string().optional(),
  mark: z.string(),
  state: z.enum(CLAIM_STATES),
  /** Since when the claim is in its state. */
  since: utcTime,
  /** The last visits, the newest first; none where nobody has come by since. */
  sightings: z.array(sighting),
  /** The newest claim that was filed since because it was listed again. */
  relisted: z.strictObject({ claimId: uuid, number: claimNumber }).nullable(),
});
export type WatchedListing = z.infer<typeof watchedListing>;

/**
 * `GET /v1/watch-list`: what was seen live again and has no new claim first, then what nobody has come by for longest. It knows own visits only:
 * nothing is fetched, and the same goods under another number are another listing.
 */
export const watchList = z.strictObject({ listings: z.array(watchedListing) });
