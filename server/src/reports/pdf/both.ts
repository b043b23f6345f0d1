import type { Language } from '@marketsafe/words';

/** The same thing said in both languages of a document. */
export interface Words {
  en: string;
  zh: string;
}

/** What is said in a language, in both languages of a document. */
export function both(say: (language: Language) => string): Words {
  return { en: say('en'), zh: say('zh-CN') };
}

/** A message without parameters, in both. */
export function said(
  message: (inputs: Record<string, never>, options: { locale: Language }) => string,
): Words {
  return both((locale) => message({}, { locale }));
}

/** Lists of sentences in both, one of them beside the other. */
export function bothLists(say: (language: Language) => readonly string[]): Words[] {
  const chinese = say('zh-CN');
  return say('en').map((en, index) => ({ en, zh: chinese[index] ?? '' }));
}

/** Both in one line, once where they are the same. */
export function beside({ en, zh }: Words): string {
  return en === zh ? en : `${en} ${zh}`;
}
