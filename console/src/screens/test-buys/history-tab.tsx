import type { TestBuyDetail } from '@marketsafe/contract';
import { Card, Table } from '@marketsafe/looks';
import { m, testBuyStageName } from '@marketsafe/words';
import { TimeText } from '../../components/time-text.tsx';
import { buyPartName } from './use-buy-draft.ts';

/** Who saved when, and what of it was changed. Stages, with those that were taken back, stand by themselves. */
export function HistoryTab({ buy }: { buy: TestBuyDetail }) {
  return (
    <Card title={m.raids_tab_history()}>
      <p className="soft">{m.testbuys_history_about()}</p>
      <Table
        caption={m.raids_tab_history()}
        captionHidden
        rows={buy.history}
        keyOf={({ version }) => String(version)}
        columns={[
          { key: 'version', heading: m.raids_version(), kind: 'number', cell: ({ version }) => version },
          { key: 'at', heading: m.raids_saved(), cell: ({ at }) => <TimeText utc={at} /> },
          { key: 'by', heading: m.raids_saved_by(), cell: ({ by }) => <bdi>{by}</bdi> },
          {
            key: 'changed',
            heading: m.testbuys_history_changed(),
            cell: ({ version, changed }) =>
              version === 1 ? (
                testBuyStageName('planned')
              ) : (
                <ul className="plain">
                  {changed.map((part) => (
                    <li key={part}>{buyPartName(part)}</li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
    </Card>
  );
}
