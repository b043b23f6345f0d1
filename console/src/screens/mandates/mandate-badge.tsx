import type { MandateState } from '@marketsafe/contract';
import { Badge, type Tone } from '@marketsafe/looks';
import { mandateStateName } from '@marketsafe/words';

const TONES: Readonly<Record<MandateState, Tone>> = {
  proposed: 'warn',
  refused: 'bad',
  coming: 'info',
  'in-force': 'good',
  expired: 'bad',
  revoked: 'bad',
};

/** How a mandate stands. */
export function MandateBadge({ state }: { state: MandateState }) {
  return <Badge tone={TONES[state]}>{mandateStateName(state)}</Badge>;
}
