import type { AnswerCause, AnswerColumn, AnswerLine, AnswerOutcome, LineState } from '@marketsafe/contract';
import { stateName } from '../claim/states.ts';
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

const COLUMNS = {
  identity: m.answers_column_identity,
  packet: m.answers_column_packet,
  outcome: m.answers_column_outcome,
  words: m.answers_column_words,
  ignored: m.answers_column_ignored,
} satisfies Record<AnswerColumn, unknown>;

/** What a column of a file of answers means. */
export function answerColumnName(column: AnswerColumn, language: Language = currentLanguage()): string {
  return COLUMNS[column]({}, { locale: language });
}

const LINES = {
  matched: m.answers_line_matched,
  'no-identity': m.answers_line_no_identity,
  formula: m.answers_line_formula,
  'number-rounded': m.answers_line_rounded,
  'no-outcome': m.answers_line_no_outcome,
  'other-marketplace': m.answers_line_other_marketplace,
  'not-sent': m.answers_line_not_sent,
  ambiguous: m.answers_line_ambiguous,
  contradictory: m.answers_line_contradictory,
  'said-before': m.answers_line_said_before,
  'lines-contradict': m.answers_line_lines_contradict,
  known: m.answers_line_known,
  'cut-off': m.answers_line_cut_off,
} satisfies Record<Exclude<LineState, 'moved-on'>, unknown>;

/** Why a line of a file of answers is not taken. */
export function answerLineSentence(
  { state, claimState }: Pick<AnswerLine, 'state' | 'claimState'>,
  language: Language = currentLanguage(),
): string {
  if (state === 'moved-on') {
    const standing = claimState === null ? '' : stateName(claimState, language);
    return m.answers_line_moved_on({ state: standing }, { locale: language });
  }
  return LINES[state]({}, { locale: language });
}

const HEADS = {
  identity: m.answers_heads_identity,
  packet: m.answers_heads_packet,
  outcome: m.answers_heads_outcome,
  words: m.answers_heads_words,
  ignored: m.answers_heads_ignored,
} satisfies Record<AnswerColumn, unknown>;

/** Headings that people write over a column of answers. */
export function answerColumnHeads(column: AnswerColumn, language: Language): string[] {
  return HEADS[column]({}, { locale: language }).split(',');
}

const SAID = {
  acknowledged: m.answers_said_acknowledged,
  removed: m.answers_said_removed,
  'already-gone': m.answers_said_gone,
  'needs-more': m.answers_said_more,
  refused: m.answers_said_refused,
} satisfies Record<AnswerOutcome, unknown>;

/** What marketplaces and people write for an outcome. */
export function answerOutcomePhrases(outcome: AnswerOutcome, language: Language): string[] {
  return [answerOutcomeName(outcome, language), ...SAID[outcome]({}, { locale: language }).split(',')];
}

const PHRASES = {
  'evidence-insufficient': m.answers_phrases_evidence,
  'category-outside-classes': m.answers_phrases_classes,
  'test-buy-incomplete': m.answers_phrases_test_buy,
  'no-misuse': m.answers_phrases_no_misuse,
  'grey-market': m.answers_phrases_grey,
  'right-not-accepted': m.answers_phrases_right,
  'filer-not-authorised': m.answers_phrases_filer,
  'already-handled': m.answers_phrases_handled,
  other: m.answers_phrases_other,
} satisfies Record<AnswerCause, unknown>;

/** Words by which marketplaces name a cause. */
export function answerCausePhrases(cause: AnswerCause, language: Language): string[] {
  return [answerCauseName(cause, language), ...PHRASES[cause]({}, { locale: language }).split(',')];
}
