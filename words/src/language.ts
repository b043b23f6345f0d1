// Not the contract's index: words are in the script on every page, and the rest of the contract must not be.
import { LANGUAGES, type Language } from '@marketsafe/contract/languages';

export { LANGUAGES, type Language };

/** Each language's own name for itself: what a person looks for who cannot read the other one. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  // Left out of scripts that do not use them: asking the browser for names takes milliseconds.
  en: /* @__PURE__ */ ownName('en'),
  'zh-CN': /* @__PURE__ */ ownName('zh-Hans'),
};

/** A language's name as readers of another one call it. */
export function languageName(of: Language, language: Language = currentLanguage()): string {
  const tag = of === 'zh-CN' ? 'zh-Hans' : of;
  return new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? LANGUAGE_NAMES[of];
}

function ownName(tag: string): string {
  return new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
}

let current: Language = 'en';
const listeners = new Set<() => void>();

/** The language in which messages are made where none is given. English until `setLanguage` was called. */
export function currentLanguage(): Language {
  return current;
}

/** Changes the language of this page or worker, and tells whoever listens. */
export function setLanguage(language: Language): void {
  if (language === current) return;
  current = language;
  for (const listener of listeners) listener();
}

/** Calls `listener` after each change of the language. Returns the way to stop. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether something from outside names one of the languages. */
export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/**
 * The first language of a reader's list (BCP 47 tags in order of preference) that exists here; English where none does.
 * Every Chinese is better served by 简体中文 than by English.
 */
export function chooseLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const primary = tag.toLowerCase().split('-')[0];
    const found = LANGUAGES.find((language) => language.split('-')[0] === primary);
    if (found) return found;
  }
  return 'en';
}
