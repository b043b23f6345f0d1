import { useEffect } from 'react';
import type { Draft } from './types.ts';

/** Id of the button that finishes. */
export const FINISH_ID = 'draft-finish';

/** As keyboards name them. */
export const FINISH_KEYS = 'Ctrl+Enter';

const DECLARATIONS = ['goodFaith', 'accurate', 'authorised'] as const;

/** The element that each number goes to, with Alt held. The form shows the number beside it. */
const PLACES: Readonly<Record<string, (draft: Draft) => string | undefined>> = {
  1: () => 'draft-right',
  2: () => 'draft-reason',
  3: () => 'draft-explanation-en',
  4: () => 'draft-explanation-zh',
  5: ({ asked }) => asked[0] && `draft-field-${asked[0].name}`,
  6: ({ declarations }) =>
    `draft-declaration-${DECLARATIONS.find((name) => !declarations[name]) ?? DECLARATIONS[0]}`,
  7: () => 'draft-facts',
  8: () => 'draft-evidence',
  9: () => 'draft-attachments',
};

/**
 * The keys of an open draft: Alt with a number goes to a field, Ctrl or Command with Enter finishes. By the key's place, because Alt
 * writes other signs on some keyboards.
 */
export function useDeskKeys(draft: Draft, goTo: (id: string) => void, finish: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      // A dialog that is open has its own keys.
      if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
      const { altKey, ctrlKey, metaKey, shiftKey, key, code } = event;
      if (key === 'Enter' && (ctrlKey || metaKey) && !altKey && !shiftKey) {
        event.preventDefault();
        if (!event.repeat) finish();
        return;
      }
      if (!altKey || ctrlKey || metaKey || shiftKey) return;
      const place = PLACES[code.replace(/^(?:Digit|Numpad)/, '')]?.(draft);
      if (place === undefined) return;
      event.preventDefault();
      goTo(place);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  });
}

/** Where the focus begins: the first field that is still open, otherwise the button that finishes. */
export function firstPlace({ unmet }: Pick<Draft, 'unmet'>): string {
  const form = unmet.find(
    ({ severity, fieldId }) => severity === 'missing' && !['draft-facts', 'draft-evidence'].includes(fieldId),
  );
  return form?.fieldId ?? FINISH_ID;
}
