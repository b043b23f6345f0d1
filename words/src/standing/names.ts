import type { GraduationState, MeasureState, StandingMeasure, StandingVerdict } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { INTL_LOCALES } from '../units/numbers.ts';

const MEASURES = {
  takedown: m.goodfaith_measure_takedown,
  counters: m.goodfaith_measure_counters,
  volume: m.goodfaith_measure_volume,
} satisfies Record<StandingMeasure, unknown>;

/** What is measured of standing. */
export function measureName(measure: StandingMeasure, language: Language = currentLanguage()): string {
  return MEASURES[measure]({}, { locale: language });
}

const MEASURE_STATES = {
  met: m.goodfaith_state_met,
  missed: m.goodfaith_state_missed,
  few: m.goodfaith_state_few,
} satisfies Record<MeasureState, unknown>;

/** Whether a threshold is met. */
export function measureStateName(state: MeasureState): string {
  return MEASURE_STATES[state]();
}

const VERDICTS = {
  ready: m.goodfaith_verdict_ready,
  short: m.goodfaith_verdict_short,
  unclear: m.goodfaith_verdict_unclear,
} satisfies Record<StandingVerdict, unknown>;

/** How a participant stands as a whole. */
export function verdictName(verdict: StandingVerdict): string {
  return VERDICTS[verdict]();
}

const GRADUATIONS = {
  asked: m.goodfaith_state_asked,
  seconded: m.goodfaith_state_seconded,
  left: m.goodfaith_state_left,
  refused: m.goodfaith_state_refused,
  'taken-back': m.goodfaith_state_taken_back,
  undone: m.goodfaith_state_undone,
  returned: m.goodfaith_state_returned,
} satisfies Record<GraduationState, unknown>;

/** How a graduation stands. */
export function graduationStateName(state: GraduationState): string {
  return GRADUATIONS[state]();
}

/** Hundredths of a percent. */
const WHOLE = 10_000;

/**
 * A share in percent with two decimals, cut off in the direction in which it is worse, so that nothing is rounded over a threshold: down for
 * shares that have to be large, up for those that have to be small. A dash where it is a share of nothing.
 */
export function formatShare(
  { part, of }: { part: number; of: number },
  cut: 'down' | 'up',
  language: Language = currentLanguage(),
): string {
  if (of === 0) return m.goodfaith_none({}, { locale: language });
  const rest = (part * WHOLE) % of;
  const whole = (part * WHOLE - rest) / of;
  return percent(cut === 'up' && rest > 0 ? whole + 1 : whole, language);
}

/** A threshold, which is in hundredths of a percent. */
export function formatThreshold(hundredths: number, language: Language = currentLanguage()): string {
  return percent(hundredths, language);
}

function percent(hundredths: number, language: Language): string {
  return new Intl.NumberFormat(INTL_LOCALES[language], { style: 'percent', maximumFractionDigits: 2 }).format(
    hundredths / WHOLE,
  );
}
