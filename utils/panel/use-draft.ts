import {
  ACCOUNT_NAME_LIMIT,
  type AskedName,
  addedPictures,
  CONSENT_TEXT,
  type Consent,
  type CorrectableFact,
  changedFields,
  type FieldValues,
  fieldOf,
  isReady,
  type ReasonCode,
  withCorrection,
  withFields,
} from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import { useStore } from 'zustand';
import { followingIds } from '../database/reply-rows.ts';
import { attachFiles, detachFile, type FilesField, type RefusedFile } from '../drafts/attach-files.ts';
import { deleteDraft } from '../drafts/delete-draft.ts';
import { draftReadiness, finishDraft } from '../drafts/drafts.ts';
import { otherOrders } from '../drafts/test-buy-orders.ts';
import { useCopiesAhead } from '../evidence-view/use-copies-ahead.ts';
import { pageDatabase } from '../hooks/page-database.ts';
import { calendarDay } from '../hooks/time.ts';
import { type ActionResult, type Say, useAttempt } from '../hooks/use-attempt.ts';
import { browserMasker } from '../masking/masker.ts';
import { ASK_TIMEOUT_MS, ask } from '../messages/ask.ts';
import { send } from '../messages/send-message.ts';
import type { QueueAction, QueueContext } from '../queue/queue-rows.ts';
import { actOnReport } from '../queue/report-actions.ts';
import { type HoldControl, useHold } from '../queue/use-hold.ts';
import { useUndoView } from '../queue/view-stores.ts';
import { keptSellerLists, listedAmong } from '../reference/seller-lists.ts';
import { Refusal } from '../refusals/refusal.ts';
import { signedIn } from '../session/session.ts';
import {
  createDraftEditor,
  type DraftEditor,
  type EditorState,
  pendingFields,
  recoverEdit,
} from './draft-editor.ts';
import { elementOf } from './draft-fields.ts';
import { chosenRight, type DraftSource, type DraftView, draftView } from './draft-view.ts';
import { type Preview, previewOf } from './preview.ts';
import { chooseReason, takeStatement } from './statements.ts';
import { inquiryControl } from './use-inquiry.ts';
import { type PictureUrls, usePictures } from './use-pictures.ts';
import { type TranslatingControl, useTranslations } from './use-translations.ts';

/** Whether what was typed is on disk. */
type SaveState =
  | { state: 'saved' }
  | { state: 'saving' }
  /** `fieldIds`: where what is not on disk stands. */
  | { state: 'failed'; sentence: string; fieldIds: string[] };

export interface DraftControl {
  /** Undefined while the draft is being read, null when there is none of that id. */
  draft: DraftView | null | undefined;
  urls: PictureUrls;
  save: SaveState;
  result: ActionResult;
  onRight: (rightId: string) => void;
  onReason: (reason: ReasonCode) => void;
  onExplain: (language: 'en' | 'zh', text: string) => void;
  /** The standing statement was taken over. */
  onStatement: (languages: readonly ('en' | 'zh')[]) => void;
  onDeclare: (name: 'goodFaith' | 'accurate' | 'authorised', ticked: boolean) => void;
  /** Something that only some reasons ask for was typed. */
  onField: (fields: Partial<FieldValues>) => void;
  onConsent: (name: AskedName, given: boolean) => void;
  /** Gives the files that were not added, and why. */
  onAttach: (name: FilesField, files: readonly File[]) => Promise<RefusedFile[]>;
  onDetach: (name: FilesField, sha256: string) => void;
  /** Says what a fact is, in place of what was read; with nothing, takes that back. */
  onCorrect: (fact: CorrectableFact, says: string) => void;
  /** A field was left: everything typed goes to disk now. */
  onLeave: () => void;
  /** What the marketplace will see of what stands there now. */
  onPreview: () => Promise<Preview>;
  /** Queues the report, or gives the id of the first field that keeps it from being ready. */
  onFinish: () => Promise<string | null>;
  onDelete: () => void;
  onReportAction: (action: QueueAction) => void;
  holding: HoldControl;
  inquiring: ReturnType<typeof inquiryControl>['inquiring'];
  withdrawing: ReturnType<typeof inquiryControl>['withdrawing'];
  translating: TranslatingControl;
}

