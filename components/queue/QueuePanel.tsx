import { Button, Empty, Loading, Result, Rows, Tabs } from '@marketsafe/looks';
import type { ReactNode } from 'react';
import { type QueueAction, type QueueItem, QueueRow } from './QueueRow.tsx';
import { WORDS } from './words.ts';

type Filter = keyof typeof WORDS.empty;

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

const TABS: readonly [id: Filter, label: string][] = [
  ['all', WORDS.all],
  ['draft', WORDS.draft],
  ['on-way', WORDS.onWay],
  ['sent', WORDS.sent],
  ['parked', WORDS.parked],
];

/** Every draft and report on this device, by where it stands. */
export function QueuePanel<Item extends QueueItem>(props: QueuePanelProps<Item>) {
  const { heading: Heading, filter, counts, rows, more, result, selection } = props;
  const { onChoose, onShowMore, onAction } = props;
  const tabs = TABS.map(([id, label]) => ({
    id,
    label,
    count: counts?.[id],
    urgent: id === 'parked' && (counts?.parked ?? 0) > 0,
  }));
  return (
    <section className="stack" aria-label={WORDS.section}>
      <Heading>{WORDS.section}</Heading>
      <Result result={result} />
      {selection?.part}
      <Tabs name={WORDS.filters} tabs={tabs} chosen={filter} onChoose={onChoose}>
        {counts === undefined && <Loading>{WORDS.loading}</Loading>}
        {counts !== undefined && rows.length === 0 && (
          <Empty>
            <p className="soft">{WORDS.empty[filter]}</p>
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
            {WORDS.showMore}
          </Button>
        )}
      </Tabs>
    </section>
  );
}
