import type { Session } from '../auth/sessions.ts';
import type { Database } from '../db/database.ts';
import { HttpProblem } from '../problems.ts';
import type { Freshness } from './freshness.ts';
import type { Writers } from './writers.ts';

/** What lists and counts are read from. */
export type Lists = Pick<Database, 'inOrganisation' | 'asStaff'>;

/** Oldest that a standby may be to be read, in milliseconds. */
const MOST_LAG = 5_000;
/**
 * Seconds for which a session that wrote reads from the primary: as long as the standby may be behind, the four by which a later write
 * may be noted earlier, and some for a primary that acknowledges before its journal is on the disk.
 */
const HOLD = 12;
/** Longest that a standby is waited for, in milliseconds: then the primary is asked as well. */
const PATIENCE = 3_000;

/** How often lists were read where. */
interface StandbyCounts {
  standby: number;
  /** At the primary, because the session had just written. */
  wrote: number;
  /** At the primary, because the standby was away or behind. */
  behind: number;
  /** At the primary, after the standby had failed. */
  failed: number;
}

/** Where lists and counts may be read from a standby. What decides anything never is. */
export interface Standby {
  /** What a request reads its lists from. Never throws because of the standby. */
  listsFor(session: Pick<Session, 'sessionId'>): Promise<Lists>;
  /** Notes that a session writes. */
  wrote(session: Pick<Session, 'sessionId'>): Promise<void>;
  /** Milliseconds that it is behind; infinite where it is away. */
  lag(): number;
  counts(): Readonly<StandbyCounts>;
}

/** What reading from a standby needs. */
export interface StandbyTools {
  primary: Lists;
  replica: Lists;
  freshness: Pick<Freshness, 'lag' | 'failed'>;
  writers: Writers;
  onProblem: (error: unknown, message: string) => void;
}

/**
 * Lists from the standby, for whoever has not written lately, as long as it is known to be less than five seconds behind; otherwise, and
 * where it fails, from the primary. Row-level security is the standby's as it is the primary's: the roles and policies are the same rows.
 */
export function createStandby({ primary, replica, freshness, writers, onProblem }: StandbyTools): Standby {
  const counts: StandbyCounts = { standby: 0, wrote: 0, behind: 0, failed: 0 };

  /** Reads at the standby, and at the primary where that fails: what is read decides nothing, and may be read twice. */
  async function read<Result>(
    atStandby: () => Promise<Result>,
    atPrimary: () => Promise<Result>,
  ): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('the standby does not answer')), PATIENCE);
    });
    try {
      const found = await Promise.race([atStandby(), late]);
      counts.standby += 1;
      return found;
    } catch (error) {
      if (error instanceof HttpProblem) throw error;
      counts.failed += 1;
      freshness.failed();
      onProblem(error, 'the standby failed: the primary answers for it');
      return atPrimary();
    } finally {
      clearTimeout(timer);
    }
  }

  const lists: Lists = {
    inOrganisation: (identity, work) =>
      read(
        () => replica.inOrganisation(identity, work),
        () => primary.inOrganisation(identity, work),
      ),
    asStaff: (userId, work) =>
      read(
        () => replica.asStaff(userId, work),
        () => primary.asStaff(userId, work),
      ),
  };

  return {
    async listsFor({ sessionId }) {
      if (freshness.lag() > MOST_LAG) {
        counts.behind += 1;
        return primary;
      }
      if ((await writers.since(sessionId)) < HOLD) {
        counts.wrote += 1;
        return primary;
      }
      return lists;
    },
    wrote: ({ sessionId }) => writers.note(sessionId),
    lag: freshness.lag,
    counts: () => counts,
  };
}
