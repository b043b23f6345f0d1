import { judgeMeasure, type Standing, type StandingMeasure, worseReading } from '@marketsafe/contract';
import { Card, Fold, Table } from '@marketsafe/looks';
import { formatDay, formatThreshold, m, measureName } from '@marketsafe/words';
import { useState } from 'react';
import { LazyLineChart } from '../../components/charts/lazy-line-chart.tsx';
import { shareText } from './meters.tsx';

const LINES = [
  { measure: 'takedown', look: 'solid' },
  { measure: 'counters', look: 'dashed' },
] as const;

type Point = Standing['trend'][number];

/** Both shares over a year, as a chart and as the same figures in a table. */
export function TrendCard({ trend, settings }: Pick<Standing, 'trend' | 'settings'>) {
  const [chosen, setChosen] = useState<Point | null>(null);
  const worse = (measure: StandingMeasure, point: Point) =>
    worseReading(judgeMeasure(measure, point, settings));
  const text = (measure: StandingMeasure, point: Point) => shareText(measure, worse(measure, point));
  return (
    <Card title={m.goodfaith_trend()}>
      <p className="soft">{m.goodfaith_trend_about()}</p>
      <LazyLineChart
        label={m.goodfaith_trend_chart()}
        points={trend.map(({ day }) => formatDay(day))}
        say={(value) => formatThreshold(Math.round(value * 100))}
        marks={[
          {
            value: settings.takedown / 100,
            name: m.goodfaith_least({ share: formatThreshold(settings.takedown) }),
          },
          {
            value: settings.counters / 100,
            name: m.goodfaith_most({ share: formatThreshold(settings.counters) }),
          },
        ]}
        series={LINES.map(({ measure, look }) => ({
          ...{ key: measure, name: measureName(measure), look },
          values: trend.map((point) => {
            const { part, of } = worse(measure, point).share;
            return of === 0 ? null : (100 * part) / of;
          }),
        }))}
        onChoose={(index) => setChosen(trend[index] ?? null)}
      />
      <p role="status" className="small">
        {chosen &&
          m.goodfaith_trend_chosen({
            ...{ day: formatDay(chosen.day), takedown: text('takedown', chosen) },
            counters: text('counters', chosen),
          })}
      </p>
      <Fold summary={m.goodfaith_trend_table()}>
        <Table
          narrow
          caption={m.goodfaith_trend_table()}
          captionHidden
          rows={[...trend].reverse()}
          keyOf={({ day }) => day}
          columns={[
            {
              key: 'day',
              heading: m.goodfaith_trend_day(),
              kind: 'header',
              cell: ({ day }) => formatDay(day),
            },
            ...(['takedown', 'counters', 'volume'] as const).map((measure) => ({
              ...{ key: measure, heading: measureName(measure), kind: 'number' as const },
              cell: (point: Point) => text(measure, point),
            })),
          ]}
        />
      </Fold>
    </Card>
  );
}
