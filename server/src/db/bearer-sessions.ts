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
  /** The session of an extension's access token that holds, by the token's hash; notes that the token was used. */
  findByAccess(hash: Buffer): Promise<BearerSession | null>;
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

/** One statement, because every request makes it: only the first use of a token writes. */
const FIND_BY_ACCESS = `with used as (
    update "accessToken" set "usedAt" = now() where "hash" = any($1) and ("usedAt" is null)
  )
  select token."hash", session."id" as "sessionId", session."scope", session."organisationId", session."userId", person."email"
  from "accessToken" token join "session" session on session."id" = token."sessionId"
  join "user" person on person."id" = session."userId"
  where token."hash" = any($1) and token."expiresAt" > now() and session."expiresAt" > now()`;

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

  const byAccess = createBatches<Buffer, BearerSession | null>(
    async (_, hashes) => {
      const { rows } = await pool.query<BearerSession & { hash: Buffer }>(prepared(FIND_BY_ACCESS), [hashes]);
      const byHash = new Map(rows.map(({ hash, ...session }) => [hash.toString('base64'), session]));
      return hashes.map((hash) => ({
        status: 'fulfilled',
        value: byHash.get(hash.toString('base64')) ?? null,
      }));
    },
    { most: MOST },
  );

  return { find: (token) => batches.add('', token), findByAccess: (hash) => byAccess.add('', hash) };
}
