import { Button, Empty, Loading, Result, Tabs } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import type { ReactNode } from 'react';

type Stage = 'all' | 'urgent' | 'draft' | 'on-way' | 'parked' | 'sent';

/** What was refused needs its user, and is found there. */
const TABS = ['all', 'urgent', 'draft', 'on-way', 'sent'] as const satisfies readonly Stage[];

const NAMES = {
  all: m.queue_all,
  urgent: m.reports_needs_you,
  draft: m.queue_drafts,
  'on-way': m.queue_on_way,
  sent: m.queue_sent,
  parked: m.queue_parked,
} satisfies Record<Stage, unknown>;

const EMPTY = {
  all: m.queue_empty_all,
  urgent: m.queue_empty_parked,
  draft: m.queue_empty_draft,
  'on-way': m.queue_empty_on_way,
  sent: m.queue_empty_sent,
  parked: m.queue_empty_parked,
} satisfies Record<Stage, unknown>;

interface ReportsPanelProps {
  stage: Stage;
  /** Undefined while they are being counted. */
  counts: Record<Stage, number> | undefined;
  /** How many the table shows; undefined while nothing has been read. */
  shown: number | undefined;
  /** Something besides the part narrows what is shown. */
  isNarrowed: boolean;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  onStage: (stage: Stage) => void;
  onClear: () => void;
  filters: ReactNode;
  /** What can be done with what is chosen. */
  chosenPart: ReactNode;
  table: ReactNode;
}

/** Every draft and report on this device: its parts, what narrows them, and the table. */
export function ReportsPanel(props: ReportsPanelProps) {
  const { stage, counts, shown, isNarrowed, result, onStage, onClear } = props;
  const tabs = TABS.map((id) => ({
    id,
    label: NAMES[id](),
    count: counts?.[id],
    urgent: id === 'urgent' && (counts?.urgent ?? 0) > 0,
  }));
  return (
    <section className="stack" aria-label={m.queue_section()}>
      <h1>{m.queue_section()}</h1>
      <Result result={result} />
      <Tabs
        name={m.queue_filters()}
        tabs={tabs}
        chosen={stage === 'parked' ? 'urgent' : stage}
        onChoose={onStage}
      >
        <div className="stack">
          {props.filters}
          {props.chosenPart}
          {shown === undefined && <Loading>{m.queue_loading()}</Loading>}
          {shown === 0 && (
            <Empty>
              <p className="soft">{isNarrowed ? m.reports_nothing_found() : EMPTY[stage]()}</p>
              {isNarrowed && <Button onClick={onClear}>{m.reports_clear_filters()}</Button>}
            </Empty>
          )}
          {shown !== undefined && shown > 0 && props.table}
          {shown !== undefined && isNarrowed && shown > 0 && (
            <p className="soft small" role="status">
              {m.reports_shown({ count: shown })}
            </p>
          )}
        </div>
      </Tabs>
    </section>
  );
}
