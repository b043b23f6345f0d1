import type { AskedView } from '@marketsafe/contract';
import { Badge, Button, Card, Notice, Pair, Pairs } from '@marketsafe/looks';
import { fieldLabel, m, optionLabel } from '@marketsafe/words';
import { type QueueAction, type QueueItem, STATE_TONES } from '../queue/queue-item.ts';
import type { Draft } from './types.ts';

const ACTIONS = {
  edit: m.shared_edit,
  retry: m.shared_retry,
  export: m.shared_export,
  delete: m.desk_delete_report,
} satisfies Record<Exclude<QueueAction, 'open'>, unknown>;

interface ReportPartProps {
  draft: Pick<Draft, 'rights' | 'reasons' | 'explanation' | 'asked' | 'attachments'>;
  report: QueueItem;
  onAction: (action: QueueAction) => void;
}

/** A finished report: where it stands, what can be done, and what it says. */
export function ReportPart({ draft, report, onAction }: ReportPartProps) {
  const actions = report.actions.flatMap((action) => (action === 'open' ? [] : [action]));
  return (
    <>
      <Card title={m.desk_report()} titleId="report-title" focusShown>
        <div role="status" className="stack-small">
          <p className="line">
            <Badge tone={STATE_TONES[report.state]}>{report.stateName}</Badge>
            {report.number !== null && (
              <span>
                <span className="visually-hidden">{m.shared_number()} </span>
                <strong className="number">{report.number}</strong>
              </span>
            )}
            <span className="soft small">{m.desk_finished_age({ age: report.age })}</span>
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
                {ACTIONS[action]()}
              </Button>
            ))}
          </div>
        )}
      </Card>
      <Card title={m.desk_statement()}>
        <Pairs close>
          <Said name={m.desk_right()} text={draft.rights.chosen?.label ?? ''} />
          <Said name={m.desk_reason()} text={draft.reasons.chosenLabel} />
          <Said name={m.desk_explanation_en()} text={draft.explanation.en} lang="en" />
          <Said name={m.desk_explanation_zh()} text={draft.explanation.zh} lang="zh-CN" />
          {[...draft.asked, draft.attachments].map((field) => (
            <Said key={field.name} name={fieldLabel(field.name)} text={saidIn(field)} />
          ))}
        </Pairs>
      </Card>
    </>
  );
}

/** What stands in a field, a line for each file and each row. */
function saidIn(field: AskedView): string {
  switch (field.editor) {
    case 'text':
      return field.value;
    case 'files':
      return field.files.map(({ name }) => name).join('\n');
    case 'table':
      return field.rows
        .map((row) =>
          Object.keys(field.columns)
            .flatMap((column) => (row[column] ? [optionLabel(field.name, row[column])] : []))
            .join(' · '),
        )
        .join('\n');
  }
}

function Said({ name, text, lang }: { name: string; text: string; lang?: string }) {
  if (text === '') return null;
  return (
    <Pair name={name} lang={lang} className="said">
      {text}
    </Pair>
  );
}
