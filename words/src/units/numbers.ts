import { currentLanguage, type Language } from '../language.ts';

/**
 * How each language writes dates, numbers and units. English as in Britain: its days stand before the months, written out, so that
 * nobody takes one for the other.
 */
export const INTL_LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', 'zh-CN': 'zh-CN' };

/** A number with at most so many decimals, none unless given. */
export function formatNumber(value: number, decimals = 0, language: Language = currentLanguage()): string {
  return new Intl.NumberFormat(INTL_LOCALES[language], { maximumFractionDigits: decimals }).format(value);
}

/** More decimals than a double has where it is not tiny. */
const ALL_DECIMALS = 100;

/**
 * A number with every decimal that it has, and at least so many: nothing is rounded. Numbers too small for that are written with an
 * exponent.
 */
export function formatExactly(value: number, least = 0, language: Language = currentLanguage()): string {
  if (value !== 0 && Math.abs(value) < 1e-80) return String(value);
  return new Intl.NumberFormat(INTL_LOCALES[language], {
    minimumFractionDigits: least,
    maximumFractionDigits: ALL_DECIMALS,
  }).format(value);
}

/** Things one after the other: `a, b, c`. */
export function formatSeries(items: readonly string[], language: Language = currentLanguage()): string {
  return new Intl.ListFormat(INTL_LOCALES[language], { type: 'conjunction', style: 'narrow' }).format(items);
}

/** Things in a sentence: `a, b and c`. */
export function formatList(items: readonly string[], language: Language = currentLanguage()): string {
  return new Intl.ListFormat(INTL_LOCALES[language], { type: 'conjunction' }).format(items);
}
