import type { ReporterDatabase } from '../database/database.ts';
import type { DraftRow } from '../database/draft-rows.ts';
import type { OutboxRow } from '../database/outbox-rows.ts';

/** Which part of the queue is shown. */
export type QueueFilter = 'all' | 'draft' | 'on-way' | 'sent' | 'parked';

/** A draft with the outbox entry it became, if it has been finished. */
interface QueuePair {
  draft: DraftRow;
  entry: OutboxRow | undefined;
}

/** One page of the queue with the counts of all of it. */
export interface QueuePage {
  counts: Record<QueueFilter, number>;
  pairs: QueuePair[];
  /** More rows match the filter than are in `pairs`. */
  more: boolean;
  /** The database has been looked at: one without its device is new, or has been lost and may be put back yet. */
  sound: boolean;
}

async function ofEntries(db: ReporterDatabase, entries: OutboxRow[]): Promise<QueuePair[]> {
  const drafts = await db.drafts.bulkGet(entries.map((entry) => entry.entityId));
  return entries.flatMap((entry, index) => {
    const draft = drafts[index];
    return draft ? [{ draft, entry }] : [];
  });
}

/** Ids are UUIDv7: within one state the newest come first without a sort. */
async function unsent(db: ReporterDatabase, state: 'ready' | 'parked', limit: number): Promise<QueuePair[]> {
  return ofEntries(db, await db.outbox.where('state').equals(state).reverse().limit(limit).toArray());
}

async function open(db: ReporterDatabase, limit: number): Promise<QueuePair[]> {
  const drafts = await db.drafts.where('state').equals('draft').reverse().limit(limit).toArray();
  return drafts.map((draft) => ({ draft, entry: undefined }));
}

/** Finished drafts whose entry has been acknowledged, or acknowledged and cleaned up. */
async function sent(db: ReporterDatabase, limit: number): Promise<QueuePair[]> {
  const waiting = await db.outbox.where('state').anyOf('ready', 'parked').toArray();
  const onWay = new Set(waiting.map((entry) => entry.entityId));
  const drafts = await db.drafts
    .where('state')
    .equals('finished')
    .reverse()
    .filter((draft) => !onWay.has(draft.draftId))
    .limit(limit)
    .toArray();
  return drafts.map((draft) => ({ draft, entry: undefined }));
}

const LOADERS: Readonly<
  Record<Exclude<QueueFilter, 'all'>, (db: ReporterDatabase, limit: number) => Promise<QueuePair[]>>
> = {
  draft: open,
  'on-way': (db, limit) => unsent(db, 'ready', limit),
  parked: (db, limit) => unsent(db, 'parked', limit),
  sent,
};

function startedAt({ draft }: QueuePair): number {
  return draft.finishedAt ?? draft.createdAt;
}

async function load(db: ReporterDatabase, filter: QueueFilter, limit: number): Promise<QueuePair[]> {
  if (filter !== 'all') return LOADERS[filter](db, limit);
  const parts = await Promise.all(Object.values(LOADERS).map((loader) => loader(db, limit)));
  return parts
    .flat()
    .sort((a, b) => startedAt(b) - startedAt(a))
    .slice(0, limit);
}

async function count(db: ReporterDatabase): Promise<QueuePage['counts']> {
  const [draft, finished, ready, parked] = await Promise.all([
    db.drafts.where('state').equals('draft').count(),
    db.drafts.where('state').equals('finished').count(),
    db.outbox.where('state').equals('ready').count(),
    db.outbox.where('state').equals('parked').count(),
  ]);
  return {
    all: draft + finished,
    draft,
    'on-way': ready,
    sent: Math.max(0, finished - ready - parked),
    parked,
  };
}

/** Reads the newest rows that match the filter, at most `limit` of them. */
export async function loadQueue(
  db: ReporterDatabase,
  filter: QueueFilter,
  limit: number,
): Promise<QueuePage> {
  const [counts, pairs, devices] = await Promise.all([count(db), load(db, filter, limit), db.device.count()]);
  return { counts, pairs, more: counts[filter] > pairs.length, sound: devices > 0 };
}
