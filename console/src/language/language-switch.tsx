import { Choice } from '@marketsafe/looks';
import { LANGUAGE_NAMES, LANGUAGES, type Language, m } from '@marketsafe/words';
import { useLanguage } from '@marketsafe/words/react';
import { useQueryClient } from '@tanstack/react-query';
import { meQuery } from '../api/queries.ts';
import { chooseForConsole } from './language.ts';
import { tellAccount } from './use-account-language.ts';

const OPTIONS = LANGUAGES.map((language) => [language, LANGUAGE_NAMES[language]] as const);

/** The languages of the console, each by its own name; the page follows at once. */
export function LanguageSwitch() {
  const language = useLanguage();
  const queries = useQueryClient();

  async function choose(chosen: Language) {
    const setting = chooseForConsole(chosen);
    if (queries.getQueryData(meQuery.queryKey) === undefined) return;
    await tellAccount(setting);
    await queries.invalidateQueries(meQuery);
  }

  return (
    <Choice
      name={m.console_language()}
      options={OPTIONS}
      chosen={language}
      onChoose={(chosen) => void choose(chosen)}
    />
  );
}
