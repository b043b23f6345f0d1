import { Table } from '@marketsafe/looks';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ComponentProps, useEffect, useRef } from 'react';
import { useRowKeys } from './use-row-keys.ts';

/** Rows that are drawn above and below those in sight. */
const OVERSCAN = 10;
/** Of the window in pixels, until it has been measured. */
const FIRST_HEIGHT = 900;
const NO_KEYS = {};

type Props<Row> = Omit<ComponentProps<typeof Table<Row>>, 'part'> & {
  /** Height of a row until it has been measured, in pixels. */
  rowHeight: number;
  /** What keys do to the row that has the focus, besides `j` and `k`, which lead from one to the next. */
  keys?: Readonly<Record<string, (row: Row) => void>>;
  /** The last row is in sight. */
  onEnd?: () => void;
};

/** A table of which only the rows in sight are drawn, gone through by keys. What of a row gets the focus has `data-row-link`. */
export function VirtualTable<Row>({ rowHeight, keys = NO_KEYS, onEnd, ...table }: Props<Row>) {
  const { rows, keyOf } = table;
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    // The first rows are drawn before the window has been measured.
    initialRect: { width: 0, height: FIRST_HEIGHT },
    scrollMargin: frame.current?.offsetTop ?? 0,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : keyOf(row);
    },
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  const shown = items.map(({ index }) => rows[index]).filter((row) => row !== undefined);
  const margin = virtual.options.scrollMargin;
  const atEnd = last !== undefined && last.index >= rows.length - 1;
  useEffect(() => {
    if (atEnd) onEnd?.();
  }, [atEnd, onEnd]);
  useRowKeys({
    frame,
    count: rows.length,
    show: (index) => virtual.scrollToIndex(index),
    keys: Object.fromEntries(
      Object.entries(keys).map(([key, act]) => [
        key,
        (index: number) => {
          const row = rows[index];
          if (row !== undefined) act(row);
        },
      ]),
    ),
  });
  return (
    <div ref={frame} className="virtual-frame">
      <Table
        {...table}
        rows={shown}
        part={{
          above: first === undefined ? 0 : first.start - margin,
          below: last === undefined ? 0 : virtual.getTotalSize() - (last.end - margin),
          first: first?.index ?? 0,
          count: rows.length,
          measure: virtual.measureElement,
        }}
      />
    </div>
  );
}
