import { claimSubmission } from '@marketsafe/contract';
import { sha256Hex } from '@marketsafe/evidence';
import { describe, expect, it } from 'vitest';
import type { ReporterDatabase } from '../../../../utils/drafts/database.ts';
import {
  deleteDraft,
  draftOfListing,
  editDraft,
  finishDraft,
  reopenDraft,
  restoreDraft,
} from '../../../../utils/drafts/drafts.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { PLAIN_MASKER } from '../../support/plain-masker.ts';
import { VERIFIED_RIGHT as RIGHT } from '../../support/verified-right.ts';

const CONTEXT = {
  right: RIGHT,
  today: '2026-01-01',
  version: '0.1.0',
  now: 1_700_000_005_000,
  masker: PLAIN_MASKER,
};

async function readyDraft(db: ReporterDatabase): Promise<string> {
  const draftId = await captureInto(db);
  await editDraft(db, draftId, {
    rightId: RIGHT.rightId,
    reason: 'model-does-not-exist',
    explanation: { en: 'The owner never made a jacket of this model.', zh: '' },
    declarations: { goodFaith: true, accurate: true, authorised: true },
  });
  return draftId;
}

async function park(db: ReporterDatabase, draftId: string) {
  await db.outbox.where('entityId').equals(draftId).modify({ state: 'parked' });
}

describe('finishing a draft', () => {
  it('queues the claim’s exact bytes under their hash, with every blob it needs', async () => {
    const db = newDatabase();
    const draftId = await readyDraft(db);
    await finishDraft(db, draftId, CONTEXT);
    const entry = await db.outbox.where('entityId').equals(draftId).first();
    const claim = claimSubmission.parse(JSON.parse(entry?.body ?? ''));
    expect(claim).toMatchObject({ claimId: draftId, rightId: RIGHT.rightId });
    expect(entry?.bodySha256).toBe(await sha256Hex(entry?.body ?? ''));
    const held = (await db.blobs.toArray()).map((blob) => blob.sha256);
    expect(new Set(entry?.needs)).toEqual(new Set(held));
  });

  it('queues once, however often it is pressed', async () => {
    const db = newDatabase();
    const draftId = await readyDraft(db);
    const first = await finishDraft(db, draftId, CONTEXT);
    expect(await finishDraft(db, draftId, CONTEXT)).toEqual(first);
    expect(await db.outbox.count()).toBe(1);
  });

  it('names what is missing and changes nothing when the draft is not ready', async () => {
    const db = newDatabase();
    const draftId = await captureInto(db);
    const before = await db.drafts.get(draftId);
    const result = await finishDraft(db, draftId, { ...CONTEXT, right: undefined });
    expect(result).toMatchObject({
      unmet: [{ code: 'right' }, { code: 'reason' }, { code: 'explanation' }, { code: 'declarations' }],
    });
    expect(await db.drafts.get(draftId)).toEqual(before);
    expect(await db.outbox.count()).toBe(0);
  });

  it('leaves a finished claim as it was signed', async () => {
    const db = newDatabase();
    const draftId = await readyDraft(db);
    await finishDraft(db, draftId, CONTEXT);
    await editDraft(db, draftId, { explanation: { en: 'changed', zh: '' } });
    expect((await db.drafts.get(draftId))?.explanation.en).toContain('never made');
  });

  it('keeps the draft open when the entry cannot be written', async () => {
    const db = newDatabase();
    const draftId = await readyDraft(db);
    db.outbox.hook('creating', () => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(finishDraft(db, draftId, CONTEXT)).rejects.toThrow();
    expect((await db.drafts.get(draftId))?.state).toBe('draft');
  });
});

describe('a parked report', () => {
  it('can be taken back for editing, and must be declared again', async () => {
    const db = newDatabase();
    const draftId = await readyDraft(db);
    await finishDraft(db, draftId, CONTEXT);
    await expect(reopenDraft(db, draftId)).rejects.toThrow('Only a parked report');
    await park(db, draftId);
    await reopenDraft(db, draftId);
    expect(await db.drafts.get(draftId)).toMatchObject({
      state: 'draft',
      declarations: { goodFaith: false, accurate: false, authorised: false },
    });
    expect(await db.outbox.count()).toBe(0);
  });

  it('is not reopened over another open draft of the same listing', async () => {
    const db = newDatabase();
    const draftId = await readyDraft(db);
    await finishDraft(db, draftId, CONTEXT);
    await park(db, draftId);
    await captureInto(db);
    await expect(reopenDraft(db, draftId)).rejects.toThrow('already has an open draft');
    expect(await db.outbox.count()).toBe(1);
  });
});

describe('the draft that a second click opens', () => {
  it('is the open one, also when an older report of the listing exists', async () => {
    const db = newDatabase();
    const reported = await readyDraft(db);
    await finishDraft(db, reported, CONTEXT);
    const key = 'aliexpress:1005006000000001';
    expect((await draftOfListing(db, key))?.draftId).toBe(reported);
    const open = await captureInto(db, { itemId: '1005006000000001', at: 1_700_000_009_000 });
    expect((await draftOfListing(db, key))?.draftId).toBe(open);
  });
});

describe('deleting', () => {
  it('refuses a report that is on its way', async () => {
    const db = newDatabase();
    const draftId = await readyDraft(db);
    await finishDraft(db, draftId, CONTEXT);
    await expect(deleteDraft(db, draftId)).rejects.toThrow('on its way');
    expect(await db.outbox.count()).toBe(1);
  });

  it('can be undone with everything as it was', async () => {
    const db = newDatabase();
    const draftId = await readyDraft(db);
    const before = [await db.drafts.toArray(), await db.captures.toArray()];
    const deleted = await deleteDraft(db, draftId);
    expect(await db.drafts.count()).toBe(0);
    if (!deleted) throw new Error('nothing was deleted');
    await restoreDraft(db, deleted);
    expect([await db.drafts.toArray(), await db.captures.toArray()]).toEqual(before);
  });
});
