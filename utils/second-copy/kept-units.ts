import type { ReporterDatabase } from '../database/database.ts';
import type { DraftRow } from '../database/draft-rows.ts';
import { followingIds } from '../database/reply-rows.ts';
import { blobNeeds, type Need, tablesOfNeeds } from '../drafts/blob-needs.ts';
import { currentHold } from '../drafts/legal-hold.ts';
import { fileName, type Kind, type Units, unitName } from './units.ts';

/** Bytes that nothing refers to yet are kept a second time for so long, in milliseconds: what is being made may come to need them. */
const SETTLE_MS = 15_000;

const WITHOUT_COPY: ReadonlySet<Need | undefined> = new Set<Need | undefined>(['sent', undefined]);

/** Tables whose rows are kept a second time. */
function tablesOfUnits(db: ReporterDatabase) {
  return [db.device, db.sweeps, db.sweepItems, db.marks, ...tablesOfNeeds(db)];
}

/** The program has everything of it, and nobody wants it kept here. */
function isDone(draft: DraftRow): boolean {
  return draft.receipt !== undefined && draft.reply === undefined && !currentHold(draft);
}

type Reader<K extends Kind> = (db: ReporterDatabase, id: string) => Promise<Units[K] | undefined>;

/** How each kind is read; undefined where it has no copy. All within the caller's transaction. */
const READERS: { [K in Kind]: Reader<K> } = {
  async device(db) {
    const row = await db.device.get('device');
    if (!row) return undefined;
    const { privateKey: _, ...kept } = row;
    return kept;
  },
  async draft(db, draftId) {
    const draft = await db.drafts.get(draftId);
    if (!draft) return undefined;
    const following = await db.outbox
      .where('entityId')
      .anyOf(followingIds(draftId))
      .and(({ state }) => state !== 'acked')
      .toArray();
    if (isDone(draft) && following.length === 0) return undefined;
    const captureIds = await db.captures.where('draftId').equals(draftId).primaryKeys();
    const masks = await db.masks.where('captureId').anyOf(captureIds).toArray();
    const entry = await db.outbox.where('entityId').equals(draftId).first();
    return {
      draft,
      masks,
      ...(entry && entry.state !== 'acked' && { entry }),
      ...(following.length > 0 && { following }),
    };
  },
  async capture(db, captureId) {
    const capture = await db.captures.get(captureId);
    if (!capture) return undefined;
    const draft = await db.drafts.get(capture.draftId);
    return draft && isDone(draft) ? undefined : capture;
  },
  async job(db, captureId) {
    const job = await db.captureJobs.get(captureId);
    return job?.moment === undefined ? undefined : job;
  },
  deletion: (db, draftId) => db.deletions.get(draftId),
  async sweep(db, sweepId) {
    const sweep = await db.sweeps.get(sweepId);
    return sweep && { sweep, items: await db.sweepItems.where('sweepId').equals(sweepId).toArray() };
  },
  async marks(db, shelf) {
    const marks = await db.marks.where('shelf').equals(shelf).toArray();
    return marks.length > 0 ? { shelf, marks } : undefined;
  },
};

/** Reads what is kept a second time of one unit; undefined where nothing is. */
export function readKept<K extends Kind>(
  db: ReporterDatabase,
  kind: K,
  id: string,
): Promise<Units[K] | undefined> {
  return db.transaction('r', tablesOfUnits(db), () => READERS[kind](db, id));
}

/** Everything that has to be kept a second time. */
export interface Kept {
  /** By the name of its copy. */
  units: ReadonlyMap<string, { kind: Kind; id: string }>;
  /** Bytes by the name of their copy. */
  files: ReadonlyMap<string, { sha256: string; size: number }>;
  /** What is needed and is not in the database. */
  missing: ReadonlySet<string>;
}

/** Looks up what has to be kept a second time; null in a database that has no device: it is new, or what was in it is lost. */
export async function everythingKept(db: ReporterDatabase, now: number): Promise<Kept | null> {
  return db.transaction('r', [db.blobs, ...tablesOfUnits(db)], async () => {
    if (!(await db.device.get('device'))) return null;
    const units = new Map<string, { kind: Kind; id: string }>();
    const add = (kind: Kind, ids: readonly string[]) => {
      for (const id of ids) units.set(unitName(kind, id, db.verno), { kind, id });
    };
    const drafts = await db.drafts.filter((draft) => !isDone(draft)).primaryKeys();
    const done = new Set(await db.drafts.filter(isDone).primaryKeys());
    add('device', ['device']);
    add('draft', drafts);
    add('capture', await db.captures.filter(({ draftId }) => !done.has(draftId)).primaryKeys());
    add('job', await db.captureJobs.filter(({ moment }) => moment !== undefined).primaryKeys());
    add('deletion', await db.deletions.toCollection().primaryKeys());
    add('sweep', await db.sweeps.toCollection().primaryKeys());
    add('marks', (await db.marks.orderBy('shelf').uniqueKeys()) as string[]);
    const needs = await blobNeeds(db, now);
    const missing = new Set([...needs].flatMap(([hash, need]) => (WITHOUT_COPY.has(need) ? [] : [hash])));
    const files = new Map<string, { sha256: string; size: number }>();
    await db.blobs.each(({ sha256, type, size, storedAt }) => {
      const need = needs.get(sha256);
      missing.delete(sha256);
      if (need === undefined ? storedAt + SETTLE_MS < now : WITHOUT_COPY.has(need)) return;
      files.set(fileName({ sha256, type }), { sha256, size });
    });
    return { units, files, missing };
  });
}
