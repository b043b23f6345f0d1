import type { MarketplaceId } from '@marketsafe/contract';
import { Badge, Button, Table } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { TimeText } from '../../components/time-text.tsx';
import type { ReadingRow } from './reading-rows.ts';

/** Every marketplace with what is set for it; narrow windows show each row as a card. */
export function MarketplacesTable(props: {
  rows: readonly ReadingRow[];
  /** Absent for those who may only look. */
  onSwitch: ((row: ReadingRow) => void) | null;
  /** How many facts are found less than before; absent until it is known. */
  falls: ReadonlyMap<MarketplaceId, number> | undefined;
  busy: boolean;
}) {
  const { rows, onSwitch, falls, busy } = props;
  return (
    <Table
      framed
      className="marketplaces-table"
      caption={m.marketplaces_caption()}
      captionHidden
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          key: 'marketplace',
          heading: m.marketplaces_column_marketplace(),
          kind: 'header',
          cell: ({ name }) => name,
        },
        { key: 'state', heading: m.marketplaces_column_state(), cell: (row) => <State row={row} /> },
        {
          key: 'reason',
          heading: m.marketplaces_column_reason(),
          cell: ({ off }) => off && <bdi>{off.reason}</bdi>,
        },
        {
          key: 'since',
          heading: m.marketplaces_column_since(),
          cell: ({ off }) => off && <TimeText utc={off.since} />,
        },
        {
          key: 'by',
          heading: m.marketplaces_column_by(),
          cell: ({ off }) => off && (off.by ?? m.marketplaces_by_program()),
        },
        ...(onSwitch
          ? [
              {
                key: 'found',
                heading: m.marketplaces_found_column(),
                cell: (row: ReadingRow) => <Found row={row} falls={falls?.get(row.id) ?? 0} />,
              },
              {
                key: 'change',
                heading: m.marketplaces_column_change(),
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
      aria-label={off ? m.marketplaces_switch_on_of({ name }) : m.marketplaces_switch_off_of({ name })}
      busy={busy}
      onClick={() => onSwitch(row)}
    >
      {off ? m.marketplaces_switch_on() : m.marketplaces_switch_off_ask()}
    </Button>
  );
}

function State({ row: { state, version, off } }: { row: ReadingRow }) {
  if (state === 'read') return <Badge tone="good">{m.marketplaces_state_read()}</Badge>;
  return (
    <>
      <Badge tone="warn">{m.marketplaces_state_off({ version: off?.upToVersion ?? 0 })}</Badge>
      {state === 'newer-read' && (
        <span className="soft small"> {m.marketplaces_state_newer({ version })}</span>
      )}
    </>
  );
}

function Found({ row: { id, name }, falls }: { row: ReadingRow; falls: number }) {
  return (
    <>
      {falls > 0 && (
        <>
          <Badge tone="warn">{m.marketplaces_found_fewer({ count: falls })}</Badge>{' '}
        </>
      )}
      <Link
        to="/marketplaces/$marketplace"
        params={{ marketplace: id }}
        aria-label={m.marketplaces_found_title({ name })}
      >
        {m.marketplaces_found_link()}
      </Link>
    </>
  );
}
