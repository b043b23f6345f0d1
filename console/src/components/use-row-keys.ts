import { type RefObject, useEffect, useRef } from 'react';

/** Whether a key belongs to what has the focus: somebody writes there, or a dialog is open. */
export function isTaken(event: KeyboardEvent): boolean {
  const { target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  if (document.querySelector('dialog[open]') !== null) return true;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement ||
      (target instanceof HTMLInputElement && target.type !== 'checkbox'))
  );
}

interface Rows {
  /** Around the table; what of a row gets the focus has `data-row-link`. */
  frame: RefObject<HTMLElement | null>;
  count: number;
  /** Brings a row into sight, so that it is drawn. */
  show: (index: number) => void;
  /** What further keys do to the row that has the focus. */
  keys: Readonly<Record<string, (index: number) => void>>;
}

function rowOf(element: Element | null): number | null {
  const index = element?.closest('tr[data-index]')?.getAttribute('data-index');
  return index === undefined || index === null ? null : Number(index);
}

/** Keys of a table of things to open: `j` and `k` lead from one row to the next, and others do something to the one that has the focus. */
export function useRowKeys(rows: Rows): void {
  const held = useRef(rows);
  held.current = rows;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isTaken(event)) return;
      const { frame, count, show, keys } = held.current;
      const root = frame.current;
      const active = root?.contains(document.activeElement) ? document.activeElement : null;
      const at = rowOf(active);
      // A row of another table has the focus, whose keys these are.
      if (at === null && rowOf(document.activeElement) !== null) return;
      const act = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
      if (act && at !== null) {
        event.preventDefault();
        act(at);
      }
      if (event.key !== 'j' && event.key !== 'k') return;
      const next = at === null ? 0 : at + (event.key === 'j' ? 1 : -1);
      if (next < 0 || next >= count) return;
      event.preventDefault();
      const focus = () => {
        const link = root?.querySelector<HTMLElement>(`tr[data-index="${next}"] [data-row-link]`);
        link?.focus();
        link?.scrollIntoView({ block: 'nearest' });
        return link != null;
      };
      if (focus()) return;
      show(next);
      requestAnimationFrame(focus);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
