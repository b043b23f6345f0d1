import { describe, expect, it } from 'vitest';
import { editDraft, finishDraft } from '../../../../utils/drafts/drafts.ts';
import { excludeDraft } from '../../../../utils/drafts/exclude-draft.ts';
import { keepUntil, TAKE_BACK_MS, takeBack } from '../../../../utils/drafts/take-back.ts';
import { findDue } from '../../../../utils/outbox/due.ts';
import { beginEntry } from '../../../../utils/outbox/entry-states.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { PLAIN_MASKER } from '../../support/plain-masker.ts';
import { READY_FIELDS } from '../../support/ready-fields.ts';
import { VERIFIED_RIGHT } from '../../support/verified-right.ts';

const NOW = 1_700_000_100_000;

async function finished() {
  const db = newDatabase();
  const draftId = await captureInto(db);
  await editDraft(db, draftId, READY_FIELDS);
  const before = await db.drafts.get(draftId);
  if (!before) throw new Error('no draft');
  const outcome = await finishDraft(db, draftId, {
    right: VERIFIED_RIGHT,
    today: '2026-09-21',
    version: '0.1.0',
    now: NOW,
    heldBackMs: TAKE_BACK_MS,
    masker: PLAIN_MASKER,
  });
  if (!('queued' in outcome)) throw new Error('not ready');
  return { db, draftId, before, opId: outcome.queued };
}

describe('a report that was finished among others', () => {
  it('is not due while it can be taken back, and is from then on', async () => {
    const { db, opId } = await finished();
    expect((await findDue(db, NOW + TAKE_BACK_MS - 1, true)).due).toEqual([]);
    expect((await findDue(db, NOW + TAKE_BACK_MS, false)).due).toEqual([opId]);
  });

  it('is the same draft again once it is taken back, with what was declared on it', async () => {
    const { db, draftId, before } = await finished();
    await takeBack(db, before, NOW + 9_000);
    expect(await db.drafts.get(draftId)).toEqual({ ...before, updatedAt: NOW + 9_000 });
    expect(await db.outbox.count()).toBe(0);
  });

  it('stays where it is once it has begun to be sent', async () => {
    const { db, draftId, before, opId } = await finished();
    await beginEntry(db, opId, NOW);
    await expect(takeBack(db, before, NOW + 1)).rejects.toMatchObject({ refused: { code: 'left-already' } });
    expect((await db.drafts.get(draftId))?.state).toBe('finished');
    expect(await db.outbox.count()).toBe(1);
  });

  it('stays where it is when the listing has another draft since', async () => {
    const { db, before } = await finished();
    await captureInto(db, { at: NOW });
    await expect(takeBack(db, before, NOW + 1)).rejects.toMatchObject({
      refused: { code: 'undo-new-draft' },
    });
    expect(await db.outbox.count()).toBe(1);
  });

  it('is kept no longer once it has begun to be sent', async () => {
    const { db, draftId, opId } = await finished();
    await keepUntil(db, [draftId], NOW + 50_000);
    expect((await db.outbox.get(opId))?.nextAt).toBe(NOW + 50_000);
    await beginEntry(db, opId, NOW);
    await keepUntil(db, [draftId], NOW + 90_000);
    expect((await db.outbox.get(opId))?.nextAt).toBe(NOW + 50_000);
  });
});

describe('an exclusion', () => {
  it('is put on a draft and taken off, and changes nothing of what is reported', async () => {
    const db = newDatabase();
    const draftId = await captureInto(db);
    const before = await db.drafts.get(draftId);
    await excludeDraft(db, draftId, { at: 1, by: 'Li Wei' });
    expect(await db.drafts.get(draftId)).toEqual({ ...before, exclusion: { at: 1, by: 'Li Wei' } });
    await excludeDraft(db, draftId, null);
    expect(await db.drafts.get(draftId)).toEqual(before);
  });

  it('is not put on a report', async () => {
    const { db, draftId } = await finished();
    await excludeDraft(db, draftId, { at: 1, by: null });
    expect(await db.drafts.get(draftId)).not.toHaveProperty('exclusion');
  });
});
