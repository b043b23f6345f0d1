import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Button } from './button.tsx';

interface DialogProps {
  title: ReactNode;
  /** What the button says that closes it, where it has no actions of its own. */
  close?: string;
  /** As large as the window allows. */
  full?: boolean;
  /** It is closed, by Escape or the button: take it away. */
  onClose: () => void;
  children: ReactNode;
}

/**
 * Something over the page that waits for an answer; open as long as it is drawn. The browser's own dialog: it keeps the focus inside,
 * closes on Escape and gives the focus back.
 */
export function Dialog({ title, close, full = false, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closed before it is taken away, it gives the focus back to what had it.
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={full ? 'dialog dialog-full' : 'dialog'}
      aria-labelledby={titleId}
      onClose={() => !dialog.current?.open && onClose()}
    >
      <div className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        {close !== undefined && (
          <Button size="small" onClick={() => dialog.current?.close()}>
            {close}
          </Button>
        )}
      </div>
      <div className="dialog-body">{children}</div>
    </dialog>
  );
}
