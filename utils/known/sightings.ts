import { isWatched, MOST_SIGHTINGS, type Seen, type SightingNotices } from '@marketsafe/contract';
import type { ApiResult, Call } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';
import type { SightingRow } from '../database/reference-rows.ts';
import { keyOfPage, type PageStatus } from '../messages/messages.ts';
import { type SignedIn, signedIn } from '../session/session.ts';
import { identityOfKey } from './listing-identity.ts';
import { standing } from './standing.ts';

/** How soon the same is noted once more of a listing, in milliseconds: a visit shows its page many times. */
const AGAIN_AFTER_MS = 6 * 3_600_000;
/** Most listings of which a device remembers what was seen. */
const MOST_REMEMBERED = 500;

/** What a page says of whether its listing is there; undefined where it says neither, such as a captcha. */
function seenOn({ kind, wall }: PageStatus): Seen | undefined {
  if (kind === 'listing') return 'live';
  return wall === 'removed' ? 'gone' : undefined;
}

/**
 * Notes what a person sees of a listing whose removal the program knows, on a visit of their own; of any other nothing is noted. `now` in Unix
 * milliseconds.
 * @returns whether it was news
 */
export async function noteSighting(db: ReporterDatabase, page: PageStatus, now: number): Promise<boolean> {
  const key = keyOfPage(page);
  const seen = seenOn(page);
  if (key === undefined || seen === undefined) return false;
  const stands = await standing(db, key);
  if (stands.is !== 'sent' || !isWatched(stands.state)) return false;
  const session = await signedIn(db);
  if (!session) return false;
  const { user, organisation } = session.me;
  const fresh: SightingRow = {
    ...{ listingKey: key, seen, at: now, isTold: false },
    ...{ organisationId: organisation.organisationId, userId: user.userId },
  };
  return db.transaction('rw', db.reference, async () => {
    const rows = await rowsOf(db);
    const before = rows.find(({ listingKey }) => listingKey === key);
    if (before?.seen === seen && now - before.at < AGAIN_AFTER_MS) return false;
    const others = rows.filter((row) => row !== before).slice(-(MOST_REMEMBERED - 1));
    await db.reference.put({ key: 'sightings', rows: [...others, fresh], fetchedAt: now });
    return true;
  });
}

async function rowsOf(db: ReporterDatabase): Promise<SightingRow[]> {
  const row = await db.reference.get('sightings');
  return row?.key === 'sightings' ? row.rows : [];
}

/**
 * Tells the organisation what this person saw of removed listings, as far as it was not told before; with `isShared` false nothing.
 * @returns nothing where there was nothing to tell
 */
export async function tellSightings(
  db: ReporterDatabase,
  call: Call,
  { me }: SignedIn,
  { isShared, now }: { isShared: boolean; now: () => number },
): Promise<ApiResult<unknown> | undefined> {
  if (!isShared) return undefined;
  const isMine = ({ organisationId, userId, isTold }: SightingRow) =>
    !isTold && organisationId === me.organisation.organisationId && userId === me.user.userId;
  const telling = (await rowsOf(db)).filter(isMine).slice(0, MOST_SIGHTINGS);
  const sightings = telling.flatMap(({ listingKey, seen, at }): SightingNotices['sightings'] => {
    const listing = identityOfKey(listingKey);
    return listing ? [{ listing, seen, at: new Date(at).toISOString() }] : [];
  });
  if (sightings.length === 0) return undefined;
  const answer = await call({
    method: 'PUT',
    path: '/v1/sightings',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ sightings }),
  });
  if (!answer.ok) return answer;
  const told = new Set(telling.map(({ listingKey, at }) => `${listingKey} ${at}`));
  await db.transaction('rw', db.reference, async () => {
    const rows = (await rowsOf(db)).map((row) =>
      told.has(`${row.listingKey} ${row.at}`) ? { ...row, isTold: true } : row,
    );
    await db.reference.put({ key: 'sightings', rows, fetchedAt: now() });
  });
  return answer;
}
