import { beforeEach, describe, expect, it, vi } from 'vitest';
import { editDraft, finishDraft } from '../../../../utils/drafts/drafts.ts';
import { makeCopiesAhead, sourcesOfCopies } from '../../../../utils/masking/copies-ahead.ts';
import type { Masker } from '../../../../utils/masking/masker.ts';
import { saveBoxes } from '../../../../utils/masking/save-boxes.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { PLAIN_MASKER } from '../../support/plain-masker.ts';
import { READY_FIELDS } from '../../support/ready-fields.ts';
import { VERIFIED_RIGHT } from '../../support/verified-right.ts';

const NEVER: Masker = async () => {
  throw new Error('nobody may wait for this');
};

async function readyDraft() {
  const db = newDatabase();
  const draftId = await captureInto(db);
  await editDraft(db, draftId, READY_FIELDS);
  const [capture] = await db.captures.toArray();
  if (!capture) throw new Error('nothing was captured');
  const finish = (masker: Masker) =>
    finishDraft(db, draftId, {
      right: VERIFIED_RIGHT,
      today: '2026-09-21',
      version: '0.1.0',
      now: 1,
      masker,
    });
  return { db, draftId, captureId: capture.captureId, finish };
}

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));

describe('masked copies made ahead', () => {
  it('are what finishing takes: it paints nothing itself', async () => {
    const { db, draftId, finish } = await readyDraft();
    await makeCopiesAhead(db, draftId, PLAIN_MASKER);
    expect(await finish(NEVER)).toHaveProperty('queued');
    expect((await db.drafts.get(draftId))?.evidence[0]?.masked).toHaveLength(1);
  });

  it('are not taken once a box was painted since', async () => {
    const { db, draftId, captureId, finish } = await readyDraft();
    await makeCopiesAhead(db, draftId, PLAIN_MASKER);
    const before = await sourcesOfCopies(db, draftId);
    await saveBoxes(db, captureId, [{ x: 1, y: 1, width: 9, height: 9 }], 2);
    expect(await sourcesOfCopies(db, draftId)).not.toBe(before);
    await expect(finish(NEVER)).rejects.toThrow();
    expect((await db.drafts.get(draftId))?.state).toBe('draft');
  });

  it('are made anew for the next one also after one could not be made', async () => {
    const { db, draftId, finish } = await readyDraft();
    await makeCopiesAhead(db, draftId, NEVER);
    await makeCopiesAhead(db, draftId, PLAIN_MASKER);
    expect(await finish(NEVER)).toHaveProperty('queued');
  });

  it('are none of a report that is finished: what it went with stays', async () => {
    const { db, draftId, finish } = await readyDraft();
    await finish(PLAIN_MASKER);
    expect(await sourcesOfCopies(db, draftId)).toBe('');
    await makeCopiesAhead(db, draftId, NEVER);
    expect(console.error).not.toHaveBeenCalled();
  });
});
