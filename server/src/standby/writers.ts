import type pg from 'pg';

/** How often a session that writes is noted, in milliseconds. */
const NOTE_EVERY = 4_000;
/** Sessions that are remembered to have been noted. */
const MOST = 20_000;

/** Which sessions have written lately, known to all processes. */
export interface Writers {
  /** Notes a write. When this returns every process knows that the session has written within the last seconds. */
  note(sessionId: string): Promise<void>;
  /** Seconds since the session's last write began to be noted, by the database's own clock; infinite where it never wrote. */
  since(sessionId: string): Promise<number>;
}

const NOTE = [
  'update "session" set "wroteAt" = now() where "id" = $1',
  'update "apiToken" set "wroteAt" = now() where "id" = $1',
] as const;
const SINCE = `select extract(epoch from now() - max("wroteAt"))::float8 as seconds from (
    select "wroteAt" from "session" where "id" = $1
    union all select "wroteAt" from "apiToken" where "id" = $1
  ) known`;

/**
 * A session is noted once in four seconds while it writes, so the time that is kept is at most that much earlier than its last write.
 * @param pool connections of the sign-in library to the primary
 */
export function openWriters(pool: pg.Pool): Writers {
  const noted = new Map<string, number>();
  return {
    async note(sessionId) {
      const now = performance.now();
      if (now - (noted.get(sessionId) ?? Number.NEGATIVE_INFINITY) < NOTE_EVERY) return;
      const [ofSession, ofToken] = NOTE;
      const { rowCount } = await pool.query(ofSession, [sessionId]);
      if (rowCount === 0) await pool.query(ofToken, [sessionId]);
      if (noted.size >= MOST) noted.clear();
      noted.set(sessionId, now);
    },
    async since(sessionId) {
      const { rows } = await pool.query<{ seconds: number | null }>(SINCE, [sessionId]);
      return rows[0]?.seconds ?? Number.POSITIVE_INFINITY;
    },
  };
}
