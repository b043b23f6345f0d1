import { Badge, Button, Card, Notice, Pair, Pairs, type Tone } from '@marketsafe/looks';
import type { QueueAction, QueueItem } from '../queue/QueueRow.tsx';
import type { Draft } from './types.ts';
import { WORDS } from './words.ts';

const TONES: Readonly<Record<QueueItem['state'], Tone>> = {
  draft: 'quiet',
  queued: 'info',
  sending: 'info',
  waiting: 'warn',
  sent: 'good',
  parked: 'bad',
};

const ACTION_WORDS: Readonly<Record<Exclude<QueueAction, 'open'>, string>> = {
  edit: WORDS.edit,
  retry: WORDS.retry,
  export: WORDS.export,
  delete: WORDS.deleteReport,
};

interface ReportPartProps {
  draft: Pick<Draft, 'rights' | 'reasons' | 'explanation'>;
  report: QueueItem;
  onAction: (action: QueueAction) => void;
}

/** A finished report: where it stands, what can be done, and what it says. */
export function ReportPart({ draft, report, onAction }: ReportPartProps) {
  const actions = report.actions.flatMap((action) => (action === 'open' ? [] : [action]));
  return (
    <>
      <Card title={WORDS.report} titleId="report-title" focusShown>
        <div role="status" className="stack-small">
          <p className="line">
            <Badge tone={TONES[report.state]}>{report.stateName}</Badge>
            {report.number !== null && (
              <span>
                <span className="visually-hidden">{WORDS.number} </span>
                <strong className="number">{report.number}</strong>
              </span>
            )}
            <span className="soft small">
              {WORDS.finishedAge} {report.age}
            </span>
          </p>
          {report.note !== null &&
            (report.state === 'parked' ? (
              <Notice tone="bad">{report.note}</Notice>
            ) : (
              <p dir="auto">{report.note}</p>
            ))}
        </div>
        {actions.length > 0 && (
          <div className="actions">
            {actions.map((action) => (
              <Button
                key={action}
                kind={action === 'delete' ? 'danger' : 'plain'}
                onClick={() => onAction(action)}
              >
                {ACTION_WORDS[action]}
              </Button>
            ))}
          </div>
        )}
      </Card>
      <Card title={WORDS.statement}>
        <Pairs close>
          <Said name={WORDS.right} text={draft.rights.chosen?.label ?? ''} />
          <Said name={WORDS.reason} text={draft.reasons.chosenLabel} />
          <Said name={WORDS.explanation.en} text={draft.explanation.en} lang="en" />
          <Said name={WORDS.explanation.zh} text={draft.explanation.zh} lang="zh-CN" />
        </Pairs>
      </Card>
    </>
  );
}

function Said({ name, text, lang }: { name: string; text: string; lang?: string }) {
  if (text === '') return null;
  return (
    <Pair name={name} lang={lang} className="said">
      {text}
    </Pair>
  );
}
