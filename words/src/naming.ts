import { currentLanguage, type Language } from './language.ts';

type Message = (inputs: Record<string, never>, options: { locale: Language }) => string;

/** What says each of some codes. */
export function naming<Code extends string>(names: Readonly<Record<Code, Message>>) {
  return (code: Code, language: Language = currentLanguage()): string =>
    names[code]({}, { locale: language });
}
