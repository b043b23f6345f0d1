import { Button, Empty, Loading, Result, Rows, Tabs } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import type { ReactNode } from 'react';
import { type QueueAction, type QueueItem, QueueRow } from './QueueRow.tsx';

type Filter = 'all' | 'draft' | 'on-way' | 'sent' | 'parked';

const TABS = ['all', 'draft', 'on-way', 'sent', 'parked'] as const;

const NAMES = {
  all: m.queue_all,
  draft: m.queue_drafts,
  'on-way': m.queue_on_way,
  sent: m.queue_sent,
  parked: m.queue_parked,
} satisfies Record<Filter, unknown>;

const EMPTY = {
  all: m.queue_empty_all,
  draft: m.queue_empty_draft,
  'on-way': m.queue_empty_on_way,
  sent: m.queue_empty_sent,
  parked: m.queue_empty_parked,
} satisfies Record<Filter, unknown>;

interface QueuePanelProps<Item extends QueueItem> {
  /** Level of the queue's heading on its page. */
  heading: 'h1' | 'h2';
  filter: Filter;
  /** Undefined while the queue is being read. */
  counts: Record<Filter, number> | undefined;
  rows: readonly Item[];
  more: boolean;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  /** Which rows are chosen, where rows can be; `part` is what can be done with them. */
  selection?: {
    chosen: ReadonlySet<string>;
    onChoose: (draftId: string, chosen: boolean) => void;
    part: ReactNode;
  };
  onChoose: (filter: Filter) => void;
  onShowMore: () => void;
  onAction: (action: QueueAction, item: Item) => void;
}

/** Every draft and report on this device, by where it stands. */
export function QueuePanel<Item extends QueueItem>(props: QueuePanelProps<Item>) {
  const { heading: Heading, filter, counts, rows, more, result, selection } = props;
  const { onChoose, onShowMore, onAction } = props;
  const tabs = TABS.map((id) => ({
    id,
    label: NAMES[id](),
    count: counts?.[id],
    urgent: id === 'parked' && (counts?.parked ?? 0) > 0,
  }));
  return (
    <section className="stack" aria-label={m.queue_section()}>
      <Heading>{m.queue_section()}</Heading>
      <Result result={result} />
      {selection?.part}
      <Tabs name={m.queue_filters()} tabs={tabs} chosen={filter} onChoose={onChoose}>
        {counts === undefined && <Loading>{m.queue_loading()}</Loading>}
        {counts !== undefined && rows.length === 0 && (
          <Empty>
            <p className="soft">{EMPTY[filter]()}</p>
          </Empty>
        )}
        {rows.length > 0 && (
          <Rows>
            {rows.map((item) => (
              <QueueRow
                key={item.draftId}
                item={item}
                onAction={(action) => onAction(action, item)}
                {...(selection && {
                  choice: {
                    chosen: selection.chosen.has(item.draftId),
                    onChoose: (chosen: boolean) => selection.onChoose(item.draftId, chosen),
                  },
                })}
              />
            ))}
          </Rows>
        )}
        {more && rows.length > 0 && (
          <Button wide onClick={onShowMore}>
            {m.queue_show_more()}
          </Button>
        )}
      </Tabs>
    </section>
  );
}
