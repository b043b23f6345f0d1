import { Button, Toast } from '@marketsafe/looks';
import { WORDS } from './words.ts';

interface UndoBarProps {
  /** `here`: it was deleted in this page. */
  deleted: { title: string | null; marketplace: string; itemId: string; here: boolean } | null;
  /** Why undoing did not work. */
  problem: string | null;
  onUndo: () => void;
  onDismiss: () => void;
}

/** The last deletion and the way back. */
export function UndoBar({ deleted, problem, onUndo, onDismiss }: UndoBarProps) {
  return (
    <Toast
      // What had the focus goes away with the row.
      takesFocus={deleted?.here ?? false}
      shown={
        deleted && {
          tone: problem ? 'bad' : 'info',
          text: (
            <>
              <span className="clamp-2">
                {deleted.title === null
                  ? WORDS.deleted(deleted.marketplace, deleted.itemId)
                  : WORDS.deletedTitle(deleted.title)}
              </span>
              {problem && <p>{problem}</p>}
            </>
          ),
          actions: (first) => (
            <>
              <Button size="small" ref={first} onClick={onUndo}>
                {WORDS.undo}
              </Button>
              <Button size="small" onClick={onDismiss}>
                {WORDS.dismiss}
              </Button>
            </>
          ),
        }
      }
    />
  );
}
