import { describe, expect, it, vi } from 'vitest';
import type { DraftRow } from '../../../../utils/database/draft-rows.ts';
import { createDraftEditor, pendingFields, recoverEdit } from '../../../../utils/panel/draft-editor.ts';
import { type KeyValueStore, leftEdit } from '../../../../utils/panel/edit-journal.ts';
import { SOON } from '../../../support/soon.ts';
import { newDatabase } from '../../support/new-database.ts';
import { draftRow } from '../../support/rows.ts';

function storage(): KeyValueStore {
  const held = new Map<string, string>();
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
}

async function opened(change: Partial<DraftRow> = {}) {
  const db = newDatabase();
  const draft = draftRow(change);
  await db.drafts.add(draft);
  const journal = storage();
  const editor = createDraftEditor(db, draft.draftId, journal);
  const stored = async () => (await db.drafts.get(draft.draftId)) ?? draft;
  return { db, draft, journal, editor, stored };
}

describe('an editor of a draft', () => {
  it('has everything typed on disk once flush resolves', async () => {
    const { editor, stored } = await opened();
    editor.change({ en: 'It is' });
    editor.change({ en: 'It is a fake', goodFaith: true });
    await editor.flush();
    expect(await stored()).toMatchObject({
      explanation: { en: 'It is a fake', zh: '' },
      declarations: { goodFaith: true, accurate: false },
    });
    expect(editor.state.getState().unsaved).toEqual({});
  });

  it('begins to write with the very first keystroke, and takes what comes meanwhile along', async () => {
    const { db, editor, stored } = await opened();
    const written: unknown[] = [];
    db.drafts.hook('updating', (change) => {
      written.push(Reflect.get(change, 'explanation.en'));
    });
    for (const en of ['a', 'ab', 'abc']) editor.change({ en });
    await expect.poll(async () => (await stored()).explanation.en, SOON).toBe('abc');
    editor.change({ en: 'abcd' });
    await expect.poll(async () => (await stored()).explanation.en, SOON).toBe('abcd');
    expect(written).toEqual(['abc', 'abcd']);
  });

  it('has each keystroke in the journal in its own turn, until it is on disk', async () => {
    const { editor, journal, draft } = await opened();
    for (const en of ['a', 'ab']) {
      editor.change({ en });
      expect(leftEdit(journal, draft.draftId)?.fields).toEqual({ en });
    }
    await editor.flush();
    expect(leftEdit(journal, draft.draftId)).toBeUndefined();
  });

  it('leaves a field alone that another window edits at the same time', async () => {
    const { db, draft, editor, stored } = await opened();
    const other = createDraftEditor(db, draft.draftId, storage());
    editor.change({ en: 'English here' });
    other.change({ zh: '那边写中文' });
    await Promise.all([editor.flush(), other.flush()]);
    expect((await stored()).explanation).toEqual({ en: 'English here', zh: '那边写中文' });
  });

  it('keeps what was typed while an earlier write was under way', async () => {
    const { db, editor, stored } = await opened();
    const duringWrite = () => editor.change({ en: 'first and second' });
    db.drafts.hook('updating', duringWrite);
    editor.change({ en: 'first' });
    await editor.flush();
    db.drafts.hook('updating').unsubscribe(duringWrite);
    expect((await stored()).explanation.en).toBe('first and second');
  });

  it('shows its own text until the row has it, and the row’s from then on', async () => {
    const { editor, draft, stored } = await opened();
    editor.change({ en: 'mine' });
    await editor.flush();
    expect(pendingFields(editor.state.getState(), draft.updatedAt).en).toBe('mine');
    expect(pendingFields(editor.state.getState(), (await stored()).updatedAt).en).toBeUndefined();
  });

  it('says so when the write fails, keeps the text and writes it later', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { db, editor, stored } = await opened();
    const full = vi.spyOn(db.drafts, 'get').mockRejectedValue(new Error('QuotaExceededError'));
    editor.change({ en: 'kept' });
    await editor.flush();
    expect(editor.state.getState()).toMatchObject({ unsaved: { en: 'kept' } });
    expect(editor.state.getState().failed).toBe('other');
    full.mockRestore();
    editor.change({ zh: '也在' });
    await editor.flush();
    expect((await stored()).explanation).toEqual({ en: 'kept', zh: '也在' });
    expect(editor.state.getState().failed).toBeNull();
  });

  it('does not change a report that was finished in another window', async () => {
    const { db, editor, stored, draft } = await opened();
    await db.drafts.put({ ...draft, state: 'finished' });
    editor.change({ en: 'too late' });
    await editor.flush();
    expect((await stored()).explanation.en).toBe('');
  });
});

describe('a page that goes away', () => {
  it('leaves nothing in the journal when its write ends', async () => {
    const { editor, journal, draft } = await opened();
    editor.change({ en: 'last words' });
    editor.leave();
    expect(leftEdit(journal, draft.draftId)?.fields).toEqual({ en: 'last words' });
    await editor.flush();
    expect(leftEdit(journal, draft.draftId)).toBeUndefined();
  });

  it('brings its last words back when its write did not end', async () => {
    const { db, editor, journal, draft, stored } = await opened();
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.spyOn(db.drafts, 'get').mockRejectedValue(new Error('the page is gone'));
    editor.change({ en: 'last words' });
    editor.leave();
    await editor.flush();
    vi.restoreAllMocks();
    expect((await stored()).explanation.en).toBe('');
    await recoverEdit(db, draft.draftId, journal);
    expect((await stored()).explanation.en).toBe('last words');
    expect(leftEdit(journal, draft.draftId)).toBeUndefined();
  });

  it('does not bring old words back over a later edit', async () => {
    const { db, journal, draft, stored } = await opened({ updatedAt: 50_000 });
    journal.setItem(`unsaved-edit:${draft.draftId}`, JSON.stringify({ at: 40_000, fields: { en: 'old' } }));
    await recoverEdit(db, draft.draftId, journal);
    expect((await stored()).explanation.en).toBe('');
  });

  it.each(['not json', '{"at":1,"fields":{"en":5}}', '{"fields":{}}', 'null'])(
    'ignores a journal that reads “%s”',
    async (text) => {
      const { db, journal, draft, stored } = await opened();
      journal.setItem(`unsaved-edit:${draft.draftId}`, text);
      await recoverEdit(db, draft.draftId, journal);
      expect(await stored()).toEqual(draft);
    },
  );
});
