import type { RightEvent, VaultRightDetail } from '@marketsafe/contract';
import { Card } from '@marketsafe/looks';
import { m, personRoleName, rightEventName, rightFieldName } from '@marketsafe/words';
import { HelpedText } from '../../components/helped-text.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { registrationWords } from './registrations-card.tsx';

/** Everything that happened to a right, the newest first. */
export function RightHistory({ right: { events } }: { right: VaultRightDetail }) {
  return (
    <Card title={m.rights_detail_history()}>
      <ol className="history" reversed>
        {events.map((event) => (
          <li key={event.sequence}>
            <strong>{rightEventName(event.kind)}</strong>
            <br />
            <TimeText utc={event.at} />
            <br />
            <span className="soft small">{actorOf(event)}</span>
            {event.changes.map(({ field, from, to }) => (
              <p key={field} className="said">
                {m.rights_history_change({
                  field: rightFieldName(field),
                  from: from || m.rights_history_empty(),
                  to: to || m.rights_history_empty(),
                })}
              </p>
            ))}
            {event.text !== null &&
              (event.kind === 'registration' ? (
                <p className="said">{registrationWords(event.text)}</p>
              ) : (
                <HelpedText text={event.text} />
              ))}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function actorOf({ actor: { name, role } }: RightEvent): string {
  return name === null
    ? m.rights_history_server()
    : m.rights_history_by({ name, role: personRoleName(role) });
}
