import type { ApplicationState } from '@marketsafe/contract';
import { Badge, type Tone } from '@marketsafe/looks';
import { applicationStateName } from '@marketsafe/words';

const TONES: Readonly<Record<ApplicationState, Tone>> = {
  draft: 'quiet',
  in_review: 'warn',
  needs_info: 'info',
  accepted: 'good',
  declined: 'bad',
  appealed: 'warn',
  refused: 'bad',
  withdrawn: 'quiet',
};

/** How an application stands. */
export function ApplicationBadge({ state }: { state: ApplicationState }) {
  return <Badge tone={TONES[state]}>{applicationStateName(state)}</Badge>;
}
