import type pg from 'pg';

/** How often primary and standby are compared, in milliseconds. */
const LOOK_EVERY = 1_000;
/** Positions of the primary that are waited for at the standby. */
const MOST_WAITED_FOR = 30;

/** How far a standby is. */
export interface Freshness {
  /** Milliseconds: all that was committed longer ago than this can be seen at the standby. Infinite where nobody knows. */
  lag(): number;
  /** It failed a reader: it counts as away until it is seen again. */
  failed(): void;
  start(): void;
  close(): Promise<void>;
}

interface Position {
  /** When the primary was asked, by `performance.now()`. */
  at: number;
  lsn: bigint;
}

const WHERE = 'select pg_current_wal_flush_lsn()::text as lsn';
const REPLAYED =
  'select case when pg_is_in_recovery() then pg_last_wal_replay_lsn() end::text as lsn, (select system_identifier::text from pg_control_system()) as system';
const SYSTEM = 'select system_identifier::text as system from pg_control_system()';

/**
 * Measures how old what a standby shows can be, without any clock but this process's: where the primary's journal ended at a moment, the
 * standby has reached or not. It has to be a standby of this very primary; one that was promoted is none any more.
 * @param primary connection to the primary, which must not be a standby itself
 * @param standby connection to the standby
 */
export function watchFreshness(
  primary: pg.Pool,
  standby: pg.Pool,
  onProblem: (error: unknown, message: string) => void,
): Freshness {
  let waitedFor: Position[] = [];
  let freshAt = Number.NEGATIVE_INFINITY;
  let system: string | undefined;
  let isAway = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  let isClosed = false;

  async function look(): Promise<void> {
    system ??= (await primary.query<{ system: string }>(SYSTEM)).rows[0]?.system;
    const at = performance.now();
    const { rows } = await primary.query<{ lsn: string }>(WHERE);
    waitedFor = [...waitedFor, { at, lsn: numberOf(rows[0]?.lsn) }].slice(-MOST_WAITED_FOR);
    const { rows: there } = await standby.query<{ lsn: string | null; system: string }>(REPLAYED);
    const [found] = there;
    if (!found || found.lsn === null || found.system !== system) {
      throw new Error('DATABASE_READ_URL names no standby of the database');
    }
    const replayed = numberOf(found.lsn);
    for (const position of waitedFor) if (position.lsn <= replayed) freshAt = position.at;
    waitedFor = waitedFor.filter(({ lsn }) => lsn > replayed);
    if (isAway) onProblem(new Error('it answers again'), 'the standby');
    isAway = false;
  }

  function lookAgain(): void {
    looking = look()
      .catch((error: unknown) => {
        freshAt = Number.NEGATIVE_INFINITY;
        if (!isAway && !isClosed) onProblem(error, 'the standby is not read: the primary answers for it');
        isAway = true;
      })
      .finally(() => {
        if (!isClosed) timer = setTimeout(lookAgain, LOOK_EVERY).unref();
      });
  }

  return {
    lag: () => performance.now() - freshAt,
    failed() {
      freshAt = Number.NEGATIVE_INFINITY;
      waitedFor = [];
    },
    start: lookAgain,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

/** A position in the journal, which is written as two numbers to the base of 16. */
function numberOf(lsn = '0/0'): bigint {
  const [high = '0', low = '0'] = lsn.split('/');
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}
