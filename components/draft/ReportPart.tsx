import { m } from '@marketsafe/words';
import type { QueueAction, QueueItem } from '../queue/QueueRow.tsx';
import type { Draft } from './types.ts';

const TONES: Readonly<Record<QueueItem['state'], string>> = {
  draft: 'tone-quiet',
  queued: 'tone-info',
  sending: 'tone-info',
  waiting: 'tone-warn',
  sent: 'tone-good',
  parked: 'tone-bad',
};

const ACTIONS = {
  edit: m.shared_edit,
  retry: m.shared_retry,
  export: m.shared_export,
  delete: m.desk_delete_report,
} satisfies Record<Exclude<QueueAction, 'open'>, unknown>;

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
      <section className="card" aria-labelledby="report-title">
        <h2 id="report-title" tabIndex={-1} className="focused-by-finish">
          {m.desk_report()}
        </h2>
        <div role="status" className="stack-small">
          <p className="draft-head-line">
            <span className={`badge ${TONES[report.state]}`}>{report.stateName}</span>
            {report.number !== null && (
              <span>
                <span className="visually-hidden">{m.shared_number()} </span>
                <strong className="number">{report.number}</strong>
              </span>
            )}
            <span className="soft small">{m.desk_finished_age({ age: report.age })}</span>
          </p>
          {report.note !== null && (
            <p className={report.state === 'parked' ? 'notice tone-bad' : ''} dir="auto">
              {report.note}
            </p>
          )}
        </div>
        {actions.length > 0 && (
          <div className="actions">
            {actions.map((action) => (
              <button
                key={action}
                type="button"
                className={action === 'delete' ? 'button button-danger' : 'button'}
                onClick={() => onAction(action)}
              >
                {ACTIONS[action]()}
              </button>
            ))}
          </div>
        )}
      </section>
      <section className="card" aria-labelledby="statement-title">
        <h2 id="statement-title">{m.desk_statement()}</h2>
        <dl className="facts-list">
          <Said name={m.desk_right()} text={draft.rights.chosen?.label ?? ''} />
          <Said name={m.desk_reason()} text={draft.reasons.chosenLabel} />
          <Said name={m.desk_explanation_en()} text={draft.explanation.en} lang="en" />
          <Said name={m.desk_explanation_zh()} text={draft.explanation.zh} lang="zh-CN" />
        </dl>
      </section>
    </>
  );
}

function Said({ name, text, lang }: { name: string; text: string; lang?: string }) {
  if (text === '') return null;
  return (
    <div className="fact">
      <dt className="soft">{name}</dt>
      <dd lang={lang} dir="auto" className="said">
        {text}
      </dd>
    </div>
  );
}
