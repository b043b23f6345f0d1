import type { ReporterDatabase } from '../database/database.ts';
import { Refusal } from '../refusals/refusal.ts';

/** How long a report that was finished among others is kept on this device before it is sent, in milliseconds: so long it can be taken back. */
export const TAKE_BACK_MS = 10_000;

/** Keeps reports that have not begun to be sent here until then, Unix milliseconds. */
export async function keepUntil(
  db: ReporterDatabase,
  draftIds: readonly string[],
  until: number,
): Promise<void> {
  await db.outbox
    .where('entityId')
    .anyOf(draftIds)
    .and(({ state, sendingSince }) => state === 'ready' && sendingSince === undefined)
    .modify({ nextAt: until });
}

/**
 * Takes a report back that was finished a moment ago and has not begun to be sent: the draft is open again as it was, with what was declared
 * on it. Refused once it may have left. `now` in Unix milliseconds.
 */
export async function takeBack(db: ReporterDatabase, draftId: string, now: number): Promise<void> {
  await db.transaction('rw', db.drafts, db.outbox, async () => {
    const [draft, entry] = await Promise.all([
      db.drafts.get(draftId),
      db.outbox.where('entityId').equals(draftId).first(),
    ]);
    const isStillHere =
      entry?.state === 'ready' &&
      entry.attempts === 0 &&
      entry.sendingSince === undefined &&
      entry.nextAt > now;
    if (draft?.state !== 'finished' || !isStillHere) throw new Refusal({ code: 'left-already' });
    if (await db.drafts.get({ openKey: draft.listingKey })) throw new Refusal({ code: 'undo-new-draft' });
    const { finishedAt: _, ...reopened } = draft;
    await db.outbox.delete(entry.opId);
    await db.drafts.put({ ...reopened, state: 'draft', openKey: draft.listingKey, updatedAt: now });
  });
}