interface ReadSource extends DraftSource {
  /** Who is signed in, as a consent names them; null while nobody is. */
  account: NonNullable<Consent['by']> | null;
}

async function readSource(draftId: string): Promise<ReadSource | null> {
  const draft = await pageDatabase.drafts.get(draftId);
  if (!draft) return null;
  const [captures, entry, followers, reference, session, orders, lists] = await Promise.all([
    pageDatabase.captures.where('draftId').equals(draftId).toArray(),
    pageDatabase.outbox.where('entityId').equals(draftId).first(),
    pageDatabase.outbox.where('entityId').anyOf(followingIds(draftId)).toArray(),
    pageDatabase.reference.get('rights'),
    signedIn(pageDatabase),
    otherOrders(pageDatabase, draft),
    keptSellerLists(pageDatabase),
  ]);
  const user = session?.me.user;
  return {
    ...{ draft, captures, entry, followers, orders },
    listed: listedAmong(lists, draft.target.marketplace, draft.target.seller),
    rights: reference?.key === 'rights' ? reference.rights : undefined,
    account: user ? { userId: user.userId, name: user.name.slice(0, ACCOUNT_NAME_LIMIT) } : null,
  };
}

/** An editor of the draft that brings back what an earlier page could not save, and saves when this page goes away. */
function useEditor(draftId: string): DraftEditor {
  const [editor] = useState(() => createDraftEditor(pageDatabase, draftId, localStorage));
  useEffect(() => {
    recoverEdit(pageDatabase, draftId, localStorage).catch(console.error);
    const end = new AbortController();
    const leave = () => {
      editor.leave();
      void send<'draft.left'>({ type: 'draft.left', draftId }).catch(() => undefined);
    };
    document.addEventListener('visibilitychange', leave, { signal: end.signal });
    window.addEventListener('pagehide', leave, { signal: end.signal });
    window.addEventListener('blur', leave, { signal: end.signal });
    return () => {
      end.abort();
      leave();
    };
  }, [draftId, editor]);
  return editor;
}

/** Why what was typed is not on disk, and what becomes of it. */
function notSaved({ failed }: EditorState): string {
  return failed === 'full' ? m.desk_disk_full() : m.desk_not_saved();
}

/** Where what is not on disk was entered; both explanations say it at one place. */
function elementsOf({ unsaved }: EditorState): string[] {
  const names = Object.keys(unsaved) as (keyof FieldValues)[];
  return names.flatMap((name) => (name === 'consents' ? [] : [elementOf(name === 'zh' ? 'en' : name)]));
}

async function queueReport(source: ReadSource): Promise<Say> {
  const now = Date.now();
  const outcome = await finishDraft(pageDatabase, source.draft.draftId, {
    right: chosenRight(source),
    today: calendarDay(now),
    version: browser.runtime.getManifest().version,
    now,
    masker: browserMasker,
  });
  if ('unmet' in outcome) {
    throw new Refusal({ code: 'draft-changed' });
  }
  // The report is on disk, and nobody waits for more: a worker that does not answer now finds it at its next start.
  void ask<'outbox.poke'>({ type: 'outbox.poke' }, ASK_TIMEOUT_MS.quick);
  return m.desk_finished;
}

/**
 * One draft, live: what its screen shows and everything that can be done to it. The component that uses this has the draft's id as
 * its key: another draft is another screen.
 */
