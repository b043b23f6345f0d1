import type { ClaimDetail } from '@marketsafe/contract';
import { eventActor, eventReasonSentence, m, stateName } from '@marketsafe/words';
import { TimeText } from './time-text.tsx';

/** What became of a claim, from the beginning on. */
export function HistoryList({ events }: { events: ClaimDetail['events'] }) {
  return (
    <ol className="history">
      {events.map((event) => (
        <li key={event.eventId}>
          <strong>{stateName(event.to)}</strong>
          {event.from && event.from !== event.to && (
            <span className="soft small">
              {' '}
              {m.console_claim_from_state({ state: stateName(event.from) })}
            </span>
          )}
          <br />
          <TimeText utc={event.at} withUtc />
          <br />
          <span className="soft small">{m.console_claim_by({ actor: eventActor(event.actor) })}</span>
          {event.reason && <p className="said">{eventReasonSentence(event.reason)}</p>}
        </li>
      ))}
    </ol>
  );
}
