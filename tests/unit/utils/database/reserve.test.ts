import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ReporterDatabase } from '../../../../utils/database/database.ts';
import { isDiskFull, LAST_RESERVE, RESERVE } from '../../../../utils/database/reserve.ts';
import { attachFiles } from '../../../../utils/drafts/attach-files.ts';
import { deleteDraft, forgetDeletions } from '../../../../utils/drafts/delete-draft.ts';
import { createDraftEditor } from '../../../../utils/panel/draft-editor.ts';
import { cleanUp } from '../../../../utils/storage/clean-up.ts';
import { SOON } from '../../../support/soon.ts';
import { draftRow } from '../../support/rows.ts';

const USAGE = 1_000_000;

/** A database on a disk of which so much is free. */
async function onDisk() {
  let free = RESERVE;
  const estimate = async () => ({ usage: USAGE, quota: USAGE + free });
  const db = new ReporterDatabase(`test-${crypto.randomUUID()}`, { estimate });
  onTestFinished(() => db.delete());
  const draft = draftRow();
  await db.drafts.add(draft);
  const leave = (bytes: number) => {
    free = bytes;
  };
  return { db, draft, leave };
}

describe('below the reserve', () => {
  it('nothing is written by a transaction, and everything can be read', async () => {
    const { db, draft, leave } = await onDisk();
    leave(RESERVE - 1);
    const begun = vi.fn();
    await expect(db.transaction('rw', db.drafts, begun)).rejects.toSatisfy(isDiskFull);
    expect(begun).not.toHaveBeenCalled();
    expect(await db.transaction('r', db.drafts, () => db.drafts.toArray())).toEqual([draft]);
    leave(RESERVE);
    await db.transaction('rw', db.drafts, () => db.drafts.delete(draft.draftId));
    expect(await db.drafts.count()).toBe(0);
  });

  it('the last part is left alone by a single write, too, as soon as it was looked at', async () => {
    const { db, leave } = await onDisk();
    leave(LAST_RESERVE - 1);
    await expect(db.transaction('rw', db.drafts, () => undefined)).rejects.toSatisfy(isDiskFull);
    await expect(db.drafts.add(draftRow())).rejects.toSatisfy(isDiskFull);
    await expect(db.drafts.toCollection().modify({ updatedAt: 1 })).rejects.toSatisfy(isDiskFull);
    expect(await db.drafts.count()).toBe(1);
  });

  it('a look that was begun ahead is good for the next transaction and for no more', async () => {
    const { db, draft, leave } = await onDisk();
    const touch = () =>
      db.transaction('rw', db.drafts, () => db.drafts.update(draft.draftId, { updatedAt: 5 }));
    db.lookAhead();
    leave(0);
    await touch();
    await expect(touch()).rejects.toSatisfy(isDiskFull);
    db.lookAhead();
    leave(RESERVE);
    await expect(touch()).rejects.toSatisfy(isDiskFull);
    await touch();
  });

  it('a transaction within another goes on: it is refused whole or not at all', async () => {
    const { db, draft, leave } = await onDisk();
    await db.transaction('rw', db.drafts, async () => {
      leave(0);
      await db.transaction('rw', db.drafts, () => db.drafts.update(draft.draftId, { updatedAt: 7 }));
    });
    expect((await db.drafts.get(draft.draftId))?.updatedAt).toBe(7);
  });

  it('what makes room may use the reserve but for its last part', async () => {
    const { db, draft, leave } = await onDisk();
    leave(LAST_RESERVE);
    expect(await deleteDraft(db, draft.draftId, 1)).toBe(true);
    await forgetDeletions(db);
    await cleanUp(db, 7, Date.now());
    expect(await db.deletions.count()).toBe(0);
    leave(LAST_RESERVE - 1);
    await expect(cleanUp(db, 7, Date.now())).rejects.toSatisfy(isDiskFull);
  });

  it('a file is not added', async () => {
    const { db, draft, leave } = await onDisk();
    leave(RESERVE - 1);
    const png = new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])], 'a.png');
    await expect(attachFiles(db, draft.draftId, 'designPictures', [png])).rejects.toSatisfy(isDiskFull);
    expect(await db.blobs.count()).toBe(0);
  });

  it('what is typed stays where it was typed, says why, and is saved by itself once there is room', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { db, draft, leave } = await onDisk();
    const journal = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
    const editor = createDraftEditor(db, draft.draftId, journal);
    leave(0);
    editor.change({ en: 'a letter' });
    await editor.flush();
    expect(editor.state.getState()).toMatchObject({ unsaved: { en: 'a letter' }, failed: 'full' });
    leave(RESERVE);
    vi.advanceTimersByTime(60_000);
    vi.useRealTimers();
    await expect.poll(() => editor.state.getState().failed, SOON).toBeNull();
    expect((await db.drafts.get(draft.draftId))?.explanation.en).toBe('a letter');
  });

  it('a browser that does not say how much is free is not known to be full', async () => {
    const estimates = [async () => ({ usage: 1 }), () => Promise.reject(new Error('no answer'))];
    for (const estimate of estimates) {
      const db = new ReporterDatabase(`test-${crypto.randomUUID()}`, { estimate });
      onTestFinished(() => db.delete());
      await db.drafts.add(draftRow());
      await db.transaction('rw', db.drafts, () => db.drafts.add(draftRow()));
      expect(await db.drafts.count()).toBe(2);
    }
  });
});
