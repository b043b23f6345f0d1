import type { ReporterDatabase } from '../database/database.ts';
import {
  type MarkKind,
  type MarkRow,
  type SweepItemRow,
  type SweepStep,
  shelfOf,
} from '../database/sweep-rows.ts';
import { deleteDraft } from '../drafts/delete-draft.ts';
import { draftOfListing } from '../drafts/drafts.ts';
import { Refusal } from '../refusals/refusal.ts';
import { joiningSweep, noteItem, withStep } from './join-sweep.ts';

/** The listing that a key is about, as its tab shows it. */
export type SteppedListing = Pick<SweepItemRow, 'listingKey' | 'marketplace' | 'url'> &
  Pick<MarkRow, 'title' | 'seller'>;

/**
 * Keeps a person's word that a listing infringes nothing, or is to be watched, and notes it in a sweep. Refused where the listing has an
 * open draft: that says the contrary.
 */
export async function markListing(
  db: ReporterDatabase,
  { listingKey, marketplace, url, title, seller }: SteppedListing,
  {
    kind,
    sweepId,
    by,
    now,
  }: { kind: MarkKind; sweepId?: string | undefined; by: string | null; now: number },
): Promise<void> {
  await db.transaction('rw', db.marks, db.sweeps, db.sweepItems, db.drafts, async () => {
    if ((await draftOfListing(db, listingKey))?.state === 'draft')
      throw new Refusal({ code: 'mark-has-draft' });
    const before = await db.marks.get(listingKey);
    await db.marks.put({
      ...{ listingKey, shelf: shelfOf(listingKey), kind, at: now, by, url },
      ...(sweepId !== undefined && { sweepId }),
      ...(title !== undefined && { title }),
      ...(seller !== undefined && { seller }),
    });
    const sweep = sweepId === undefined ? undefined : await db.sweeps.get(sweepId);
    if (sweepId === undefined || !sweep || sweep.state === 'ended') return;
    const became = { state: 'skipped', code: kind, at: now } as const;
    const isNew = await noteItem(db, { sweepId, listingKey, marketplace, url }, became);
    await db.sweeps.put(
      withStep(sweep, {
        ...{ did: kind, at: now, listingKey },
        ...(title !== undefined && { title }),
        ...(isNew && { added: true }),
        ...(before && { before }),
      }),
    );
  });
}

/** Notes in a sweep that a listing has been reported already, or why it cannot be captured; no key takes that back. */
export async function skipListing(
  db: ReporterDatabase,
  { listingKey, marketplace, url }: SteppedListing,
  { sweepId, code, draftId, now }: { sweepId: string; code: string; draftId?: string; now: number },
): Promise<void> {
  await db.transaction('rw', db.sweepItems, async () => {
    const state = code === 'reported' || code === 'removed' ? 'skipped' : 'failed';
    const became = { state, code, at: now, ...(draftId !== undefined && { draftId }) } as const;
    await noteItem(db, { sweepId, listingKey, marketplace, url }, became);
  });
}

/** Takes a draft that was there before into a sweep: the listing needs no second capture. */
export async function joinDraft(
  db: ReporterDatabase,
  draftId: string,
  sweepId: string,
  now: number,
): Promise<void> {
  const { tables, join } = joiningSweep(db, sweepId);
  await db.transaction('rw', [db.drafts, ...tables], async () => {
    const draft = await db.drafts.get(draftId);
    if (draft?.state === 'draft') await db.drafts.put({ ...(await join(draft, false, now)), updatedAt: now });
  });
}

async function reopenItem(
  db: ReporterDatabase,
  sweepId: string,
  step: SweepStep,
  now: number,
): Promise<void> {
  const key: [string, string] = [sweepId, step.listingKey];
  const item = await db.sweepItems.get(key);
  if (!item) return;
  if (step.added) {
    await db.sweepItems.delete(key);
    return;
  }
  const { code: _, draftId: __, ...kept } = item;
  await db.sweepItems.put({ ...kept, state: 'open', at: now });
}

/**
 * Takes the last step of a sweep back: the draft that it made is deleted, as a person deletes one, the word that it put on a listing goes,
 * and the listing is open again. Refused where there is nothing to take back, or the draft is finished or on hold.
 */
export async function undoStep(db: ReporterDatabase, sweepId: string, now: number): Promise<SweepStep> {
  const step = (await db.sweeps.get(sweepId))?.steps.at(-1);
  if (!step) throw new Refusal({ code: 'sweep-nothing-to-undo' });
  if (step.draft?.opened) {
    const draft = await db.drafts.get(step.draft.draftId);
    if (draft?.state === 'finished') throw new Refusal({ code: 'undo-finished' });
    // One that dies after this is gone through again, and finds nothing to delete.
    await deleteDraft(db, step.draft.draftId, now);
  }
  await db.transaction('rw', db.marks, db.sweeps, db.sweepItems, async () => {
    const sweep = await db.sweeps.get(sweepId);
    if (!sweep || sweep.steps.at(-1)?.at !== step.at) throw new Refusal({ code: 'sweep-nothing-to-undo' });
    if (step.did !== 'captured') {
      if (step.before) await db.marks.put(step.before);
      else await db.marks.delete(step.listingKey);
    }
    await reopenItem(db, sweepId, step, now);
    await db.sweeps.put({ ...sweep, steps: sweep.steps.slice(0, -1), updatedAt: now });
  });
  return step;
}
