import type pg from 'pg';
import { createBatches } from '../batches.ts';
import { prepared } from './prepared.ts';

/** A session that holds. */
interface BearerSession {
  sessionId: string;
  userId: string;
  email: string;
  /** As it is kept with the session. */
  scope: string | null;
  /** The organisation that its person acts for; null where it names none. */
  organisationId: string | null;
}

/** Sessions by their bearer tokens. */
export interface BearerSessions {
  /**
   * The session of a plain token, or null where there is none; those who ask at the same time are answered in one round trip.
   * @returns undefined where the sign-in library has to be asked: it is to renew the session, or to end it
   */
  find(token: string): Promise<BearerSession | null | undefined>;
}

/** A token as sessions have it. With a dot or a percent sign it is one that the library signed. */
export const PLAIN_TOKEN = /^[A-Za-z0-9_-]{16,128}$/;

interface Row extends BearerSession {
  token: string;
  expiresAt: Date;
}

const FIND = `select session."id" as "sessionId", session."token", session."expiresAt", session."scope", session."organisationId",
  session."userId", person."email"
  from "session" session join "user" person on person."id" = session."userId" where session."token" = any($1)`;

/** Most sessions that are looked for at once. */
const MOST = 100;

/**
 * Looks sessions up as the sign-in library does, several at once and in a fifth of its time: an extension sends hundreds of requests in
 * a minute. Nothing is remembered: a session that ended a moment ago is none.
 * @param renewAt how many seconds before it expires a session is due to be renewed
 */
export function createBearerSessions(pool: pg.Pool, renewAt: number): BearerSessions {
  const batches = createBatches<string, BearerSession | null | undefined>(
    async (_, tokens) => {
      const { rows } = await pool.query<Row>(prepared(FIND), [[...new Set(tokens)]]);
      const byToken = new Map(rows.map((row) => [row.token, row]));
      const now = Date.now();
      return tokens.map((token) => ({ status: 'fulfilled', value: verdict(byToken.get(token), now) }));
    },
    { most: MOST },
  );

  function verdict(row: Row | undefined, now: number): BearerSession | null | undefined {
    if (!row) return null;
    if (row.expiresAt.getTime() - renewAt * 1_000 <= now) return undefined;
    const { sessionId, userId, email, scope, organisationId } = row;
    return { sessionId, userId, email, scope, organisationId };
  }

  return { find: (token) => batches.add('', token) };
}
