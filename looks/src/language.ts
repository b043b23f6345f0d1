/** Scripts that tell the language well enough for a screen reader's voice and for the choice of glyphs. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  // Kana before Han: Japanese text holds both.
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Thai}/u, 'th'],
];

/**
 * BCP 47 language of text taken from a listing, guessed from its script. The empty string, HTML's "unknown", where the
 * script does not tell: Latin letters may be English, Spanish or Turkish.
 */
export function languageOf(text: string): string {
  return SCRIPTS.find(([script]) => script.test(text))?.[1] ?? '';
}
