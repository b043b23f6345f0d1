import type { ClaimState } from '@marketsafe/contract';
import { Badge, type Tone } from '@marketsafe/looks';
import { stateName } from '@marketsafe/words';

const TONES: Readonly<Record<ClaimState, Tone>> = {
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
  return <Badge tone={TONES[state]}>{stateName(state)}</Badge>;
}
