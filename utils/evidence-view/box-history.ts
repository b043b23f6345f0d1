import type { MaskBox } from '../database/capture-rows.ts';

type Boxes = readonly MaskBox[];

/** What boxes were before each change, and what undoing took away. */
export interface BoxHistory {
  past: readonly Boxes[];
  future: readonly Boxes[];
  /** What the last change did to which box: the same again, as a key that is held down does, is one step to undo. */
  last: string | null;
}

export const NO_HISTORY: BoxHistory = { past: [], future: [], last: null };

/** The history after a change that did `what` to boxes that were `before`. */
export function recorded(history: BoxHistory, before: Boxes, what: string): BoxHistory {
  const past = history.last === what ? history.past : [...history.past, before];
  return { past, future: [], last: what };
}

/** One step back from what is there `now`; null where there is none. */
export function undone(history: BoxHistory, now: Boxes): { history: BoxHistory; boxes: Boxes } | null {
  const boxes = history.past.at(-1);
  if (!boxes) return null;
  return {
    boxes,
    history: { past: history.past.slice(0, -1), future: [...history.future, now], last: null },
  };
}

/** One step forward again; null where nothing was undone. */
export function redone(history: BoxHistory, now: Boxes): { history: BoxHistory; boxes: Boxes } | null {
  const boxes = history.future.at(-1);
  if (!boxes) return null;
  return {
    boxes,
    history: { past: [...history.past, now], future: history.future.slice(0, -1), last: null },
  };
}
