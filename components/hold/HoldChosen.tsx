import { m } from '@marketsafe/words';
import { HoldCard, type Holding } from './HoldCard.tsx';

interface HoldChosenProps extends Holding {
  /** How many of the chosen drafts and reports are on legal hold, and how many are not. */
  held: number;
  free: number;
  /** Takes the last hold of many back; null where there is none. */
  onUndo: (() => void) | null;
}

/** Legal hold of everything that is chosen in the queue. */
export function HoldChosen({ held, free, ...holding }: HoldChosenProps) {
  return (
    <HoldCard
      {...holding}
      hold={free > 0 ? { ask: m.queue_put_on_hold({ count: free }) } : null}
      release={
        held > 0
          ? {
              ask: m.queue_release_ask({ count: held }),
              help: m.queue_release_help({ count: held }),
              now: m.queue_release({ count: held }),
              keep: m.queue_keep_holds(),
            }
          : null
      }
    />
  );
}
