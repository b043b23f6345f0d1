import type pg from 'pg';

/** Somewhere a person is signed in. */
interface SessionRow {
  sessionId: string;
  /** Null at the console, the scopes of its token for an extension. */
  scope: string | null;
  userAgent: string | null;
  address: string | null;
  organisationId: string | null;
  deviceId: string | null;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** A session that was ended. */
type Ended = Pick<SessionRow, 'organisationId' | 'deviceId'>;

/** Where a person is signed in, for them to see and end. */
export interface OwnSessions {
  list(userId: string): Promise<SessionRow[]>;
  /** Ends one of a person's own; null where there is none. */
  end(userId: string, sessionId: string): Promise<Ended | null>;
  /** Ends all of a person's but one. */
  endOthers(userId: string, keptId: string | null): Promise<void>;
  /** Notes that a session was used, to five minutes. Never rejects: nobody waits for it. */
  used(sessionId: string): void;
  /** Notes which device a session's extension has. */
  noteDevice(sessionId: string, deviceId: string): Promise<void>;
}

/** How exactly the last use is known, in milliseconds. */
const EXACTNESS = 5 * 60_000;
/** Sessions that are remembered to have been noted. */
const MOST = 20_000;

/**
 * @param pool connections of the sign-in library, whose table this is
 * @param onProblem hears where a use could not be noted
 */
export function openOwnSessions(
  pool: pg.Pool,
  onProblem: (error: unknown, message: string) => void,
): OwnSessions {
  const noted = new Map<string, number>();
  return {
    async list(userId) {
      const { rows } = await pool.query<SessionRow>(
        `select "id" as "sessionId", "scope", "userAgent", "ipAddress" as "address", "organisationId", "deviceId",
           "createdAt", "lastUsedAt"
         from "session" where "userId" = $1 and "expiresAt" > now()
         order by (coalesce("lastUsedAt", "createdAt")) desc limit 200`,
        [userId],
      );
      return rows;
    },
    async end(userId, sessionId) {
      const { rows } = await pool.query<Ended>(
        'delete from "session" where "userId" = $1 and "id" = $2 returning "organisationId", "deviceId"',
        [userId, sessionId],
      );
      return rows[0] ?? null;
    },
    async endOthers(userId, keptId) {
      await pool.query('delete from "session" where "userId" = $1 and "id" <> $2', [userId, keptId ?? '']);
    },
    used(sessionId) {
      const now = Date.now();
      if (now - (noted.get(sessionId) ?? 0) < EXACTNESS) return;
      if (noted.size >= MOST) noted.clear();
      noted.set(sessionId, now);
      pool
        .query('update "session" set "lastUsedAt" = now() where "id" = $1', [sessionId])
        .catch((error: unknown) => onProblem(error, 'the last use of a session'));
    },
    async noteDevice(sessionId, deviceId) {
      await pool.query('update "session" set "deviceId" = $2 where "id" = $1', [sessionId, deviceId]);
    },
  };
}
