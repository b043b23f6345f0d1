import {
  chooseLanguage,
  currentLanguage,
  isLanguage,
  type Language,
  onLanguage,
  setLanguage,
} from '@marketsafe/words';

/** Where this browser keeps what was chosen: a reader who is not signed in has no account to keep it. */
const KEY = 'marketsafe-language';

function kept(): Language | null {
  try {
    const value = localStorage.getItem(KEY);
    return isLanguage(value) ? value : null;
  } catch {
    // The browser keeps nothing for this address.
    return null;
  }
}

function showInDocument(): void {
  document.documentElement.lang = currentLanguage();
}

/** Sets the language that was chosen in this browser, else the browser's own. Call it before anything is drawn. */
export function startLanguage(): void {
  onLanguage(showInDocument);
  setLanguage(kept() ?? chooseLanguage(navigator.languages));
  showInDocument();
  // Another tab of the console has changed it.
  window.addEventListener('storage', ({ key }) => {
    const language = kept();
    if (key === KEY && language) setLanguage(language);
  });
}

/** Shows the console in a language from now on, and keeps that for the next visit. */
export function keepLanguage(language: Language): void {
  setLanguage(language);
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // It holds until the page is left.
  }
}
