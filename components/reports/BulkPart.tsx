import { Button, Progress, Result } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type ReactNode, useId, useState } from 'react';

interface BulkPartProps<Reason extends string> {
  count: number;
  summary:
    | { drafts: number; ready: number; lacks: readonly { count: number; sentence: string }[] }
    | undefined;
  rights: readonly { brand: string; rights: readonly { rightId: string; label: string }[] }[];
  reasons: readonly { code: Reason; label: string; least: boolean }[];
  progress: { done: number; of: number } | null;
  busy: boolean;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  onUndo: (() => void) | null;
  onRight: (rightId: string) => void;
  onReason: (reason: Reason) => void;
  onStatements: () => void;
  onFinish: () => void;
  onDelete: () => void;
}

/** What can be done to everything that is chosen, and what it would come to. */
export function BulkPart<Reason extends string>(props: BulkPartProps<Reason>) {
  const { count, summary, busy, progress, result, onUndo } = props;
  const isOpen = summary !== undefined && summary.drafts > 0;
  return (
    <section className="card" aria-label={m.reports_bulk_region()}>
      {summary && (
        <div className="stack-small" role="status">
          <p>
            {isOpen
              ? m.reports_bulk_summary({ drafts: summary.drafts, ready: summary.ready })
              : m.reports_bulk_none_open()}
          </p>
          {summary.lacks.length > 0 && (
            <ul className="bulk-lacks small">
              {summary.lacks.map((lack) => (
                <li key={lack.sentence}>{m.reports_bulk_lack({ count: lack.count, lack: lack.sentence })}</li>
              ))}
            </ul>
          )}
        </div>
      )}
      {isOpen && (
        <div className="bulk-edits">
          <Setter
            label={m.reports_bulk_right()}
            set={m.reports_bulk_set_right()}
            busy={busy}
            onSet={props.onRight}
          >
            {props.rights.map(({ brand, rights }) => (
              <optgroup key={brand} label={brand}>
                {rights.map(({ rightId, label }) => (
                  <option key={rightId} value={rightId}>
                    {label}
                  </option>
                ))}
              </optgroup>
            ))}
          </Setter>
          <Setter
            label={m.reports_bulk_reason()}
            set={m.reports_bulk_set_reason()}
            busy={busy}
            onSet={(code) => {
              const reason = props.reasons.find((each) => each.code === code);
              if (reason) props.onReason(reason.code);
            }}
          >
            {props.reasons.map(({ code, label, least }) => (
              <option key={code} value={code}>
                {least ? m.reports_bulk_least({ reason: label }) : label}
              </option>
            ))}
          </Setter>
          <Button size="small" busy={busy} onClick={props.onStatements}>
            {m.reports_bulk_statements()}
          </Button>
        </div>
      )}
      {progress && <Progress label={m.reports_bulk_finishing()} amount={progress} />}
      <div className="actions">
        {isOpen && (
          <Button kind="main" busy={busy} unavailable={summary.ready === 0} onClick={props.onFinish}>
            {m.reports_bulk_finish({ count: summary.ready })}
          </Button>
        )}
        <Button kind="danger" busy={busy} onClick={props.onDelete}>
          {m.reports_bulk_delete({ count })}
        </Button>
      </div>
      <Result result={result} />
      {onUndo && (
        <div className="actions">
          <Button onClick={onUndo}>{m.shared_undo()}</Button>
        </div>
      )}
    </section>
  );
}

/** A choice that holds for all once it is set: looking through it with the keys changes nothing. */
function Setter(props: {
  label: string;
  set: string;
  busy: boolean;
  onSet: (value: string) => void;
  children: ReactNode;
}) {
  const { label, set, busy, onSet, children } = props;
  const [value, setValue] = useState('');
  const id = useId();
  return (
    <div className="bulk-setter">
      <label htmlFor={id}>{label}</label>
      <span className="line">
        <select id={id} className="input" value={value} onChange={(event) => setValue(event.target.value)}>
          <option value="">{m.reports_bulk_choose()}</option>
          {children}
        </select>
        <Button size="small" busy={busy} unavailable={value === ''} onClick={() => onSet(value)}>
          {set}
        </Button>
      </span>
    </div>
  );
}
