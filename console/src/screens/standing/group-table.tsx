import {
  judgeMeasure,
  STANDING_MEASURES,
  type StandingGroup,
  type StandingSettings,
  worseReading,
} from '@marketsafe/contract';
import { Card, Table } from '@marketsafe/looks';
import { formatNumber, m, measureName } from '@marketsafe/words';
import type { ReactNode } from 'react';
import { distanceText, MeasureBadge, shareText } from './meters.tsx';

interface Named {
  key: string;
  name: ReactNode;
  group: StandingGroup;
}

/** How groups of what was filed have fared: both shares with their distance, and how much was decided. */
export function GroupTable(props: {
  title: string;
  about?: string;
  heading: string;
  rows: readonly Named[];
  failing: boolean;
  settings: StandingSettings;
}) {
  const { title, about, heading, rows, failing, settings } = props;
  if (rows.length === 0) return null;
  const judged = ({ group }: Named, measure: (typeof STANDING_MEASURES)[number]) =>
    worseReading(judgeMeasure(measure, failing ? group.ifPendingFails : group.now, settings));
  return (
    <Card title={title}>
      {about !== undefined && <p className="soft">{about}</p>}
      <Table
        caption={title}
        captionHidden
        rows={rows}
        keyOf={({ key }) => key}
        columns={[
          { key: 'name', heading, kind: 'header', cell: ({ name }) => name },
          ...STANDING_MEASURES.map((measure) => ({
            ...{ key: measure, heading: measureName(measure) },
            cell: (row: Named) => {
              const one = judged(row, measure);
              if (measure === 'volume') return formatNumber(one.share.part);
              return (
                <>
                  {shareText(measure, one)} <MeasureBadge state={one.state} />
                  <br />
                  <span className="soft small">{distanceText(measure, one, settings)}</span>
                </>
              );
            },
          })),
          {
            key: 'gone',
            heading: m.goodfaith_gone(),
            kind: 'number',
            cell: ({ group }) => formatNumber(group.now.links.gone),
          },
        ]}
      />
    </Card>
  );
}
