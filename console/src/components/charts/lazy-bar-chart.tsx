import { Loading } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { lazy, Suspense } from 'react';
import type { BarChartProps } from './bar-chart.tsx';

const Chart = lazy(async () => ({ default: (await import('./bar-chart.tsx')).BarChart }));

/** A chart of bars, whose library comes when the first one is shown. */
export function LazyBarChart(props: BarChartProps) {
  return (
    <Suspense fallback={<Loading>{m.figures_loading()}</Loading>}>
      <Chart {...props} />
    </Suspense>
  );
}
