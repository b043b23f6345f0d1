import type { ReporterDatabase } from '../database/database.ts';
import type { CardFacts, SweepItemRow } from '../database/sweep-rows.ts';
import type { Link } from './read-links.ts';

/** How many of some listings came into a sweep, and why the others did not need to. */
interface Added {
  added: number;
  /** In the sweep already. */
  there: number;
  /** There is a draft, a report, a claim of the organisation, or a person's word on them. */
  known: number;
}

/** Listings among these that somebody has dealt with: a draft or report, a claim that the organisation has, or a person's word. */
export async function dealtWith(db: ReporterDatabase, keys: readonly string[]): Promise<Set<string>> {
  const [drafts, known, marks] = await Promise.all([
    db.drafts.where('listingKey').anyOf(keys).toArray(),
    db.known.where('listingKey').anyOf(keys).toArray(),
    db.marks.where('listingKey').anyOf(keys).toArray(),
  ]);
  // What is watched is to be looked at again.
  const settled = marks.filter(({ kind }) => kind === 'not-infringing');
  return new Set([...drafts, ...known, ...settled].map(({ listingKey }) => listingKey));
}

/**
 * Adds listings to the list of a sweep. One that is there keeps its place and its state; one that somebody has dealt with is in the list as
 * skipped, so that it can be seen why nobody visits it.
 */
export async function addItems(
  db: ReporterDatabase,
  sweepId: string,
  listings: readonly (Link & { card?: CardFacts })[],
  from: SweepItemRow['from'],
  now: number,
): Promise<Added> {
  const keys = listings.map(({ listingKey }) => listingKey);
  const tables = [db.sweeps, db.sweepItems, db.drafts, db.known, db.marks];
  return db.transaction('rw', tables, async () => {
    const [there, dealt, before] = await Promise.all([
      db.sweepItems.bulkGet(keys.map((key): [string, string] => [sweepId, key])),
      dealtWith(db, keys),
      db.sweepItems.where('sweepId').equals(sweepId).count(),
    ]);
    const fresh = listings.filter((_, index) => there[index] === undefined);
    const rows = fresh.map(({ listingKey, marketplace, url, card }, index): SweepItemRow => {
      const about = { sweepId, listingKey, order: before + index, marketplace, url, from, at: now };
      const row = { ...about, ...(card && { card }) };
      return dealt.has(listingKey) ? { ...row, state: 'skipped', code: 'known' } : { ...row, state: 'open' };
    });
    await db.sweepItems.bulkAdd(rows);
    await db.sweeps.update(sweepId, { updatedAt: now });
    const known = rows.filter(({ state }) => state === 'skipped').length;
    return { added: rows.length - known, there: listings.length - fresh.length, known };
  });
}
