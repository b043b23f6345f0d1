import type { AnswerCause, AnswerOutcome } from '@marketsafe/contract';
import { known } from '../known.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

const OUTCOMES = {
  acknowledged: m.answers_outcome_acknowledged,
  removed: m.answers_outcome_removed,
  'already-gone': m.answers_outcome_gone,
  'needs-more': m.answers_outcome_more,
  refused: m.answers_outcome_refused,
} satisfies Record<AnswerOutcome, unknown>;

/** What a marketplace says about a link; an outcome that this version does not know stands for itself. */
export function answerOutcomeName(outcome: string, language: Language = currentLanguage()): string {
  return known(OUTCOMES, outcome)?.({}, { locale: language }) ?? outcome;
}

const CAUSES = {
  'evidence-insufficient': m.answers_cause_evidence,
  'category-outside-classes': m.answers_cause_classes,
  'test-buy-incomplete': m.answers_cause_test_buy,
  'no-misuse': m.answers_cause_no_misuse,
  'grey-market': m.answers_cause_grey,
  'right-not-accepted': m.answers_cause_right,
  'filer-not-authorised': m.answers_cause_filer,
  'already-handled': m.answers_cause_handled,
  other: m.answers_cause_other,
} satisfies Record<AnswerCause, unknown>;

/** For what a marketplace refuses; a cause that this version does not know stands for itself. */
export function answerCauseName(cause: string, language: Language = currentLanguage()): string {
  return known(CAUSES, cause)?.({}, { locale: language }) ?? cause;
}

/** What a marketplace said, as a claim's history says it; its own words stay as they were written. */
export function answerSentence(
  said: { packet: string; outcome: AnswerOutcome; cause: AnswerCause | null; text: string },
  language: Language = currentLanguage(),
): string {
  const { packet, text } = said;
  const options = { locale: language };
  const outcome = answerOutcomeName(said.outcome, language);
  if (said.cause === null) {
    return text === ''
      ? m.answers_event({ packet, outcome }, options)
      : m.answers_event_text({ packet, outcome, text }, options);
  }
  const cause = answerCauseName(said.cause, language);
  return text === ''
    ? m.answers_event_cause({ packet, cause }, options)
    : m.answers_event_cause_text({ packet, cause, text }, options);
}
