import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Connections } from '../db/connect.ts';
import type { Finished } from '../http/log-requests.ts';
import type { Condition } from '../postgres/supervise.ts';
import type { Standby } from '../standby/standby.ts';
import type { Disk } from './disk.ts';

/** Upper ends of the classes of durations, in seconds. */
const ENDS = [0.01, 0.05, 0.1, 0.5, 1, 5, 15];

/** What is measured besides requests. */
export interface Measured {
  disk: Disk;
  ownDatabase: (() => Condition) | null;
  /** Connections to the database by what they are for. */
  pools: () => Readonly<Record<string, Connections>>;
  standby: Pick<Standby, 'lag' | 'counts'> | null;
}

/** Figures for whoever watches the server, in the text format of Prometheus. */
export interface Metrics {
  count(request: Finished): void;
  text(): Promise<string>;
}

interface Durations {
  count: number;
  sum: number;
  /** How many took no longer than each of `ENDS`. */
  within: number[];
}

/** Counts from now on, in the memory of this process. Nothing that a request says becomes a name: routes, methods and statuses are ours. */
export function openMetrics({ disk, ownDatabase, pools, standby }: Measured): Metrics {
  const requests = new Map<string, number>();
  const durations = new Map<string, Durations>();
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();

  return {
    count({ method, route, status, seconds }) {
      const name = labels({ method, route, status: String(status) });
      requests.set(name, (requests.get(name) ?? 0) + 1);
      const of = labels({ method, route }, '');
      const known = durations.get(of) ?? { count: 0, sum: 0, within: ENDS.map(() => 0) };
      known.count += 1;
      known.sum += seconds;
      known.within = known.within.map((times, index) => times + (seconds <= (ENDS[index] ?? 0) ? 1 : 0));
      durations.set(of, known);
    },
    async text() {
      const room = await disk.room().catch(() => null);
      const condition = ownDatabase?.();
      const lines = [
        ...family('marketsafe_requests_total', 'counter', [...requests]),
        '# TYPE marketsafe_request_seconds histogram',
        ...[...durations].flatMap(([of, known]) => histogram(of, known)),
        ...family('marketsafe_database_connections', 'gauge', connectionsOf(pools())),
        ...family('marketsafe_resident_bytes', 'gauge', [['', process.memoryUsage.rss()]]),
        ...family('marketsafe_event_loop_delay_seconds', 'gauge', [['', delay.percentile(99) / 1e9 || 0]]),
        ...family('marketsafe_uptime_seconds', 'counter', [['', Math.round(process.uptime())]]),
      ];
      if (room) {
        lines.push(...family('marketsafe_disk_free_bytes', 'gauge', [['', room.freeBytes]]));
        lines.push(...family('marketsafe_disk_full', 'gauge', [['', room.state === 'full' ? 1 : 0]]));
      }
      if (condition) {
        lines.push(...family('marketsafe_database_up', 'gauge', [['', condition.running ? 1 : 0]]));
      }
      if (condition?.running) {
        lines.push(...family('marketsafe_database_restarts_total', 'counter', [['', condition.restarts]]));
      }
      if (standby) {
        // Prometheus writes it so: the standby is away.
        const lag = Number.isFinite(standby.lag()) ? String(standby.lag() / 1_000) : '+Inf';
        lines.push('# TYPE marketsafe_standby_lag_seconds gauge', `marketsafe_standby_lag_seconds ${lag}`);
        const reads = Object.entries(standby.counts()).map(([from, times]): [string, number] => [
          labels({ from }),
          times,
        ]);
        lines.push(...family('marketsafe_list_reads_total', 'counter', reads));
      }
      delay.reset();
      return `${lines.join('\n')}\n`;
    },
  };
}

function family(
  name: string,
  type: 'counter' | 'gauge',
  values: readonly (readonly [string, number])[],
): string[] {
  return [`# TYPE ${name} ${type}`, ...values.map(([of, value]) => `${name}${of} ${value}`)];
}

function histogram(of: string, { count, sum, within }: Durations): string[] {
  const name = 'marketsafe_request_seconds';
  const buckets = within.map((times, index) => `${name}_bucket{${of},le="${ENDS[index]}"} ${times}`);
  return [
    ...buckets,
    `${name}_bucket{${of},le="+Inf"} ${count}`,
    `${name}_sum{${of}} ${sum}`,
    `${name}_count{${of}} ${count}`,
  ];
}

function connectionsOf(pools: ReturnType<Measured['pools']>): [string, number][] {
  return Object.entries(pools).flatMap(([name, { total, idle, waiting }]) =>
    Object.entries({ busy: total - idle, idle, waiting }).map(([state, value]): [string, number] => [
      labels({ pool: name, state }),
      value,
    ]),
  );
}

/** Labels of a figure; `braces` empty where more are to follow. */
function labels(values: Readonly<Record<string, string>>, braces?: ''): string {
  const pairs = Object.entries(values).map(
    ([name, value]) => `${name}="${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
  );
  return braces === '' ? pairs.join() : `{${pairs.join()}}`;
}
