import { Choice } from '@marketsafe/looks';
import { LANGUAGE_NAMES, LANGUAGES, m } from '@marketsafe/words';
import { useLanguage } from '@marketsafe/words/react';
import { keepLanguage } from './language.ts';

const OPTIONS = LANGUAGES.map((language) => [language, LANGUAGE_NAMES[language]] as const);

/** The languages of the console, each by its own name; the page follows at once. */
export function LanguageSwitch() {
  return (
    <Choice name={m.console_language()} options={OPTIONS} chosen={useLanguage()} onChoose={keepLanguage} />
  );
}
