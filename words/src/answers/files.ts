import type { AnswerCause, AnswerColumn, AnswerLine, AnswerOutcome, LineState } from '@marketsafe/contract';
import { stateName } from '../claim/states.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { answerCauseName, answerOutcomeName } from '../packets/answers.ts';

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
  withdrawn: m.answers_line_withdrawn,
  'left-packet': m.answers_line_left_packet,
  'own-claim': m.answers_line_own_claim,
  'not-in-packet': m.answers_line_not_in_packet,
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
