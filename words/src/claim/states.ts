import type { ClaimState } from '@marketsafe/contract';
import { known } from '../known.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

const STATES = {
  received: m.claim_state_received,
  duplicate: m.claim_state_duplicate,
  held: m.claim_state_held,
  in_review: m.claim_state_in_review,
  needs_info: m.claim_state_needs_info,
  approved: m.claim_state_approved,
  declined: m.claim_state_declined,
  packeted: m.claim_state_packeted,
  sent: m.claim_state_sent,
  acknowledged: m.claim_state_acknowledged,
  removed: m.claim_state_removed,
  platform_rejected: m.claim_state_platform_rejected,
  countered: m.claim_state_countered,
  conceded: m.claim_state_conceded,
  contested: m.claim_state_contested,
  upheld: m.claim_state_upheld,
  overturned: m.claim_state_overturned,
  reinstated: m.claim_state_reinstated,
  withdrawn: m.claim_state_withdrawn,
} satisfies Record<ClaimState, unknown>;

/** What a claim's state means to the participant, in a few words. */
export function stateName(state: string, language: Language = currentLanguage()): string {
  return (known(STATES, state) ?? m.claim_state_unknown)({}, { locale: language });
}
