import { Moment } from '../../components/moment.tsx';
import type { ReadingRow } from './reading-rows.ts';

/** Every marketplace with what is set for it; narrow windows show each row as a card. */
export function MarketplacesTable(props: {
  rows: readonly ReadingRow[];
  /** Absent for those who may only look. */
  onSwitch: ((row: ReadingRow) => void) | null;
  busy: boolean;
}) {
  const columns = ['Marketplace', 'State', 'Reason', 'Since', 'By', ...(props.onSwitch ? ['Change'] : [])];
  return (
    <table className="marketplaces-table">
      <caption className="visually-hidden">Marketplaces and whether their pages are read</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <Row key={row.id} {...props} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  row,
  onSwitch,
  busy,
}: {
  row: ReadingRow;
  onSwitch: ((row: ReadingRow) => void) | null;
  busy: boolean;
}) {
  const { name, off } = row;
  const unset = off ? undefined : 'unset';
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-label="State">
        <State row={row} />
      </td>
      <td data-label="Reason" className={unset}>
        {off ? <bdi>{off.reason}</bdi> : '–'}
      </td>
      <td data-label="Since" className={unset}>
        {off ? <Moment utc={off.since} /> : '–'}
      </td>
      <td data-label="By" className={unset}>
        {off ? (off.by ?? 'The program') : '–'}
      </td>
      {onSwitch && (
        <td data-label="Change">
          <button
            type="button"
            aria-haspopup={off ? undefined : 'dialog'}
            aria-label={off ? `Switch on: ${name}` : `Switch off: ${name}`}
            // Not `disabled`, which would lose the focus.
            aria-disabled={busy}
            onClick={() => !busy && onSwitch(row)}
          >
            {off ? 'Switch on' : 'Switch off…'}
          </button>
        </td>
      )}
    </tr>
  );
}

function State({ row: { state, version, off } }: { row: ReadingRow }) {
  if (state === 'read') return <span className="badge tone-good">Read</span>;
  return (
    <>
      <span className="badge tone-warn">Off up to version {off?.upToVersion}</span>
      {state === 'newer-read' && <span className="soft"> Version {version}, the newest, is read.</span>}
    </>
  );
}
