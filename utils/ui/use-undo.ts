import { useState } from 'react';
import { restoreDraft } from '../drafts/drafts.ts';
import { pageDatabase } from './page-database.ts';
import { marketplaceName } from './page-summary.ts';
import { useUndoView } from './view-stores.ts';

export interface UndoControl {
  /** What was deleted, while that can be undone. */
  deleted: { title: string | null; marketplace: string; itemId: string } | null;
  problem: string | null;
  onUndo: () => void;
  onDismiss: () => void;
}

const NOT_RESTORED =
  'This could not be brought back, because the listing has a new draft since. Finish or delete that one, then undo again.';

/** The last deletion and the way back from it. */
export function useUndo(): UndoControl {
  const { pending, clear } = useUndoView();
  const [problem, setProblem] = useState<string | null>(null);
  const target = pending?.deleted.draft.target;
  return {
    deleted: target
      ? {
          title: target.title ?? null,
          marketplace: marketplaceName(target.marketplace),
          itemId: target.itemId,
        }
      : null,
    problem,
    onUndo: () => {
      if (!pending) return;
      restoreDraft(pageDatabase, pending.deleted).then(
        () => {
          setProblem(null);
          clear();
        },
        (error: unknown) => {
          console.error(error);
          setProblem(NOT_RESTORED);
        },
      );
    },
    onDismiss: () => {
      setProblem(null);
      clear();
    },
  };
}
