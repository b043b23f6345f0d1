import type { ReactNode } from 'react';
import { classes } from '../classes.ts';

interface Column<Row> {
  /** Unique among the columns. */
  key: string;
  heading: string;
  /** In place of the heading's words, such as a box that chooses every row. */
  head?: ReactNode;
  /** `header`: names its row. `number`: right-aligned. `choose`: holds the box that chooses the row. */
  kind?: 'header' | 'number' | 'choose';
  /** Of its cells. */
  className?: string;
  cell: (row: Row) => ReactNode;
  /** In the last row, which sums up. */
  foot?: ReactNode;
}

/** The rows are those in sight of a longer table. */
interface TablePart {
  /** Heights of what is left out before and behind, in pixels. */
  above: number;
  below: number;
  /** Place of the first row in the whole, from 0. */
  first: number;
  /** Rows of the whole. */
  count: number;
  /** Is given every row, to measure it; its place stands in `data-index`. */
  measure: (row: HTMLTableRowElement | null) => void;
}

interface TableProps<Row> {
  caption?: ReactNode;
  /** The caption is for screen readers only: a heading says it already. */
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** It stands for itself, not in a card. */
  framed?: boolean;
  /** It stays a table, however narrow the window. */
  narrow?: boolean;
  part?: TablePart;
  className?: string;
}

/** Rows under named columns. In narrow windows every row becomes a card whose cells say their columns. */
export function Table<Row>(props: TableProps<Row>) {
  const {
    caption,
    captionHidden = false,
    columns,
    rows,
    keyOf,
    framed = false,
    narrow = false,
    part,
    className,
  } = props;
  return (
    <table
      className={classes('table', !narrow && 'table-cards', framed && 'table-framed', className)}
      aria-rowcount={part && part.count + 1}
    >
      {caption !== undefined && (
        <caption className={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
      )}
      <thead>
        <tr aria-rowindex={part && 1}>
          {columns.map(({ key, heading, head, kind }) =>
            head === undefined ? (
              <th key={key} scope="col" className={classFor(kind)}>
                {heading}
              </th>
            ) : (
              <td key={key} className={classFor(kind)}>
                {head}
              </td>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {part && <LeftOut height={part.above} />}
        {rows.map((row, index) => (
          <tr
            key={keyOf(row)}
            ref={part?.measure}
            data-index={part && part.first + index}
            aria-rowindex={part && part.first + index + 2}
          >
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} labelled={!narrow} />
            ))}
          </tr>
        ))}
        {part && <LeftOut height={part.below} />}
      </tbody>
      {columns.some(({ foot }) => foot !== undefined) && (
        <tfoot>
          <tr>
            {columns.map(({ key, kind, foot }) =>
              kind === 'header' ? (
                <th key={key} scope="row">
                  {foot}
                </th>
              ) : (
                <td key={key} className={classFor(kind)}>
                  {foot}
                </td>
              ),
            )}
          </tr>
        </tfoot>
      )}
    </table>
  );
}

/** Holds the place of rows that are not drawn. */
function LeftOut({ height }: { height: number }) {
  if (height <= 0) return null;
  return <tr className="table-left-out" style={{ blockSize: height }} />;
}

function classFor(kind: Column<unknown>['kind'], className?: string): string | undefined {
  return (
    classes(kind === 'number' && 'cell-number', kind === 'choose' && 'cell-choose', className) || undefined
  );
}

function Cell<Row>({ column, row, labelled }: { column: Column<Row>; row: Row; labelled: boolean }) {
  const { heading, kind, className, cell } = column;
  if (kind === 'header') {
    return (
      <th scope="row" className={className}>
        {cell(row)}
      </th>
    );
  }
  return (
    <td
      data-label={labelled && kind !== 'choose' ? heading : undefined}
      className={classFor(kind, className)}
    >
      {cell(row)}
    </td>
  );
}
