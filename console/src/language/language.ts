import { type LanguageSetting, languageSetting } from '@marketsafe/contract';
import { chooseLanguage, currentLanguage, type Language, onLanguage, setLanguage } from '@marketsafe/words';

/** Where this browser keeps what was chosen: who is not signed in has no account to keep it. */
const KEY = 'marketsafe-language';

function kept(): LanguageSetting | null {
  try {
    return languageSetting.safeParse(JSON.parse(localStorage.getItem(KEY) ?? 'null')).data ?? null;
  } catch {
    // The browser keeps nothing for this address, or something else wrote there.
    return null;
  }
}

function show(setting: LanguageSetting | null): void {
  const chosen = setting?.choice ?? 'browser';
  setLanguage(chosen === 'browser' ? chooseLanguage(navigator.languages) : chosen);
}

function keep(setting: LanguageSetting): void {
  show(setting);
  try {
    localStorage.setItem(KEY, JSON.stringify(setting));
  } catch {
    // It holds until the page is left.
  }
}

function nameInDocument(): void {
  document.documentElement.lang = currentLanguage();
}

/** Sets the language that was chosen in this browser, else the browser's own. Call it before anything is drawn. */
export function startLanguage(): void {
  onLanguage(nameInDocument);
  show(kept());
  nameInDocument();
  // Another tab of the console has changed it.
  window.addEventListener('storage', ({ key }) => {
    if (key === KEY) show(kept());
  });
}

/** Shows the console in a language from now on, and gives what the account should keep. */
export function chooseForConsole(choice: Language): LanguageSetting {
  const setting: LanguageSetting = { choice, chosenAt: new Date().toISOString() };
  keep(setting);
  return setting;
}

/**
 * Follows what the signed-in person chose, here or in the extension: the newest choice holds.
 * @returns the choice of this browser where the account does not know it yet
 */
export function followAccount(account: LanguageSetting | null): LanguageSetting | null {
  const here = kept();
  if (account === null) return here;
  if (here === null || Date.parse(account.chosenAt) > Date.parse(here.chosenAt)) {
    keep(account);
    return null;
  }
  return Date.parse(here.chosenAt) > Date.parse(account.chosenAt) ? here : null;
}
