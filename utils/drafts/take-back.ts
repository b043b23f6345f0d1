import type { ReporterDatabase } from '../database/database.ts';
import type { DraftRow } from '../database/draft-rows.ts';
import { Refusal } from '../refusals/refusal.ts';

/** How long a report that was finished among others is not sent yet, in milliseconds. */
export const TAKE_BACK_MS = 10_000;

/** Keeps reports that no sender has touched here until then, Unix milliseconds. */
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
 * Undoes the finishing of a draft that no sender has touched: it is open again as it was, with its declarations, because nothing of it
 * went anywhere. Refused once a sender has begun, and where the listing has a new draft. `before` is the draft as it was; `now` in Unix
 * milliseconds.
 */
export async function takeBack(db: ReporterDatabase, before: DraftRow, now: number): Promise<void> {
  await db.transaction('rw', db.drafts, db.outbox, async () => {
    const { draftId, listingKey } = before;
    const draft = await db.drafts.get(draftId);
    const entry = await db.outbox.where('entityId').equals(draftId).first();
    if (!draft || entry?.state !== 'ready' || entry.attempts > 0 || entry.sendingSince !== undefined) {
      throw new Refusal({ code: 'left-already' });
    }
    if (await db.drafts.get({ openKey: listingKey })) throw new Refusal({ code: 'undo-new-draft' });
    await db.outbox.delete(entry.opId);
    const { finishedAt: _, ...reopened } = draft;
    await db.drafts.put({
      ...reopened,
      evidence: before.evidence,
      state: 'draft',
      openKey: listingKey,
      updatedAt: now,
    });
  });
}
