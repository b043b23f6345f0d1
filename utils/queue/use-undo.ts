import { MARKETPLACES } from '@marketsafe/contract';
import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { forgetDeletions, lastDeletion, restoreDraft } from '../drafts/delete-draft.ts';
import { pageDatabase } from '../hooks/page-database.ts';
import { useNow } from '../hooks/use-now.ts';
import { useUndoView } from './view-stores.ts';

export interface UndoControl {
  /** What was deleted, while that can be undone. `here`: it was deleted in this page. */
  deleted: { title: string | null; marketplace: string; itemId: string; here: boolean } | null;
  problem: string | null;
  onUndo: () => void;
  onDismiss: () => void;
}

const NOT_RESTORED =
  'This could not be brought back, because the listing has a new draft since. Finish or delete that one, then undo again.';

/** The last deletion, in whatever page it was made, and the way back from it. */
export function useUndo(): UndoControl {
  const now = useNow();
  const own = useUndoView((view) => view.own);
  const deletion = useLiveQuery(() => lastDeletion(pageDatabase, now), [now]);
  const [problem, setProblem] = useState<string | null>(null);
  const target = deletion?.draft.target;
  return {
    deleted:
      deletion && target
        ? {
            title: target.title ?? null,
            marketplace: MARKETPLACES[target.marketplace].name,
            itemId: target.itemId,
            here: deletion.draftId === own,
          }
        : null,
    problem,
    onUndo: () => {
      if (!deletion) return;
      restoreDraft(pageDatabase, deletion.draftId).then(
        () => setProblem(null),
        (error: unknown) => {
          console.error(error);
          setProblem(error instanceof Error && error.constructor === Error ? error.message : NOT_RESTORED);
        },
      );
    },
    onDismiss: () => {
      setProblem(null);
      forgetDeletions(pageDatabase).catch(console.error);
    },
  };
}
