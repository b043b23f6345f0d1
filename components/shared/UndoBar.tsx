import { Button, Toast } from '@marketsafe/looks';
import { m } from '@marketsafe/words';

interface UndoBarProps {
  /** `here`: it was deleted in this page. */
  deleted: { title: string | null; marketplace: string; itemId: string; here: boolean; count: number } | null;
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
                {deleted.count > 1
                  ? m.shared_deleted_many({ count: deleted.count })
                  : deleted.title === null
                    ? m.shared_deleted({ marketplace: deleted.marketplace, itemId: deleted.itemId })
                    : m.shared_deleted_title({ title: deleted.title })}
              </span>
              {problem && <p>{problem}</p>}
            </>
          ),
          actions: (first) => (
            <>
              <Button size="small" ref={first} onClick={onUndo}>
                {m.shared_undo()}
              </Button>
              <Button size="small" onClick={onDismiss}>
                {m.shared_dismiss()}
              </Button>
            </>
          ),
        }
      }
    />
  );
}
