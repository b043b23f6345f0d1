import { PROOF_MINUTES } from '@marketsafe/contract';
import type pg from 'pg';
import type { SignInTables } from '../db/sign-in-tables.ts';

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

/** Where a person is signed in, for them to see. */
export interface OwnSessions {
  list(userId: string): Promise<SessionRow[]>;
  /** Ends one that was just begun and that nobody was told of. */
  endUnnoted(session: { token: string } | { sessionId: string }): Promise<void>;
  /** Whether who has it has shown again, within some minutes, who they are. */
  isProven(sessionId: string): Promise<boolean>;
  /** Notes that they have. */
  prove(sessionId: string): Promise<void>;
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
    async endUnnoted(session) {
      if ('token' in session) await pool.query('delete from "session" where "token" = $1', [session.token]);
      else await pool.query('delete from "session" where "id" = $1', [session.sessionId]);
    },
    async isProven(sessionId) {
      const { rowCount } = await pool.query(
        `select from "session" where "id" = $1 and "provenAt" > now() - make_interval(mins => $2)`,
        [sessionId, PROOF_MINUTES],
      );
      return rowCount === 1;
    },
    async prove(sessionId) {
      await pool.query('update "session" set "provenAt" = now() where "id" = $1', [sessionId]);
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

/** Ends one of a person's own; null where there is none. */
export async function endOwnSession(
  tables: SignInTables,
  userId: string,
  sessionId: string,
): Promise<Ended | null> {
  const [row] = await tables<Ended>(
    'delete from "auth"."session" where "userId" = $1 and "id" = $2 returning "organisationId", "deviceId"',
    [userId, sessionId],
  );
  return row ?? null;
}

/** Ends all of a person's but one. */
export async function endOtherSessions(
  tables: SignInTables,
  userId: string,
  keptId: string | null,
): Promise<void> {
  await tables('delete from "auth"."session" where "userId" = $1 and "id" <> $2', [userId, keptId ?? '']);
}
