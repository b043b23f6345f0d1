import type { FieldValues } from '@marketsafe/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ReporterDatabase } from '../database/database.ts';
import { isDiskFull } from '../database/reserve.ts';
import { editDraft } from '../drafts/drafts.ts';
import { forgetEdit, type KeyValueStore, keepEdit, leftEdit } from './edit-journal.ts';

/** A draft changed this much later than the journal was written has been edited elsewhere since, in milliseconds. */
const JOURNAL_GRACE_MS = 2_000;

/** After so long, in milliseconds, a write that failed is tried again by itself: somebody may have made room. */
const RETRY_MS = 2_000;

/** What the page shows on top of the database's row until the row has caught up. */
export interface EditorState {
  /** Edits the database does not have yet. */
  unsaved: Partial<FieldValues>;
  /** Edits the database has, but the live query may not have delivered yet. */
  written: Partial<FieldValues>;
  /** `updatedAt` of the row that `written` is in. */
  writtenAt: number;
  /** Why the last write failed; the edits are still here, and are tried again with the next one and by themselves. */
  failed: 'full' | 'other' | null;
}

export interface DraftEditor {
  state: StoreApi<EditorState>;
  change(fields: Partial<FieldValues>): void;
  /** Resolves when everything typed is on disk, or when the write failed and `failed` says so. */
  flush(): Promise<void>;
  /** For a page that goes away: starts the write and keeps the edits in the journal in case it does not end. */
  leave(): void;
}

/** Every edit that a row of this age may not show yet. `updatedAt` is the row's. */
export function pendingFields(state: EditorState, updatedAt: number): Partial<FieldValues> {
  return updatedAt >= state.writtenAt ? state.unsaved : { ...state.written, ...state.unsaved };
}

function without(fields: Partial<FieldValues>, done: Partial<FieldValues>): Partial<FieldValues> {
  const names = Object.keys(fields) as (keyof FieldValues)[];
  return Object.fromEntries(
    names.filter((name) => fields[name] !== done[name]).map((name) => [name, fields[name]]),
  );
}

/** Saves the edits of one draft as they are typed: one field never undoes another window's edit of another field. */
export function createDraftEditor(
  db: ReporterDatabase,
  draftId: string,
  journal: KeyValueStore,
): DraftEditor {
  const state = createStore<EditorState>(() => ({ unsaved: {}, written: {}, writtenAt: 0, failed: null }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();
  /** A write waits for the one before it, and takes along whatever is typed until it begins. */
  let waits = false;

  async function write(fields: Partial<FieldValues>): Promise<void> {
    try {
      const writtenAt = await db.transaction('rw', db.drafts, async () => {
        const draft = await db.drafts.get(draftId);
        if (!draft) return 0;
        await editDraft(db, draftId, fields);
        return (await db.drafts.get(draftId))?.updatedAt ?? 0;
      });
      state.setState((before) => ({
        unsaved: without(before.unsaved, fields),
        written: { ...before.written, ...fields },
        writtenAt,
        failed: null,
      }));
      if (Object.keys(state.getState().unsaved).length === 0) forgetEdit(journal, draftId);
    } catch (error) {
      console.error(error);
      state.setState({ failed: isDiskFull(error) ? 'full' : 'other' });
      timer ??= setTimeout(flush, RETRY_MS);
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    waits = true;
    // One after another: a later write of a field must not be overtaken by an earlier one.
    writing = writing.then(() => {
      waits = false;
      const { unsaved } = state.getState();
      return Object.keys(unsaved).length === 0 ? undefined : write(unsaved);
    });
    return writing;
  }

  return {
    state,
    flush,
    change(fields) {
      if (Object.keys(fields).length === 0) return;
      state.setState((before) => ({ unsaved: { ...before.unsaved, ...fields } }));
      // Survives a page that is gone before its transaction; the transaction, which ends on the disk, survives a browser that is.
      keepEdit(journal, draftId, { at: Date.now(), fields: state.getState().unsaved });
      if (!waits) void flush();
    },
    leave() {
      const { unsaved } = state.getState();
      if (Object.keys(unsaved).length > 0) keepEdit(journal, draftId, { at: Date.now(), fields: unsaved });
      void flush();
    },
  };
}

/**
 * Brings edits that a closing page left in the journal into the database. They are dropped when the draft has been edited since or is
 * no longer open. Run when a draft is opened.
 */
export async function recoverEdit(
  db: ReporterDatabase,
  draftId: string,
  journal: KeyValueStore,
): Promise<void> {
  const left = leftEdit(journal, draftId);
  if (left) {
    await db.transaction('rw', db.drafts, async () => {
      const draft = await db.drafts.get(draftId);
      if (draft && draft.updatedAt <= left.at + JOURNAL_GRACE_MS) {
        await editDraft(db, draftId, left.fields);
      }
    });
  }
  forgetEdit(journal, draftId);
}
