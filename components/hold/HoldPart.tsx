import { Notice } from '@marketsafe/looks';
import { HoldCard, type Holding } from './HoldCard.tsx';
import { WORDS } from './words.ts';

/** A legal hold as the screen shows it; `since` is a day and time in words. */
export interface Hold {
  reason: string;
  since: string;
  by: string | null;
}

export interface HoldPartProps extends Holding {
  /** Null while there is none. */
  hold: Hold | null;
}

/** Legal hold of everything of one draft or report. */
export function HoldPart({ hold, ...holding }: HoldPartProps) {
  return (
    <HoldCard
      {...holding}
      hold={hold ? null : { ask: WORDS.putOnHold, help: WORDS.holdHelp }}
      release={
        hold && {
          ask: WORDS.releaseHold,
          help: WORDS.releaseHelp,
          now: WORDS.releaseNow,
          keep: WORDS.keepHold,
        }
      }
    >
      <div role="status">
        {hold && (
          <Notice tone="info">
            <p>{WORDS.heldSince(hold.since, hold.by)}</p>
            <p dir="auto" className="said">
              {hold.reason}
            </p>
          </Notice>
        )}
      </div>
    </HoldCard>
  );
}
