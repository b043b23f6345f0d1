import { currentLanguage, type Language } from '../language.ts';

/** What stands between texts: whole sentences, clauses and phrases of one, and things that are counted up. */
const BETWEEN = {
  en: { sentences: ' ', clauses: '; ', phrases: ', ', items: ', ' },
  'zh-CN': { sentences: '', clauses: '；', phrases: '，', items: '、' },
} satisfies Record<Language, Record<string, string>>;

/** Texts one after the other, as a language sets them apart. */
export function joinTexts(
  texts: readonly string[],
  as: 'clauses' | 'phrases' | 'items',
  language: Language = currentLanguage(),
): string {
  return texts.join(BETWEEN[language][as]);
}

/** Sentences one after the other: between Chinese ones there is no space. */
export function joinSentences(sentences: readonly string[], language: Language = currentLanguage()): string {
  return sentences.join(BETWEEN[language].sentences);
}
