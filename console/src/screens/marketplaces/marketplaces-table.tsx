import { Badge, Button, Table } from '@marketsafe/looks';
import { TimeText } from '../../components/time-text.tsx';
import type { ReadingRow } from './reading-rows.ts';

/** Every marketplace with what is set for it; narrow windows show each row as a card. */
export function MarketplacesTable(props: {
  rows: readonly ReadingRow[];
  /** Absent for those who may only look. */
  onSwitch: ((row: ReadingRow) => void) | null;
  busy: boolean;
}) {
  const { rows, onSwitch, busy } = props;
  return (
    <Table
      framed
      className="marketplaces-table"
      caption="Marketplaces and whether their pages are read"
      captionHidden
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { key: 'marketplace', heading: 'Marketplace', kind: 'header', cell: ({ name }) => name },
        { key: 'state', heading: 'State', cell: (row) => <State row={row} /> },
        { key: 'reason', heading: 'Reason', cell: ({ off }) => off && <bdi>{off.reason}</bdi> },
        { key: 'since', heading: 'Since', cell: ({ off }) => off && <TimeText utc={off.since} /> },
        { key: 'by', heading: 'By', cell: ({ off }) => off && (off.by ?? 'The program') },
        ...(onSwitch
          ? [
              {
                key: 'change',
                heading: 'Change',
                cell: (row: ReadingRow) => <SwitchButton row={row} onSwitch={onSwitch} busy={busy} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function SwitchButton(props: { row: ReadingRow; onSwitch: (row: ReadingRow) => void; busy: boolean }) {
  const { row, onSwitch, busy } = props;
  const { name, off } = row;
  return (
    <Button
      aria-haspopup={off ? undefined : 'dialog'}
      aria-label={off ? `Switch on: ${name}` : `Switch off: ${name}`}
      busy={busy}
      onClick={() => onSwitch(row)}
    >
      {off ? 'Switch on' : 'Switch off…'}
    </Button>
  );
}

function State({ row: { state, version, off } }: { row: ReadingRow }) {
  if (state === 'read') return <Badge tone="good">Read</Badge>;
  return (
    <>
      <Badge tone="warn">Off up to version {off?.upToVersion}</Badge>
      {state === 'newer-read' && <span className="soft small"> Version {version}, the newest, is read.</span>}
    </>
  );
}
