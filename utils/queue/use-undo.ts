import { marketplaceName } from '@marketsafe/words';
import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { forgetDeletions, lastDeletion, restoreDraft } from '../drafts/delete-draft.ts';
import { pageDatabase } from '../hooks/page-database.ts';
import { sayError } from '../hooks/use-attempt.ts';
import { useNow } from '../hooks/use-now.ts';
import { useUndoView } from './view-stores.ts';

export interface UndoControl {
  /** What was deleted, while that can be undone. `here`: it was deleted in this page. `count`: with what was deleted along with it. */
  deleted: { title: string | null; marketplace: string; itemId: string; here: boolean; count: number } | null;
  problem: string | null;
  onUndo: () => void;
  onDismiss: () => void;
}

/** The last deletion, in whatever page it was made, and the way back from it. */
export function useUndo(): UndoControl {
  const now = useNow();
  const own = useUndoView((view) => view.own);
  const deletion = useLiveQuery(() => lastDeletion(pageDatabase, now), [now]);
  const [problem, setProblem] = useState<(() => string) | null>(null);
  const target = deletion?.draft.target;
  return {
    deleted:
      deletion && target
        ? {
            title: target.title ?? null,
            marketplace: marketplaceName(target.marketplace),
            itemId: target.itemId,
            here: own !== null && deletion.draftIds.includes(own),
            count: deletion.draftIds.length,
          }
        : null,
    problem: problem?.() ?? null,
    onUndo: () => {
      if (!deletion) return;
      restoreDraft(pageDatabase, ...deletion.draftIds).then(
        () => setProblem(null),
        (error: unknown) => {
          const say = sayError(error);
          setProblem(() => say);
        },
      );
    },
    onDismiss: () => {
      setProblem(null);
      forgetDeletions(pageDatabase).catch(console.error);
    },
  };
}
