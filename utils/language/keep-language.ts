import type { LanguageChoice } from '@marketsafe/contract';
import { chooseLanguage, currentLanguage, type Language, setLanguage } from '@marketsafe/words';
import { onSettings, readSettings } from '../settings/settings.ts';

/** The first of the reader's languages, as the browser tells every page, that exists here: the console goes by the same list. */
export function browserLanguage(): Language {
  return chooseLanguage(navigator.languages);
}

/** The language that a choice comes to in this browser. */
function languageOf(choice: LanguageChoice): Language {
  return choice === 'browser' ? browserLanguage() : choice;
}

let kept: Promise<void> | undefined;

/**
 * Gives this page or worker the language of the settings and keeps to it whenever they change. What is said before this resolves may be
 * in the wrong one. Once settings cannot be read, the browser's language stands.
 */
export function keepLanguage(): Promise<void> {
  kept ??= (async () => {
    onSettings(({ language }) => setLanguage(languageOf(language)));
    const language = await readSettings().then(
      (settings) => languageOf(settings.language),
      () => browserLanguage(),
    );
    setLanguage(language);
  })();
  return kept;
}

/** The language of this worker, once it is known. */
export async function knownLanguage(): Promise<Language> {
  await keepLanguage();
  return currentLanguage();
}
