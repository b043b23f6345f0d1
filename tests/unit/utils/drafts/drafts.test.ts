import { claimSubmission } from '@marketsafe/contract';
import { sha256Hex } from '@marketsafe/evidence';
import { describe, expect, it } from 'vitest';
import type { ReporterDatabase } from '../../../../utils/database/database.ts';
import {
  deleteDraft,
  forgetDeletions,
  lastDeletion,
  restoreDraft,
  UNDO_MS,
} from '../../../../utils/drafts/delete-draft.ts';
import { draftOfListing, editDraft, finishDraft, reopenDraft } from '../../../../utils/drafts/drafts.ts';
import { currentHold, putOnHold, releaseHold } from '../../../../utils/drafts/legal-hold.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { PLAIN_MASKER } from '../../support/plain-masker.ts';
import { READY_FIELDS } from '../../support/ready-fields.ts';
import { VERIFIED_RIGHT as RIGHT } from '../../support/verified-right.ts';

const NOW = 1_700_000_006_000;

const CONTEXT = {
  right: RIGHT,
  today: '2026-01-01',
  version: '0.1.0',
  now: 1_700_000_005_000,
  masker: PLAIN_MASKER,
};

async function readyDraft(db: ReporterDatabase): Promise<string> {
  const draftId = await captureInto(db);
  await editDraft(db, draftId, READY_FIELDS);
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
    await editDraft(db, draftId, { en: 'changed' });
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
    await expect(reopenDraft(db, draftId)).rejects.toThrow('not-parked');
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
    await expect(reopenDraft(db, draftId)).rejects.toThrow('draft-open');
    expect(await db.outbox.count()).toBe(1);
  });
});

describe('what a sweep declared for a draft', () => {
  const declaredIn = {
    sweepId: '0193d000-0000-7000-8000-000000000001',
    sweep: 'Aurora',
    texts: { goodFaith: 1, accurate: 1, authorised: 1 },
    at: '2026-01-01T00:00:00.000Z',
    by: null,
  };
  async function declaredDraft(db: ReporterDatabase): Promise<string> {
    const draftId = await readyDraft(db);
    await db.drafts.update(draftId, { declaredIn });
    return draftId;
  }

  it('travels on its claim', async () => {
    const db = newDatabase();
    const draftId = await declaredDraft(db);
    await finishDraft(db, draftId, CONTEXT);
    const [entry] = await db.outbox.toArray();
    expect(JSON.parse(entry?.body ?? '').declaredIn).toEqual(declaredIn);
    await park(db, draftId);
    await reopenDraft(db, draftId);
    expect((await db.drafts.get(draftId))?.declaredIn).toBeUndefined();
  });

  it.each([
    ['right', { rightId: '00000000-0000-4000-8000-0000000000ff' }],
    ['reason', { reason: 'design' }],
    ['statement', { en: 'Something else that nobody has declared so far.' }],
    ['statement of the owner', { ownerStatement: 'Something else that nobody has declared so far.' }],
    ['declarations', { accurate: false }],
  ] as const)('ends when somebody changes its %s: they declare anew', async (_, fields) => {
    const db = newDatabase();
    const draftId = await declaredDraft(db);
    await editDraft(db, draftId, fields);
    const draft = await db.drafts.get(draftId);
    expect(draft?.declaredIn).toBeUndefined();
    expect(draft?.declarations).toEqual({ goodFaith: false, accurate: false, authorised: false });
    await editDraft(db, draftId, { goodFaith: true });
    expect((await db.drafts.get(draftId))?.declarations.goodFaith).toBe(true);
  });

  it('stays when the same is chosen again, or something else is filled in', async () => {
    const db = newDatabase();
    const draftId = await declaredDraft(db);
    await editDraft(db, draftId, { ...READY_FIELDS, markStandsOut: 'In the title.' });
    expect(await db.drafts.get(draftId)).toMatchObject({ declaredIn, declarations: { accurate: true } });
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
    await expect(deleteDraft(db, draftId, NOW)).rejects.toThrow('on-its-way');
    expect(await db.outbox.count()).toBe(1);
  });

  it('can be undone with everything as it was, masks too, until it is final', async () => {
    const db = newDatabase();
    const draftId = await readyDraft(db);
    const captureId = (await db.captures.toArray())[0]?.captureId ?? '';
    const boxes = [{ x: 1, y: 2, width: 3, height: 4 }];
    await db.masks.put({ captureId, boxes, updatedAt: NOW });
    const everything = () => Promise.all([db.drafts, db.captures, db.masks].map((table) => table.toArray()));
    const before = await everything();
    expect(await deleteDraft(db, draftId, NOW)).toBe(true);
    expect(await everything()).toEqual([[], [], []]);
    expect((await lastDeletion(db, NOW + UNDO_MS - 1))?.draftId).toBe(draftId);
    await restoreDraft(db, draftId);
    expect(await everything()).toEqual(before);
    expect(await lastDeletion(db, NOW)).toBeUndefined();

    await deleteDraft(db, draftId, NOW);
    expect(await lastDeletion(db, NOW + UNDO_MS)).toBeUndefined();
    await forgetDeletions(db);
    await expect(restoreDraft(db, draftId)).rejects.toThrow('undo-too-late');
  });

  it('is not undone over a newer draft of the listing, and the deleted one stays within reach', async () => {
    const db = newDatabase();
    const draftId = await readyDraft(db);
    await deleteDraft(db, draftId, NOW);
    await captureInto(db, { at: NOW });
    await expect(restoreDraft(db, draftId)).rejects.toThrow('undo-new-draft');
    expect((await lastDeletion(db, NOW))?.draftId).toBe(draftId);
  });
});

