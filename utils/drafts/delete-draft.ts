import type { ReporterDatabase } from '../database/database.ts';
import type { DeletionRow } from '../database/draft-rows.ts';
import { Refusal } from '../refusals/refusal.ts';
import { currentHold } from './legal-hold.ts';

/** How long a deletion can be undone, in milliseconds. */
export const UNDO_MS = 3_600_000;

/**
 * Deletes a draft or a parked report by the user's explicit wish. All of it is kept aside, its pictures included, until `UNDO_MS` have
 * passed: `restoreDraft` undoes this until then. Refused for a report that is on its way and for what is on legal
 * hold. False where there is no such draft. `now` in Unix milliseconds.
 */
export async function deleteDraft(db: ReporterDatabase, draftId: string, now: number): Promise<boolean> {
  const tables = [db.drafts, db.captures, db.masks, db.outbox, db.deletions];
  return db.makeRoom(tables, async () => {
    const draft = await db.drafts.get(draftId);
    if (!draft) return false;
    if (currentHold(draft)) {
      throw new Refusal({ code: 'on-hold' });
    }
    const entry = await db.outbox.where('entityId').equals(draftId).first();
    if (entry?.state === 'ready') {
      throw new Refusal({ code: 'on-its-way' });
    }
    const captures = await db.captures.where('draftId').equals(draftId).toArray();
    const captureIds = captures.map(({ captureId }) => captureId);
    const masks = await db.masks.where('captureId').anyOf(captureIds).toArray();
    await db.drafts.delete(draftId);
    await db.captures.bulkDelete(captureIds);
    await db.masks.bulkDelete(captureIds);
    if (entry) await db.outbox.delete(entry.opId);
    await db.deletions.put({ draftId, at: now, draft, captures, masks, ...(entry && { entry }) });
    return true;
  });
}

/**
 * Undoes `deleteDraft`, of several all or none. Refused where the deletion is final by now, or the listing has a new draft.
 */
export async function restoreDraft(db: ReporterDatabase, ...draftIds: string[]): Promise<void> {
  const tables = [db.drafts, db.captures, db.masks, db.outbox, db.deletions];
  await db.transaction('rw', tables, async () => {
    for (const draftId of draftIds) await restore(db, draftId);
  });
}

async function restore(db: ReporterDatabase, draftId: string): Promise<void> {
  const deleted = await db.deletions.get(draftId);
  if (!deleted) throw new Refusal({ code: 'undo-too-late' });
  if (deleted.draft.openKey && (await db.drafts.get({ openKey: deleted.draft.openKey })))
    throw new Refusal({ code: 'undo-new-draft' });
  await db.drafts.add(deleted.draft);
  await db.captures.bulkAdd(deleted.captures);
  await db.masks.bulkAdd(deleted.masks);
  if (deleted.entry) await db.outbox.add(deleted.entry);
  await db.deletions.delete(draftId);
}

/** The newest deletion that can still be undone, with every draft that was deleted along with it. */
export async function lastDeletion(
  db: ReporterDatabase,
  now: number,
): Promise<(DeletionRow & { draftIds: string[] }) | undefined> {
  const last = await db.deletions
    .where('at')
    .above(now - UNDO_MS)
    .last();
  return last && { ...last, draftIds: await db.deletions.where('at').equals(last.at).primaryKeys() };
}

/** Makes every deletion final: the next clean-up frees what they kept. */
export async function forgetDeletions(db: ReporterDatabase): Promise<void> {
  await db.makeRoom([db.deletions], () => db.deletions.clear());
}
