import type { DeclaredIn } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { formatSeries } from '../units/numbers.ts';
import { formatUtc } from '../units/time.ts';

/** That declarations were made once, for a sweep: for which, when, under which account, and in which wordings. */
export function declaredInSentence(
  { sweep, texts, at, by }: DeclaredIn,
  language: Language = currentLanguage(),
): string {
  const locale = { locale: language };
  const versions = [...new Set(Object.values(texts))].map((version) =>
    m.claim_declared_version({ version: String(version) }, locale),
  );
  const said = { sweep, time: formatUtc(at, language), texts: formatSeries(versions, language) };
  return by
    ? m.claim_declared_in({ ...said, name: by.name }, locale)
    : m.claim_declared_in_nobody(said, locale);
}