describe('a legal hold', () => {
  const HOLD = { reason: ' Case 12/34, letter of 3 May ', by: 'Ada', now: NOW };

  it('forbids deleting until it is released, and stays on the draft with who and why', async () => {
    const db = newDatabase();
    const draftId = await readyDraft(db);
    await putOnHold(db, draftId, HOLD);
    await putOnHold(db, draftId, { reason: 'another', by: null, now: NOW + 1 });
    await expect(deleteDraft(db, draftId, NOW)).rejects.toThrow('on-hold');
    expect(await db.drafts.count()).toBe(1);

    await releaseHold(db, draftId, { by: 'Bo', now: NOW + 9 });
    const draft = await db.drafts.get(draftId);
    expect(draft?.holds).toEqual([
      {
        reason: 'Case 12/34, letter of 3 May',
        since: NOW,
        by: 'Ada',
        released: { at: NOW + 9, by: 'Bo' },
      },
    ]);
    expect(draft && currentHold(draft)).toBeUndefined();
    expect(await deleteDraft(db, draftId, NOW)).toBe(true);
  });

  it('needs a reason', async () => {
    const db = newDatabase();
    const draftId = await readyDraft(db);
    await expect(putOnHold(db, draftId, { ...HOLD, reason: '  ' })).rejects.toThrow('no-hold-reason');
    expect((await db.drafts.get(draftId))?.holds).toBeUndefined();
  });

  it('changes nothing of what is reported: a draft that is put on hold while it is finished is finished, and held', async () => {
    const db = newDatabase();
    const draftId = await readyDraft(db);
    const before = (await db.drafts.get(draftId))?.updatedAt;
    await putOnHold(db, draftId, HOLD);
    expect((await db.drafts.get(draftId))?.updatedAt).toBe(before);
    await finishDraft(db, draftId, CONTEXT);
    const finished = await db.drafts.get(draftId);
    expect(finished && currentHold(finished)?.reason).toBe('Case 12/34, letter of 3 May');
    expect((await db.outbox.toArray())[0]?.body).not.toContain('Case 12');
  });
});
