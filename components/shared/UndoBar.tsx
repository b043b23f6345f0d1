import { Notice } from './Notice.tsx';
import { WORDS } from './words.ts';

interface UndoBarProps {
  deleted: { title: string | null; marketplace: string; itemId: string } | null;
  /** Why undoing did not work. */
  problem: string | null;
  onUndo: () => void;
  onDismiss: () => void;
}

/** The last deletion and the way back. It stays until it is used or dismissed: nobody has to hurry. */
export function UndoBar({ deleted, problem, onUndo, onDismiss }: UndoBarProps) {
  return (
    <div role="status">
      {deleted && (
        <Notice
          tone={problem ? 'bad' : 'info'}
          actions={
            <>
              <button type="button" className="button button-small" onClick={onUndo}>
                {WORDS.undo}
              </button>
              <button type="button" className="button button-small" onClick={onDismiss}>
                {WORDS.dismiss}
              </button>
            </>
          }
        >
          <span className="clamp-2" dir="auto">
            {deleted.title === null
              ? WORDS.deleted(deleted.marketplace, deleted.itemId)
              : WORDS.deletedTitle(deleted.title)}
          </span>
          {problem && <p>{problem}</p>}
        </Notice>
      )}
    </div>
  );
}
