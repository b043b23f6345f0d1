import type { AnswerLine } from '@marketsafe/contract';
import { Card, Table } from '@marketsafe/looks';
import { answerCauseName, answerLineSentence, answerOutcomeName, m } from '@marketsafe/words';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';

const ROW = 56;

/** Lines of a file of answers as they came, each with what becomes of it; only what is in sight is drawn. */
export function AnswerLines({ title, lines }: { title: string; lines: readonly AnswerLine[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useWindowVirtualizer({
    count: lines.length,
    scrollMargin: frame.current?.offsetTop ?? 0,
    estimateSize: () => ROW,
    overscan: 10,
    initialRect: { width: 0, height: 500 },
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  const margin = virtual.options.scrollMargin;
  return (
    <Card title={title}>
      <div ref={frame}>
        <Table
          caption={title}
          captionHidden
          rows={items.flatMap(({ index }) => lines[index] ?? [])}
          part={{
            above: first === undefined ? 0 : first.start - margin,
            below: last === undefined ? 0 : virtual.getTotalSize() - (last.end - margin),
            first: first?.index ?? 0,
            count: lines.length,
            measure: virtual.measureElement,
          }}
          keyOf={({ line }) => String(line)}
          columns={[
            { key: 'line', heading: m.answers_line(), kind: 'header', cell: ({ line }) => line },
            {
              key: 'cells',
              heading: m.answers_as_it_came(),
              cell: ({ cells }) => (
                <bdi className="answers-cell">{cells.filter((cell) => cell !== '').join(' · ')}</bdi>
              ),
            },
            { key: 'claims', heading: m.answers_claims(), cell: ({ claims }) => claims.join(' ') },
            {
              key: 'answer',
              heading: m.answers_column_outcome(),
              cell: ({ outcome, cause }) =>
                outcome === null ? '' : cause === null ? answerOutcomeName(outcome) : answerCauseName(cause),
            },
            { key: 'state', heading: m.answers_becomes(), cell: (line) => answerLineSentence(line) },
          ]}
        />
      </div>
    </Card>
  );
}
