import type { Clock } from '@marketsafe/contract';
import { counterClockSentence, formatDay, m } from '@marketsafe/words';

/** Until when something is waited for, and what may move the day. */
export function ClockText({ clock }: { clock: Clock }) {
  const today = new Date().toISOString().slice(0, 10);
  return (
    <span className={clock.due < today ? 'counter-late' : undefined}>
      {counterClockSentence(clock, today)}
      {clock.provisional && <span className="soft small"> {m.counter_clock_provisional()}</span>}
      {clock.closedInUs.length > 0 && (
        <span className="soft small">
          {' '}
          {m.counter_clock_us({ days: clock.closedInUs.map((day) => formatDay(day)).join(', ') })}
        </span>
      )}
    </span>
  );
}
