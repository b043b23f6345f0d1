import type { MandateState, MandateTerms, Power } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

const STATES = {
  proposed: m.mandates_state_proposed,
  refused: m.mandates_state_refused,
  coming: m.mandates_state_coming,
  'in-force': m.mandates_state_in_force,
  expired: m.mandates_state_expired,
  revoked: m.mandates_state_revoked,
} satisfies Record<MandateState, unknown>;

/** How a mandate stands. */
export function mandateStateName(state: MandateState, language: Language = currentLanguage()): string {
  return STATES[state]({}, { locale: language });
}

const POWERS = {
  'file-claims': m.mandates_power_file_claims,
  withdraw: m.mandates_power_withdraw,
  'register-rights': m.mandates_power_register_rights,
  'answer-counter-notices': m.mandates_power_answer_counter_notices,
} satisfies Record<Power, unknown>;

/** What a representative may do. */
export function powerName(power: Power, language: Language = currentLanguage()): string {
  return POWERS[power]({}, { locale: language });
}

const AUTHORITIES = {
  sealed: m.mandates_authority_sealed,
  signed: m.mandates_authority_signed,
} satisfies Record<MandateTerms['authority'], unknown>;

/** How a paper was given force. */
export function authorityName(
  authority: MandateTerms['authority'],
  language: Language = currentLanguage(),
): string {
  return AUTHORITIES[authority]({}, { locale: language });
}
