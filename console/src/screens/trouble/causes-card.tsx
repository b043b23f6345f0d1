import { type CausesOverTime, ROOT_CAUSES, type RootCause } from '@marketsafe/contract';
import { Card, Table } from '@marketsafe/looks';
import { formatNumber, m, rootCauseName } from '@marketsafe/words';

/** Months that the chart shows. */
const MONTHS = 12;

/** What was at the bottom of closed threads, month by month: a chart, and the table that says the same. */
export function CausesCard({ causes }: { causes: CausesOverTime }) {
  const rows = causes.months.flatMap(({ month, causes: of }) =>
    of.map(({ cause, count }, index) => ({ month, first: index === 0, cause, count })),
  );
  return (
    <Card title={m.trouble_causes()}>
      {rows.length === 0 ? (
        <p>{m.trouble_causes_none()}</p>
      ) : (
        <>
          <Chart rows={rows} />
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
                kind: 'number',
                cell: ({ count }) => formatNumber(count),
              },
            ]}
          />
        </>
      )}
    </Card>
  );
}

/** The last months in UTC as `YYYY-MM`, the earliest first. `now` in Unix milliseconds. */
function lastMonths(now: number): string[] {
  const today = new Date(now);
  return Array.from({ length: MONTHS }, (_, index) =>
    new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - (MONTHS - 1 - index), 1))
      .toISOString()
      .slice(0, 7),
  );
}

interface ChartRow {
  month: string;
  cause: RootCause;
  count: number;
}

/** A line of columns for each cause, the most frequent first. Whoever does not see it has the table. */
function Chart({ rows }: { rows: readonly ChartRow[] }) {
  const months = lastMonths(Date.now());
  const counts = new Map(rows.map(({ month, cause, count }) => [`${month} ${cause}`, count]));
  const most = Math.max(1, ...rows.map(({ count }) => count));
  const lines = ROOT_CAUSES.flatMap((cause) => {
    const each = months.map((month) => ({ month, count: counts.get(`${month} ${cause}`) ?? 0 }));
    const total = each.reduce((sum, { count }) => sum + count, 0);
    return total === 0 ? [] : [{ cause, each, total }];
  }).sort((one, other) => other.total - one.total);
  return (
    <div className="cause-chart" aria-hidden="true">
      {lines.map(({ cause, each, total }) => (
        <div key={cause} className="cause-line">
          <span>{rootCauseName(cause)}</span>
          <span className="cause-columns">
            {each.map(({ month, count }) => (
              <span key={month} title={`${month}: ${formatNumber(count)}`}>
                {count > 0 && <span style={{ blockSize: `${(100 * count) / most}%` }} />}
              </span>
            ))}
          </span>
          <strong className="number">{formatNumber(total)}</strong>
        </div>
      ))}
      <div className="cause-line soft tiny">
        <span />
        <span className="cause-axis">
          <span>{months[0]}</span>
          <span>{months.at(-1)}</span>
        </span>
        <span />
      </div>
    </div>
  );
}
