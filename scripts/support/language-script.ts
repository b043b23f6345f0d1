import type { Language } from '@marketsafe/contract';

const NOT_LATIN = /(?=\p{L})\P{Script=Latin}/u;

/** Whether a text has letters as its language writes them: Latin letters alone say nothing in Chinese, and English has no others. */
export function inScriptOf(language: Language, text: string): boolean {
  const latin = new Intl.Locale(language).maximize().script === 'Latn';
  return NOT_LATIN.test(text) !== latin;
}
