import { Notice } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { HoldCard, type Holding } from './HoldCard.tsx';

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

function heldSince({ since, by }: Hold): string {
  return by === null ? m.desk_held_since({ since }) : m.desk_held_since_by({ since, by });
}

/** Legal hold of everything of one draft or report. */
export function HoldPart({ hold, ...holding }: HoldPartProps) {
  return (
    <HoldCard
      {...holding}
      hold={hold ? null : { ask: m.desk_put_on_hold(), help: m.desk_hold_help() }}
      release={
        hold && {
          ask: m.desk_release_hold(),
          help: m.desk_release_help(),
          now: m.desk_release_now(),
          keep: m.desk_keep_hold(),
        }
      }
    >
      <div role="status">
        {hold && (
          <Notice tone="info">
            <p>{heldSince(hold)}</p>
            <p dir="auto" className="said">
              {hold.reason}
            </p>
          </Notice>
        )}
      </div>
    </HoldCard>
  );
}
