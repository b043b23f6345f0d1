import { useEffect, useRef } from 'react';

/**
 * Keys of a screen, by what they write or their name in small letters. They mean nothing while somebody writes in a field or another key
 * is held.
 */
export function useKeys(active: boolean, keys: Readonly<Record<string, () => unknown>>): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!active) return;
    const pressed = (event: KeyboardEvent) => {
      const { key, target } = event;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
        return;
      if (
        !(target instanceof Element) ||
        target.closest(
          'input:not([type="checkbox"]):not([type="radio"]), textarea, select, [contenteditable]',
        )
      )
        return;
      // What does something by itself when Enter is pressed.
      if (key === 'Enter' && target.closest('a, button, summary, input, select')) return;
      const act = latest.current[key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [active]);
}
