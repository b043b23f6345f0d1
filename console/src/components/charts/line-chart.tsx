import './charts.css';
import {
  CartesianGrid,
  Line,
  LineChart as Rechart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';

/** One line of a chart, in percent; null where there is no value. */
interface Series {
  key: string;
  name: string;
  values: readonly (number | null)[];
  /** How it is drawn: each of a chart's lines another, so that colour alone tells nothing. */
  look: 'solid' | 'dashed';
}

export interface LineChartProps {
  /** What it shows, for whoever does not see it; the same figures stand in a table beside it. */
  label: string;
  /** Names of the places along it, the earliest first. */
  points: readonly string[];
  series: readonly Series[];
  /** Thresholds, in percent. */
  marks: readonly { value: number; name: string }[];
  /** How a value is said. */
  say: (value: number) => string;
  /** A place was chosen, by pointer or with the arrow keys and Enter. */
  onChoose: (index: number) => void;
}

const COLOURS = { solid: 'var(--accent)', dashed: 'var(--bad-ink)' } as const;
const HEIGHT = 260;

/** Lines over time with thresholds. Arrow keys go from place to place, and say each. */
export function LineChart({ label, points, series, marks, say, onChoose }: LineChartProps) {
  const rows = points.map((point, index) => ({
    point,
    ...Object.fromEntries(series.map(({ key, values }) => [key, values[index] ?? null])),
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
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            dataKey="point"
            stroke="var(--ink-soft)"
            tick={{ fill: 'var(--ink-soft)', fontSize: 12 }}
            minTickGap={48}
          />
          <YAxis
            domain={[0, 100]}
            width={52}
            stroke="var(--ink-soft)"
            tick={{ fill: 'var(--ink-soft)', fontSize: 12 }}
            tickFormatter={(value: number) => say(value)}
          />
          <Tooltip
            isAnimationActive={false}
            contentStyle={{
              background: 'var(--surface)',
              borderColor: 'var(--line-strong)',
              color: 'var(--ink)',
            }}
            formatter={(value) => (typeof value === 'number' ? say(value) : '')}
          />
          {marks.map(({ value, name }) => (
            <ReferenceLine
              key={name}
              y={value}
              stroke="var(--ink)"
              strokeDasharray="2 4"
              label={{ value: name, position: 'insideTopLeft', fill: 'var(--ink)', fontSize: 12 }}
            />
          ))}
          {series.map(({ key, name, look }) => (
            <Line
              key={key}
              dataKey={key}
              name={name}
              stroke={COLOURS[look]}
              strokeWidth={2}
              strokeDasharray={look === 'dashed' ? '6 4' : ''}
              dot={false}
              activeDot={{ r: 5 }}
              isAnimationActive={false}
              connectNulls={false}
            />
          ))}
        </Rechart>
      </ResponsiveContainer>
      <ul className="plain chart-legend small">
        {series.map(({ key, name, look }) => (
          <li key={key}>
            <svg className="chart-swatch" viewBox="0 0 24 4" aria-hidden="true">
              <line
                x1="0"
                y1="2"
                x2="24"
                y2="2"
                stroke={COLOURS[look]}
                strokeWidth="3"
                strokeDasharray={look === 'dashed' ? '6 4' : undefined}
              />
            </svg>
            {name}
          </li>
        ))}
      </ul>
    </div>
  );
}
