import { DRIFT_DAYS } from '@marketsafe/contract';
import type pg from 'pg';
import type { Leases } from '../processes/leases.ts';

/** How often captures are counted, in milliseconds. */
const EVERY = 10 * 60_000;
/** For how long counting is a process's that says nothing more, in seconds. */
const LEASE = 120;

/**
 * Counts the captures of the days since they were last counted, the day before that included: a claim may commit a little after the
 * moment that it names. $1 is how many days may be looked back at all. The demo program's claims are written as if they had come over two
 * months, so that all its days are counted each time.
 */
const COUNT = `with since as (
    select greatest(coalesce((select (counted_at - interval '1 day')::date from meta.reading_counts), '-infinity'),
      (now() - $1 * interval '1 day')::date) as day
  ), read as materialized (
    select received_at::date as day, reader, reader_version, facts_found, false as demo
    from app.captures join app.organisations using (organisation_id)
    where not demo and reader is not null and received_at >= (select day from since)
    union all
    select received_at::date, reader, reader_version, facts_found, true
    from app.organisations join app.captures using (organisation_id)
    where demo and reader is not null and received_at >= now() - $1 * interval '1 day'
  ), per_fact as (
    select day, reader, reader_version, demo, fact, count(*) as found
    from read cross join jsonb_array_elements_text(facts_found) as fact group by day, reader, reader_version, demo, fact
  ), facts as (
    select day, reader, reader_version, demo, jsonb_object_agg(fact, found) as found
    from per_fact group by day, reader, reader_version, demo
  ), counted as (
    select day, reader, reader_version, demo, count(*) as captures from read group by day, reader, reader_version, demo
  ), kept as (
    insert into meta.reading_days (day, marketplace, version, demo, captures, found)
    select day, reader, reader_version, demo, captures, coalesce(found, '{}')
    from counted left join facts using (day, reader, reader_version, demo)
    on conflict (marketplace, day, version, demo) do update set captures = excluded.captures, found = excluded.found
  )
  insert into meta.reading_counts (counted_at) values (now()) on conflict (single) do update set counted_at = excluded.counted_at`;

/** What counting what is found needs. */
export interface CountTools {
  /** Connects as the database's owner. */
  owner: pg.Pool;
  /** Of several processes one counts. */
  leases: Leases;
  onProblem: (error: unknown, message: string) => void;
  /** Milliseconds between two counts. */
  every?: number | undefined;
}

/** Counts, now and by and by. */
export interface Readings {
  start(): void;
  /** Many captures came in at once. */
  wake(): void;
  close(): Promise<void>;
}

/** Counts what adapters find on the marketplaces' pages, now and every ten minutes: `meta.reading_days`. */
export function watchReadings({ owner, leases, onProblem, every = EVERY }: CountTools): Readings {
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  async function count(): Promise<void> {
    const lease = await leases.take('count of readings', LEASE);
    if (!lease) return;
    try {
      await owner.query(COUNT, [DRIFT_DAYS]);
    } finally {
      await lease.end();
    }
  }

  const run = () => {
    running = running
      .then(count)
      .catch((error: unknown) => onProblem(error, 'what is found on pages was not counted'));
  };
  return {
    start() {
      run();
      timer = setInterval(run, every);
      timer.unref();
    },
    wake: run,
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}
