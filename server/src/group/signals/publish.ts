import { type GroupSignal, groupSignal, openLevels, type SignalBasis, sayAgain } from '@marketsafe/contract';
import type pg from 'pg';
import { readSignalFacts, type SignalFacts } from './facts.ts';

/** Days after a quarter's end at which it is published: answers are written down late. */
const DAYS_AFTER = 14;
const DAY = 86_400_000;

/**
 * Publishes the last quarter that is over, unless it is published. A quarter that was missed is left out.
 * @param owner connects as the database's owner
 * @returns the first day of the quarter that was published now; null where none was
 */
export async function publishSignals(owner: pg.Pool, at = new Date()): Promise<string | null> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    // Of two servers the second finds it published.
    await client.query("select pg_advisory_xact_lock(hashtextextended('signals of the working group', 0))");
    const { period, until } = quarterBefore(new Date(at.getTime() - DAYS_AFTER * DAY));
    const done = await publishOne(client, period, until, at);
    await client.query('commit');
    return done ? period : null;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** The last quarter that was over at a time: its first day, and the first moment after it. */
function quarterBefore(at: Date): { period: string; until: Date } {
  const until = new Date(Date.UTC(at.getUTCFullYear(), Math.floor(at.getUTCMonth() / 3) * 3, 1));
  const first = new Date(Date.UTC(until.getUTCFullYear(), until.getUTCMonth() - 3, 1));
  return { period: first.toISOString().slice(0, 10), until };
}

async function publishOne(client: pg.PoolClient, period: string, until: Date, at: Date): Promise<boolean> {
  const known = await client.query(
    'select from working_group.publications where period >= $1 and not demo limit 1',
    [period],
  );
  if (known.rowCount) return false;
  const cohort = await cohortOf(client, period);
  const facts = await readSignalFacts(client, cohort, { since: new Date(`${period}T00:00:00Z`), until });
  const before = await basesBefore(client);
  const { bases, signals } = signalsOf({ period, cohort: cohort.length, facts }, before);
  for (const [signal, { level, having, said, since }] of bases) {
    await client.query(
      `insert into working_group.signal_bases (signal, level, having_it, said, since) values ($1, $2, $3, $4, $5)
       on conflict (signal) do update set level = excluded.level, having_it = excluded.having_it, said = excluded.said, since = excluded.since`,
      [signal, level, having, said, since],
    );
  }
  await keepPublication(client, {
    period,
    demo: false,
    at,
    enough: openLevels(cohort.length).length > 1,
    signals,
  });
  return true;
}

/** Whose data counts in the half-year of a quarter: participants since before it began that had not left when it was fixed. */
async function cohortOf(client: pg.PoolClient, period: string): Promise<string[]> {
  const half = `${period.slice(0, 4)}-${period.slice(5, 7) < '07' ? '01' : '07'}-01`;
  const fixed = () =>
    client.query<{ organisation_id: string }>(
      'select organisation_id from working_group.cohorts where half = $1 order by 1',
      [half],
    );
  let { rows } = await fixed();
  if (rows.length === 0) {
    await client.query(
      `insert into working_group.cohorts (half, organisation_id)
       select $1::date, organisation_id from app.organisations
       where not demo and kind in ('rights_holder', 'representative') and created_at < $1::timestamp at time zone 'UTC'
         and not exists (select from app.graduations where graduations.organisation_id = organisations.organisation_id and state = 'left')`,
      [half],
    );
    ({ rows } = await fixed());
  }
  return rows.map((row) => row.organisation_id);
}

async function basesBefore(client: pg.PoolClient): Promise<Map<string, SignalBasis>> {
  const { rows } = await client.query<SignalBasis & { signal: string }>(
    `select signal, level, having_it as having, said, to_char(since, 'YYYY-MM-DD') as since from working_group.signal_bases`,
  );
  return new Map(rows.map(({ signal, ...basis }) => [signal, basis]));
}

/**
 * What is said of everything for a quarter, and what is kept for the next.
 * @param now the quarter, how many organisations its cohort has, and what they met with
 */
export function signalsOf(
  { period, cohort, facts }: { period: string; cohort: number; facts: SignalFacts },
  before: ReadonlyMap<string, SignalBasis>,
): { bases: Map<string, SignalBasis>; signals: GroupSignal[] } {
  const bases = new Map<string, SignalBasis>();
  const signals: GroupSignal[] = [];
  for (const signal of [...new Set([...before.keys(), ...facts.keys()])].sort()) {
    const having = facts.get(signal) ?? [];
    const basis = sayAgain({ period, cohort, having }, before.get(signal) ?? null);
    bases.set(signal, basis);
    if (basis.said > 0) signals.push(signalOf(signal, basis));
  }
  return { bases, signals };
}

function signalOf(signal: string, { said: level, since }: SignalBasis): GroupSignal {
  const [kind, ...rest] = signal.split('/');
  const [marketplace, code] = rest.length === 2 ? rest : [undefined, rest[0]];
  return groupSignal.parse({ kind, code, level, since, ...(marketplace !== undefined && { marketplace }) });
}

/** Keeps what is published, for good. */
export async function keepPublication(
  client: Pick<pg.ClientBase, 'query'>,
  {
    period,
    demo,
    at,
    enough,
    signals,
  }: {
    period: string;
    demo: boolean;
    at: Date;
    enough: boolean;
    signals: readonly GroupSignal[];
  },
): Promise<void> {
  await client.query(
    `insert into working_group.publications (period, demo, published_at, enough, signals) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [period, demo, at, enough, JSON.stringify(signals)],
  );
}
