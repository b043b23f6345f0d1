import './charts.css';
import { useId } from 'react';
import {
  Bar,
  CartesianGrid,
  BarChart as Rechart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';

/** One kind of bar, with a count at every place. */
interface Series {
  key: string;
  name: string;
  values: readonly number[];
  /** How it is filled: each of a chart's kinds another, so that colour alone tells nothing. */
  look: 'solid' | 'striped';
}

export interface BarChartProps {
  /** What it shows, for whoever does not see it; the same figures stand in a table beside it. */
  label: string;
  /** Names of the places along it. */
  points: readonly string[];
  series: readonly Series[];
  /** How a count is said. */
  say: (value: number) => string;
  /** A place was chosen, by pointer. */
  onChoose: (index: number) => void;
}

const HEIGHT = 240;

/** Stripes that tell one kind of bar from another without colour. */
function Stripes({ id }: { id: string }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill="var(--surface)" />
      <rect width="3" height="6" fill="var(--bad-ink)" />
    </pattern>
  );
}

/** Counts beside each other, place by place. Arrow keys go from place to place, and say each. */
export function BarChart({ label, points, series, say, onChoose }: BarChartProps) {
  const id = useId();
  const fills = { solid: 'var(--accent)', striped: `url(#${id})` };
  const rows = points.map((point, index) => ({
    point,
    ...Object.fromEntries(series.map(({ key, values }) => [key, values[index] ?? 0])),
  }));
  return (
    <div className="chart">
      <ResponsiveContainer width="100%" height={HEIGHT} initialDimension={{ width: 320, height: HEIGHT }}>
        <Rechart
          data={rows}
          title={label}
          margin={{ top: 8, right: 12, bottom: 4, left: 0 }}
          onClick={({ activeTooltipIndex }) => {
            const index = Number(activeTooltipIndex);
            if (Number.isInteger(index)) onChoose(index);
          }}
        >
          <defs>
            <Stripes id={id} />
          </defs>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            dataKey="point"
            stroke="var(--ink-soft)"
            tick={{ fill: 'var(--ink-soft)', fontSize: 12 }}
            minTickGap={12}
          />
          <YAxis
            allowDecimals={false}
            width={52}
            stroke="var(--ink-soft)"
            tick={{ fill: 'var(--ink-soft)', fontSize: 12 }}
            tickFormatter={(value: number) => say(value)}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--quiet-ground)' }}
            contentStyle={{
              background: 'var(--surface)',
              borderColor: 'var(--line-strong)',
              color: 'var(--ink)',
            }}
            itemStyle={{ color: 'var(--ink)' }}
            formatter={(value) => (typeof value === 'number' ? say(value) : '')}
          />
          {series.map(({ key, name, look }) => (
            <Bar
              key={key}
              dataKey={key}
              name={name}
              fill={fills[look]}
              stroke={look === 'striped' ? 'var(--bad-ink)' : 'var(--accent)'}
              maxBarSize={36}
              isAnimationActive={false}
            />
          ))}
        </Rechart>
      </ResponsiveContainer>
      <ul className="plain chart-legend small">
        {series.map(({ key, name, look }) => (
          <li key={key}>
            <svg className="chart-swatch" viewBox="0 0 24 8" aria-hidden="true">
              <rect width="24" height="8" fill={fills[look]} />
            </svg>
            {name}
          </li>
        ))}
      </ul>
    </div>
  );
}
