import { useEffect } from 'react';

export interface ReviewActs {
  move: (by: 1 | -1) => void;
  exclude: () => void;
  edit: () => void;
  enlarge: () => void;
  finish: () => void;
  finishAll: () => void;
  undo: () => void;
}

const TYPED = ['input', 'textarea', 'select', '[contenteditable="true"]'].join();

const KEYS: Readonly<Record<string, (acts: ReviewActs) => void>> = {
  j: (acts) => acts.move(1),
  k: (acts) => acts.move(-1),
  x: (acts) => acts.exclude(),
  e: (acts) => acts.edit(),
  ' ': (acts) => acts.enlarge(),
  f: (acts) => acts.finish(),
  F: (acts) => acts.finishAll(),
  u: (acts) => acts.undo(),
};

/** The keys of the sheet, wherever on it the focus is; none while something is typed or another dialog waits for an answer. */
export function useReviewKeys(acts: ReviewActs): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const { target, key, ctrlKey, altKey, metaKey } = event;
      if (event.defaultPrevented || event.isComposing || ctrlKey || altKey || metaKey) return;
      if (target instanceof Element && target.closest(TYPED)) return;
      if (document.querySelector('dialog[open]:not(:has(.review-large))')) return;
      // On a button the space bar presses that button.
      if (key === ' ' && target instanceof Element && target.closest('button, a, summary')) return;
      const act = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
      if (!act) return;
      event.preventDefault();
      // Held down, a key moves on; it finishes or excludes one only.
      if (!event.repeat || key === 'j' || key === 'k') act(acts);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  });
}
