import { useEffect, useSyncExternalStore } from 'react';
import { currentLanguage, type Language, onLanguage } from './language.ts';

/** The language of the page. A component that uses it is drawn again when the language changes; use it at the root. */
export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, currentLanguage, currentLanguage);
}

/** The same for a whole document, whose language and title follow. `title` makes the title in the language of the moment. */
export function usePageLanguage(title: () => string): Language {
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = title();
  });
  return language;
}
