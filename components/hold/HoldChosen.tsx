import { HoldCard, type Holding } from './HoldCard.tsx';
import { WORDS } from './words.ts';

interface HoldChosenProps extends Holding {
  /** How many of the chosen drafts and reports are on legal hold, and how many are not. */
  held: number;
  free: number;
}

/** Legal hold of everything that is chosen in the queue. */
export function HoldChosen({ held, free, ...holding }: HoldChosenProps) {
  return (
    <HoldCard
      {...holding}
      hold={free > 0 ? { ask: `${WORDS.putManyOnHold(free)}…` } : null}
      release={
        held > 0
          ? {
              ask: `${WORDS.releaseMany(held)}…`,
              help: WORDS.releaseManyHelp(held),
              now: WORDS.releaseMany(held),
              keep: WORDS.keepHolds,
            }
          : null
      }
    />
  );
}
