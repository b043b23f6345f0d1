import type { Clock, ConcedeCause, CounterState } from '@marketsafe/contract';
import { known } from '../known.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { formatDay } from '../units/time.ts';

const STATES = {
  open: m.counter_state_open,
  conceded: m.counter_state_conceded,
  contested: m.counter_state_contested,
  upheld: m.counter_state_upheld,
  overturned: m.counter_state_overturned,
  reinstated: m.counter_state_reinstated,
} satisfies Record<CounterState, unknown>;

/** How a counter-notice stands; a state that this version does not know stands for itself. */
export function counterStateName(state: string, language: Language = currentLanguage()): string {
  return known(STATES, state)?.({}, { locale: language }) ?? state;
}

const CAUSES = {
  'genuine-goods': m.counter_cause_genuine,
  'authorised-seller': m.inquiry_withdraw_authorised_seller,
  'wrong-listing': m.counter_cause_wrong,
  'right-does-not-cover': m.counter_cause_right,
  'evidence-insufficient': m.answers_cause_evidence,
  settled: m.inquiry_withdraw_settled,
  other: m.counter_cause_other,
} satisfies Record<ConcedeCause, unknown>;

/** Why a complainant gave in. */
export function concedeCauseName(cause: ConcedeCause, language: Language = currentLanguage()): string {
  return CAUSES[cause]({}, { locale: language });
}

/**
 * Until when something is waited for, or that the day has passed.
 * @param today calendar day, `YYYY-MM-DD`
 */
export function counterClockSentence(
  { waitsFor, due }: Pick<Clock, 'waitsFor' | 'due'>,
  today: string,
  language: Language = currentLanguage(),
): string {
  const options = { locale: language };
  const day = formatDay(due, language);
  if (waitsFor === 'reply') {
    return due < today
      ? m.counter_clock_reply_late({ day }, options)
      : m.counter_clock_reply({ day }, options);
  }
  return due < today ? m.counter_clock_suit_late({ day }, options) : m.counter_clock_suit({ day }, options);
}
