import { m } from '@marketsafe/words';
import { useEffect, useRef } from 'react';
import { Notice } from './Notice.tsx';

interface UndoBarProps {
  /** `here`: it was deleted in this page. */
  deleted: { title: string | null; marketplace: string; itemId: string; here: boolean } | null;
  /** Why undoing did not work. */
  problem: string | null;
  onUndo: () => void;
  onDismiss: () => void;
}

/** The last deletion and the way back. It stays until it is used or dismissed: nobody has to hurry. */
export function UndoBar({ deleted, problem, onUndo, onDismiss }: UndoBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const undo = useRef<HTMLButtonElement>(null);
  const offered = deleted?.here ?? false;
  const before = useRef(offered);
  // What had the focus goes away with the row, and the buttons here go away when they are pressed.
  useEffect(() => {
    if (offered && !before.current) undo.current?.focus();
    if (!offered && before.current) bar.current?.focus();
    before.current = offered;
  }, [offered]);
  return (
    <div role="status" ref={bar} tabIndex={-1}>
      {deleted && (
        <Notice
          tone={problem ? 'bad' : 'info'}
          actions={
            <>
              <button type="button" className="button button-small" ref={undo} onClick={onUndo}>
                {m.shared_undo()}
              </button>
              <button type="button" className="button button-small" onClick={onDismiss}>
                {m.shared_dismiss()}
              </button>
            </>
          }
        >
          <span className="clamp-2">
            {deleted.title === null
              ? m.shared_deleted({ marketplace: deleted.marketplace, itemId: deleted.itemId })
              : m.shared_deleted_title({ title: deleted.title })}
          </span>
          {problem && <p>{problem}</p>}
        </Notice>
      )}
    </div>
  );
}
