import type { ReporterDatabase } from '../database/database.ts';
import { blobNeeds, freeAt, tablesOfNeeds } from '../drafts/blob-needs.ts';
import { UNDO_MS } from '../drafts/delete-draft.ts';

/** What a clean-up freed. */
export interface Freed {
  blobs: number;
  bytes: number;
}

/**
 * Makes deletions final that can no longer be undone, and frees the bytes that nothing needs any more; see `blobNeeds` and `freeAt`.
 * `now` in Unix milliseconds.
 */
export async function cleanUp(db: ReporterDatabase, keepDays: number, now: number): Promise<Freed> {
  return db.makeRoom([db.blobs, db.uploads, db.thumbs, ...tablesOfNeeds(db)], async () => {
    await db.deletions
      .where('at')
      .belowOrEqual(now - UNDO_MS)
      .delete();
    const needs = await blobNeeds(db, now);
    const freed: string[] = [];
    let bytes = 0;
    await db.blobs.each((blob) => {
      const due = freeAt(blob, needs.get(blob.sha256), keepDays);
      if (due === null || due > now) return;
      freed.push(blob.sha256);
      bytes += blob.size;
    });
    await db.blobs.bulkDelete(freed);
    await db.uploads.bulkDelete(freed);
    await freeThumbs(db);
    return { blobs: freed.length, bytes };
  });
}

/** A small picture stays as long as the record of its capture, also once the capture's own pictures have been freed. */
async function freeThumbs(db: ReporterDatabase): Promise<void> {
  const thumbs = await db.thumbs.toCollection().primaryKeys();
  const captures = await db.captures.bulkGet(thumbs);
  await db.thumbs.bulkDelete(thumbs.filter((_, index) => captures[index] === undefined));
}
