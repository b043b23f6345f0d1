import type { AskedTable, Row } from '@marketsafe/contract';
import { Button, Field, FieldProblem } from '@marketsafe/looks';
import { columnHead, fieldHelp, m, optionLabel } from '@marketsafe/words';
import { askedLabel } from './asked-label.ts';
import type { AskedEdits } from './types.ts';

interface AskedTableFieldProps extends Pick<AskedEdits, 'onField'> {
  field: AskedTable;
  id: string;
  problem: string | undefined;
}

/** A table that a person fills in, row by row; each row a group of fields, so that it can be filled in at any width. */
export function AskedTableField({ field, id, problem, onField }: AskedTableFieldProps) {
  const { name, columns, most } = field;
  const blank: Row = Object.fromEntries(Object.keys(columns).map((column) => [column, '']));
  const rows = field.rows.length > 0 ? field.rows : [blank];
  // Rows have no name of their own but their number.
  const placed = rows.map((row, index) => ({ row, number: index + 1 }));
  const put = (changed: readonly Row[]) => onField({ [name]: changed });
  return (
    <fieldset className="field focused-by-finish" id={id} tabIndex={-1} aria-describedby={`${id}-help`}>
      <legend>{askedLabel(field)}</legend>
      <FieldProblem problem={problem} />
      <p className="soft small" id={`${id}-help`}>
        {fieldHelp(name)}
      </p>
      {placed.map(({ row, number }) => (
        <RowGroup
          key={number}
          field={field}
          row={row}
          number={number}
          onRow={(changed) => put(placed.map((one) => (one.number === number ? changed : one.row)))}
          onRemove={
            placed.length > 1
              ? () => put(placed.filter((one) => one.number !== number).map((one) => one.row))
              : null
          }
        />
      ))}
      {rows.length < most && (
        <div className="actions">
          <Button size="small" onClick={() => put([...rows, blank])}>
            {m.field_add_row()}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

function RowGroup(props: {
  field: AskedTable;
  row: Row;
  number: number;
  onRow: (row: Row) => void;
  /** Null for the only row. */
  onRemove: (() => void) | null;
}) {
  const { field, row, number, onRow, onRemove } = props;
  return (
    <fieldset className="table-row">
      <legend className="small">{m.field_row({ row: number })}</legend>
      <div className="table-row-cells">
        {Object.entries(field.columns).map(([column, kind]) => (
          <Field key={column} label={columnHead(field.name, column)}>
            {(control) =>
              kind.is === 'text' ? (
                <textarea
                  {...control}
                  rows={2}
                  dir="auto"
                  value={row[column] ?? ''}
                  onChange={(event) => onRow({ ...row, [column]: event.target.value })}
                />
              ) : (
                <select
                  {...control}
                  value={row[column] ?? ''}
                  onChange={(event) => onRow({ ...row, [column]: event.target.value })}
                >
                  <option value="">{m.field_choose()}</option>
                  {kind.options.map((option) => (
                    <option key={option} value={option}>
                      {optionLabel(field.name, option)}
                    </option>
                  ))}
                </select>
              )
            }
          </Field>
        ))}
      </div>
      {onRemove && (
        <Button
          kind="link"
          className="small"
          aria-label={m.field_remove_row({ row: number })}
          onClick={onRemove}
        >
          {m.field_remove()}
        </Button>
      )}
    </fieldset>
  );
}
