import type pg from 'pg';
import { tooManyRequests } from '../problems.ts';

/** Codes that may be here at once: whoever asks for one is nobody yet. */
const MOST_CODES = 20_000;
/** Seconds after which to ask again when there are so many; codes live ten minutes. */
const RETRY_AFTER = 60;
const SWEEP_EVERY = 60_000;
/** Things that may be counted at once: some hundred bytes each. */
const MOST_COUNTS = 500_000;

/** What of the sign-in library's tables nobody needs any more, with how long a code is told to have expired. */
const EXPIRED = [
  `delete from "deviceCode" where "expiresAt" < now() - interval '10 minutes'`,
  'delete from "verification" where "expiresAt" < now()',
  'delete from "session" where "expiresAt" < now()',
  'delete from "passwordReset" where "expiresAt" < now()',
  'delete from "usedTicket" where "expiresAt" < now()',
  `delete from "apiToken" where "expiresAt" < now() - interval '30 days'`,
  // Whether one was used is asked for as long as its refresh token's predecessor may come again.
  `delete from "accessToken" where "expiresAt" < now() - interval '25 hours'`,
  'delete from "usedProof" where "expiresAt" < now()',
  'delete from "count" where "endsAt" < now()',
  // What is counted is named by whoever asks.
  `delete from "count" where "endsAt" < (select "endsAt" from "count" order by "endsAt" desc offset ${MOST_COUNTS} limit 1)`,
  'delete from "lease" where "until" < now()',
  `delete from "reusedSession" where not ("recordedAt" is null) and "endedAt" < now() - interval '30 days'`,
];

/** Keeps the sign-in library's tables small. */
export interface SignInHousekeeping {
  /**
   * Refuses a further code where there are too many.
   * @throws HttpProblem `rate-limited`
   */
  requireRoomForCode(): Promise<void>;
  /** Removes what has expired. */
  sweep(): Promise<void>;
  close(): void;
}

/**
 * Removes what has expired, every minute.
 * @param pool connections of the sign-in library
 */
export function keepSignInSmall(
  pool: pg.Pool,
  onProblem: (error: unknown, message: string) => void,
): SignInHousekeeping {
  let isClosed = false;
  async function sweep(): Promise<void> {
    for (const statement of EXPIRED) if (!isClosed) await pool.query(statement);
  }
  const sweepSoon = () =>
    void sweep().catch((error: unknown) => {
      if (!isClosed) onProblem(error, 'expired sessions and codes');
    });
  const sweeper = setInterval(sweepSoon, SWEEP_EVERY);
  sweeper.unref();
  sweepSoon();
  return {
    async requireRoomForCode() {
      const { rowCount } = await pool.query(`select from "deviceCode" limit ${MOST_CODES}`);
      if ((rowCount ?? 0) >= MOST_CODES) throw tooManyRequests(RETRY_AFTER);
    },
    sweep,
    close() {
      isClosed = true;
      clearInterval(sweeper);
    },
  };
}
