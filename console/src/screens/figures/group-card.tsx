import type { CountedThing, FigureGroup } from '@marketsafe/contract';
import { Button, Card, Table } from '@marketsafe/looks';
import { formatNumber, formatShare, m } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { LazyBarChart } from '../../components/charts/lazy-bar-chart.tsx';
import { CountLink, type LinesFilter, ReceivedLink } from './count-link.tsx';

/** A group with its figures. */
export interface FigureRow {
  key: string;
  name: string;
  /** In place of its name, where it leads somewhere. */
  shown?: ReactNode;
  group: FigureGroup;
  /** Its period is not over. */
  open?: boolean;
  /** What narrows the list of claims to its claims; null where no list is just these. */
  claims: Record<string, string> | null;
  /** What narrows the lines behind a figure to its lines; null where no list is just these. */
  behind: LinesFilter;
  /** Stores that were told closed; undefined where that is not known of such groups. */
  stores?: number;
}

/** What is counted by one thing: as bars, whose choice says figures and leads to the claims, and as a table of all of them. */
export function GroupCard(props: {
  title: string;
  about?: string;
  heading: string;
  rows: readonly FigureRow[];
  /** What the chart shows; none where there is nothing to compare. */
  chart?: { label: string; of: 'claims' | 'decisions' };
}) {
  const { title, about, heading, rows, chart } = props;
  const [chosen, setChosen] = useState<string | null>(null);
  if (rows.length === 0) return null;
  const found = rows.find(({ key }) => key === chosen);
  return (
    <Card title={title}>
      {about !== undefined && <p className="soft">{about}</p>}
      {chart && (
        <>
          <LazyBarChart
            label={chart.label}
            points={rows.map(({ name }) => name)}
            say={(value) => formatNumber(value)}
            series={[
              chart.of === 'claims'
                ? {
                    ...{ key: 'claims', name: m.figures_claims(), look: 'solid' },
                    values: rows.map(({ group }) => group.claims.received),
                  }
                : {
                    ...{ key: 'removed', name: m.figures_removed(), look: 'solid' },
                    values: rows.map(({ group }) => group.decided.links.removed),
                  },
              chart.of === 'claims'
                ? {
                    ...{ key: 'removed', name: m.figures_removed(), look: 'striped' },
                    values: rows.map(({ group }) => group.decided.links.removed),
                  }
                : {
                    ...{ key: 'refused', name: m.figures_refused(), look: 'striped' },
                    values: rows.map(({ group }) => group.decided.links.refused),
                  },
            ]}
            onChoose={(index) => setChosen(rows[index]?.key ?? null)}
          />
          <p role="status" className="figures-chosen">
            {found && <Chosen row={found} />}
          </p>
        </>
      )}
      <FigureTable
        {...{ title, heading, rows }}
        {...(chart && { onChoose: (key: string) => setChosen(key) })}
      />
    </Card>
  );
}

function Chosen({ row }: { row: FigureRow }) {
  const { name, group, claims } = row;
  return (
    <>
      {m.figures_chosen({
        ...{ name, claims: formatNumber(group.claims.received) },
        removed: formatNumber(group.decided.links.removed),
        refused: formatNumber(group.decided.links.refused),
        pending: formatNumber(group.pending.links),
      })}{' '}
      {claims && (
        <Link to="/claims" search={claims}>
          {m.figures_chosen_open()}
        </Link>
      )}
    </>
  );
}

function FigureTable(props: {
  title: string;
  heading: string;
  rows: readonly FigureRow[];
  onChoose?: (key: string) => void;
}) {
  const { title, heading, rows } = props;
  const hasStores = rows.some(({ stores }) => stores !== undefined);
  const number = (key: string, name: string, of: (row: FigureRow) => number) => ({
    ...{ key, heading: name, kind: 'number' as const },
    cell: (row: FigureRow) => formatNumber(of(row)),
  });
  const counted = (what: CountedThing, heading: string, of: (group: FigureGroup) => number) => ({
    ...{ key: what, heading, kind: 'number' as const },
    cell: ({ name, group, behind }: FigureRow) => <CountLink {...{ what, name, behind }} count={of(group)} />,
  });
  return (
    <div className="figures-table">
      <Table
        caption={title}
        captionHidden
        narrow
        rows={rows}
        keyOf={({ key }) => key}
        columns={[
          {
            ...{ key: 'name', heading, kind: 'header' },
            cell: ({ key, name, shown, open }: FigureRow) => (
              <>
                {shown ??
                  (props.onChoose ? (
                    <Button kind="link" className="figures-name" onClick={() => props.onChoose?.(key)}>
                      {name}
                    </Button>
                  ) : (
                    name
                  ))}
                {open === true && <span className="soft small"> {m.figures_open_mark()}</span>}
              </>
            ),
          },
          {
            ...{ key: 'claims', heading: m.figures_column_claims(), kind: 'number' },
            cell: ({ name, group: { claims: counted }, claims, behind }: FigureRow) => (
              <ReceivedLink {...{ name, claims, behind }} count={counted.received} />
            ),
          },
          counted('removed', m.figures_column_removed(), ({ decided }) => decided.links.removed),
          counted('refused', m.figures_column_refused(), ({ decided }) => decided.links.refused),
          {
            ...{ key: 'share', heading: m.figures_takedown(), kind: 'number' },
            cell: ({ group }: FigureRow) => {
              const { removed, refused } = group.decided.links;
              return formatShare({ part: removed, of: removed + refused }, 'down');
            },
          },
          {
            ...{ key: 'undone', heading: m.figures_column_undone(), kind: 'number' },
            cell: ({ group }: FigureRow) => {
              const { removed, lost } = group.decided.links;
              return formatShare({ part: lost, of: removed }, 'up');
            },
          },
          counted('pending', m.figures_pending(), ({ pending }) => pending.links),
          {
            ...{ key: 'days', heading: m.figures_column_days(), kind: 'number' },
            cell: ({ group: { removal } }: FigureRow) =>
              removal.days === null ? (
                m.figures_public_dash()
              ) : (
                <>
                  {formatNumber(removal.days)}
                  <br />
                  <span className="soft small">
                    {m.figures_removal_of({ count: formatNumber(removal.of) })}
                  </span>
                </>
              ),
          },
          ...(hasStores ? [number('stores', m.figures_stores(), ({ stores }) => stores ?? 0)] : []),
        ]}
      />
    </div>
  );
}
