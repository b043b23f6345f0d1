import { Loading } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { lazy, Suspense } from 'react';
import type { LineChartProps } from './line-chart.tsx';

const Chart = lazy(async () => ({ default: (await import('./line-chart.tsx')).LineChart }));

/** A chart, whose library comes when the first one is shown. */
export function LazyLineChart(props: LineChartProps) {
  return (
    <Suspense fallback={<Loading>{m.goodfaith_loading()}</Loading>}>
      <Chart {...props} />
    </Suspense>
  );
}
