import { type ListingCard, listingKey } from '@marketsafe/contract';
import type { ReporterDatabase } from '../database/database.ts';
import type { CardFacts, SweepRow } from '../database/sweep-rows.ts';
import { standingsOf } from '../known/standing.ts';
import { addItems } from '../sweeps/add-items.ts';
import { addSweep, endSweep, runningSweep, startSweep } from '../sweeps/sweeps.ts';

/** Most listings that one order visits. */
export const MOST_VISITED = 200;

function cardFacts({ title, price, image, seller }: ListingCard): CardFacts {
  return {
    ...(title !== undefined && { title }),
    ...(price && { price: price.value }),
    ...(image !== undefined && { picture: image }),
    ...(seller && { seller }),
  };
}

/**
 * Puts listings that were chosen on a page into the running sweep, or a new one, to be visited and captured. A draft that was made of a
 * card, and a listing whose claim ended with its removal, are visited too: what was chosen in sight of that is meant.
 * @param most of how many of them
 */
export async function startVisit(
  db: ReporterDatabase,
  cards: readonly ListingCard[],
  { most, name, profile, now }: { most: number; name: string; profile: SweepRow['profile']; now: number },
): Promise<{ visits: number; known: number }> {
  const running = await runningSweep(db);
  const sweepId = running?.sweepId ?? (await addSweep(db, { name, profile }, now));
  const endsSweep = running === undefined || running.visit?.endsSweep === true;
  const keys = cards.map(listingKey);
  await addItems(
    db,
    sweepId,
    cards.map((card, index) => ({
      listingKey: keys[index] ?? '',
      marketplace: card.marketplace,
      url: card.canonicalUrl,
      card: cardFacts(card),
    })),
    'cards',
    now,
  );
  const standings = await standingsOf(db, keys);
  const visits = await db.transaction('rw', db.sweeps, db.sweepItems, db.drafts, async () => {
    const drafts = await db.drafts.where('openKey').anyOf(keys).toArray();
    const bare = new Set(drafts.filter(({ evidence }) => evidence.length === 0).map((row) => row.listingKey));
    const isMeant = (key: string) => {
      const standing = standings.get(key);
      return bare.has(key) || (standing?.is === 'sent' && standing.state === 'removed');
    };
    const items = await db.sweepItems.bulkGet(keys.map((key): [string, string] => [sweepId, key]));
    const again = items.flatMap((item) =>
      item?.state === 'failed' || (item?.state === 'skipped' && isMeant(item.listingKey)) ? [item] : [],
    );
    await db.sweepItems.bulkPut(
      again.map(({ code: _, draftId: __, ...item }) => ({ ...item, state: 'open', at: now })),
    );
    const open = items.filter((item) => item?.state === 'open').length + again.length;
    const sweep = await db.sweeps.get(sweepId);
    const visits = Math.min(open, most, MOST_VISITED);
    if (sweep && visits > 0) {
      const visit = {
        ...{ most: visits, done: 0, failures: 0, nextAt: 0 },
        ...(endsSweep && { endsSweep: true as const }),
      };
      await db.sweeps.put({ ...sweep, visit, updatedAt: now });
    }
    return visits;
  });
  if (visits > 0 || !endsSweep) await startSweep(db, sweepId, now);
  else await endSweep(db, sweepId, now);
  return { visits, known: cards.length - visits };
}

/** Ends the visit of a sweep, and the sweep where it was begun for that: its listings stay in the list as they are. */
export async function stopVisit(db: ReporterDatabase, sweepId: string, now: number): Promise<void> {
  const endsSweep = await db.transaction('rw', db.sweeps, async () => {
    const sweep = await db.sweeps.get(sweepId);
    if (!sweep) return false;
    const { visit, ...rest } = sweep;
    await db.sweeps.put({ ...rest, updatedAt: now });
    return visit?.endsSweep === true;
  });
  if (endsSweep) await endSweep(db, sweepId, now);
}