export function useDraft(draftId: string, context: QueueContext): DraftControl {
  const source = useLiveQuery(() => readSource(draftId), [draftId]);
  const editor = useEditor(draftId);
  const edits = useStore(editor.state);
  const { result, say, attempt } = useAttempt();
  const holding = useHold([draftId]);
  useCopiesAhead(draftId);
  const translating = useTranslations();

  const shown = source && {
    ...source,
    draft: withFields(source.draft, pendingFields(edits, source.draft.updatedAt)),
  };
  const draft = shown && draftView(shown, context);
  const urls = usePictures(
    draft
      ? [
          ...draft.captures.flatMap((capture) => capture.pictures.map(({ sha256 }) => sha256)),
          ...[...draft.asked, draft.attachments].flatMap(addedPictures),
          ...(draft.inquiry ? addedPictures(draft.inquiry.reply.files) : []),
        ]
      : [],
  );

  const edit = (change: (source: ReadSource) => Partial<FieldValues>) => {
    if (!shown) return;
    say(null);
    editor.change(changedFields(shown.draft, change(shown)));
  };

  const onFinish = async (): Promise<string | null> => {
    await editor.flush();
    if (editor.state.getState().failed) {
      say({ tone: 'bad', say: () => notSaved(editor.state.getState()) });
      return null;
    }
    const fresh = await readSource(draftId);
    if (!fresh) return null;
    const unmet = draftReadiness(fresh.draft, chosenRight(fresh), calendarDay(Date.now()));
    if (isReady(unmet)) {
      await attempt(() => queueReport(fresh));
      return null;
    }
    const firstMissing = () => draftView(fresh, context).unmet.find((item) => item.severity === 'missing');
    const first = firstMissing();
    say(first ? { tone: 'bad', say: () => firstMissing()?.sentence ?? '' } : null);
    return first?.fieldId ?? null;
  };

  return {
    draft,
    urls,
    holding,
    translating,
    ...inquiryControl(draftId, source?.draft.reply?.opId, attempt),
    save: edits.failed
      ? { state: 'failed', sentence: notSaved(edits), fieldIds: elementsOf(edits) }
      : { state: Object.keys(edits.unsaved).length > 0 ? 'saving' : 'saved' },
    result,
    onRight: (rightId) =>
      edit((current) => (current.rights?.some((right) => right.rightId === rightId) ? { rightId } : {})),
    onReason: (reason) => edit((current) => chooseReason(current.draft, reason)),
    onExplain: (language, text) => edit(() => ({ [language]: text })),
    onStatement: (languages) =>
      edit(({ draft: { reason } }) =>
        Object.assign({}, ...languages.map((language) => takeStatement({ reason }, language))),
      ),
    onDeclare: (name, ticked) => edit(() => ({ [name]: ticked })),
    onField: (fields) => edit(() => fields),
    onCorrect: (fact, says) =>
      edit((current) => ({ corrections: withCorrection(current.draft, fact, says) })),
    onConsent: (name, given) =>
      edit((current) => {
        const { [name]: _, ...others } = fieldOf(current.draft, 'consents');
        const own = { text: CONSENT_TEXT.version, at: new Date().toISOString(), by: current.account };
        return { consents: given ? { ...others, [name]: own } : others };
      }),
    onAttach: async (name, files) => {
      await editor.flush();
      let refused: RefusedFile[] = [];
      await attempt(async () => {
        refused = await attachFiles(pageDatabase, draftId, name, files);
        return null;
      });
      return refused;
    },
    onDetach: (name, sha256) =>
      void attempt(async () => {
        await detachFile(pageDatabase, draftId, name, sha256);
        return null;
      }),
    onLeave: () => void editor.flush(),
    onPreview: async () => {
      await editor.flush();
      const fresh = await readSource(draftId);
      if (!fresh) throw new Error('the draft is gone');
      return previewOf(pageDatabase, fresh.draft, chosenRight(fresh), browserMasker);
    },
    onFinish,
    onDelete: () =>
      void attempt(async () => {
        await editor.flush();
        if (await deleteDraft(pageDatabase, draftId, Date.now())) useUndoView.getState().offer(draftId);
        return null;
      }),
    onReportAction: (action) => {
      const row = draft?.report;
      if (row && action !== 'open') void attempt(() => actOnReport(action, row, context.signedIn));
    },
  };
}
