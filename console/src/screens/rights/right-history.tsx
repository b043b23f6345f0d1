import type { RightEvent, VaultRightDetail } from '@marketsafe/contract';
import { Card } from '@marketsafe/looks';
import { checkName, familyName, m, personRoleName, rightEventName, rightFieldName } from '@marketsafe/words';
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
            {event.checked.length > 0 && <Looked event={event} />}
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

/** What a verifier ticked, and for which marketplaces the right was not looked at. */
function Looked({ event: { checked, setAside } }: { event: RightEvent }) {
  return (
    <>
      <details>
        <summary className="small">{m.rights_history_checked({ count: checked.length })}</summary>
        <ul>
          {checked.map((check) => (
            <li key={check} className="small">
              {checkName(check)}
            </li>
          ))}
        </ul>
      </details>
      {setAside.map((family) => (
        <p key={family} className="said">
          {m.rights_history_set_aside({ marketplaces: familyName(family) })}
        </p>
      ))}
    </>
  );
}

function actorOf({ actor: { name, role, organisation } }: RightEvent): string {
  if (name === null) return m.rights_history_server();
  const named = { name, role: personRoleName(role) };
  return organisation === null
    ? m.rights_history_by(named)
    : m.rights_history_by_agent({ ...named, organisation });
}
