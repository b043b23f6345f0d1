import type { CausesOverTime } from '@marketsafe/contract';
import { Card, Table } from '@marketsafe/looks';
import { formatNumber, m, rootCauseName } from '@marketsafe/words';

/** What was at the bottom of closed threads, month by month: a table whose figures are bars, too. */
export function CausesCard({ causes }: { causes: CausesOverTime }) {
  const rows = causes.months.flatMap(({ month, causes: of }) =>
    of.map(({ cause, count }, index) => ({ month, first: index === 0, cause, count })),
  );
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <Card title={m.trouble_causes()}>
      {rows.length === 0 ? (
        <p>{m.trouble_causes_none()}</p>
      ) : (
        <Table
          caption={m.trouble_causes_about()}
          rows={rows}
          keyOf={({ month, cause }) => `${month} ${cause}`}
          columns={[
            {
              key: 'month',
              heading: m.trouble_column_month(),
              kind: 'header',
              cell: ({ month, first }) => (
                <span className={first ? undefined : 'visually-hidden'}>{month}</span>
              ),
            },
            {
              key: 'cause',
              heading: m.trouble_column_cause(),
              cell: ({ cause }) => rootCauseName(cause),
            },
            {
              key: 'count',
              heading: m.trouble_column_count(),
              cell: ({ count }) => (
                <span className="cause-bar">
                  <span aria-hidden="true" style={{ inlineSize: `${(100 * count) / most}%` }} />
                  {formatNumber(count)}
                </span>
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}
