import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { Tone } from '../tone.ts';
import { Notice } from './notice.tsx';

interface ToastProps {
  /** What was just done; null while there is nothing to say. */
  shown: {
    tone: Tone;
    title?: ReactNode;
    text: ReactNode;
    /** Ways back and on; `first` is the button that takes the focus. */
    actions: (first: RefObject<HTMLButtonElement | null>) => ReactNode;
  } | null;
  /** What was just done took away what had the focus, so the first button takes it, and the box of the toast when that goes too. */
  takesFocus: boolean;
}

/** What was just done and the way back. It stays until it is used or dismissed: nobody has to hurry. */
export function Toast({ shown, takesFocus }: ToastProps) {
  const box = useRef<HTMLDivElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  const before = useRef(takesFocus);
  useEffect(() => {
    if (takesFocus && !before.current) first.current?.focus();
    if (!takesFocus && before.current) box.current?.focus();
    before.current = takesFocus;
  }, [takesFocus]);
  return (
    <div role="status" ref={box} tabIndex={-1}>
      {shown && (
        <Notice tone={shown.tone} title={shown.title} actions={shown.actions(first)}>
          {shown.text}
        </Notice>
      )}
    </div>
  );
}
