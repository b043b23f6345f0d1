import type { ClaimState } from '@marketsafe/contract';
import { stateName } from '@marketsafe/words';

const TONES: Readonly<Record<ClaimState, 'quiet' | 'info' | 'good' | 'warn' | 'bad'>> = {
  received: 'info',
  duplicate: 'quiet',
  held: 'warn',
  in_review: 'info',
  needs_info: 'warn',
  approved: 'good',
  declined: 'bad',
  packeted: 'info',
  sent: 'info',
  acknowledged: 'info',
  removed: 'good',
  platform_rejected: 'bad',
  countered: 'warn',
  conceded: 'bad',
  contested: 'warn',
  upheld: 'good',
  overturned: 'bad',
  reinstated: 'bad',
  withdrawn: 'quiet',
};

/** A claim's state in words; the colour only helps. */
export function StateBadge({ state }: { state: ClaimState }) {
  return <span className={`badge tone-${TONES[state]}`}>{stateName(state)}</span>;
}
