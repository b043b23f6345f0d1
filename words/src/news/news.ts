import type { AnswerCause, AnswerOutcome, NewsKind } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { answerCauseName, answerOutcomeName } from '../packets/answers.ts';

/** What became of a claim, in a few words. */
export function newsSentence(
  {
    news,
    outcome,
    cause = null,
  }: { news: NewsKind; outcome: AnswerOutcome | null; cause?: AnswerCause | null },
  language: Language = currentLanguage(),
): string {
  const locale = { locale: language };
  if (news === 'question') return m.news_question({}, locale);
  if (news === 'counter-notice') return m.news_counter({}, locale);
  if (outcome === null) return m.news_taken_back({}, locale);
  const name = answerOutcomeName(outcome, language);
  return cause === null
    ? name
    : m.news_refused({ outcome: name, cause: answerCauseName(cause, language) }, locale);
}
