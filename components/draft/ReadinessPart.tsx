import { Badge, Card, Icon } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import type { Unmet } from './types.ts';

interface ReadinessPartProps {
  unmet: readonly Unmet[];
  onGo: (fieldId: string) => void;
}

/** What still keeps the draft from being finished, each a way to the field that mends it. */
export function ReadinessPart({ unmet, onGo }: ReadinessPartProps) {
  const ready = unmet.every((item) => item.severity !== 'missing');
  return (
    <Card title={m.desk_readiness()}>
      {ready && (
        <p className="readiness-ready">
          <Icon name="check" /> {m.desk_ready()}
        </p>
      )}
      {unmet.length > 0 && (
        <ul className="plain">
          {unmet.map(({ code, severity, sentence, fieldId }) => (
            <li key={code}>
              <button type="button" className="readiness-item" onClick={() => onGo(fieldId)}>
                <Badge tone={severity === 'missing' ? 'bad' : 'warn'}>
                  {severity === 'missing' ? m.desk_required() : m.desk_advised()}
                </Badge>
                <span>{sentence}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
