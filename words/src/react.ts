import { useSyncExternalStore } from 'react';
import { currentLanguage, type Language, onLanguage } from './language.ts';

/** The language of the page. A component that uses it is drawn again when the language changes; use it at the root. */
export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, currentLanguage);
}
