import { currentLanguage, type Language } from '../language.ts';

/** Sentences one after the other: between Chinese ones there is no space. */
export function joinSentences(sentences: readonly string[], language: Language = currentLanguage()): string {
  return sentences.join(language === 'zh-CN' ? '' : ' ');
}
