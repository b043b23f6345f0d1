import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { hashPassword, verifyPassword } from './passwords.ts';

/** How long a link to a new password works, in milliseconds. */
const RESET_LIFE = 30 * 60_000;

/** Changes passwords. */
export interface PasswordStore {
  /** Whether this is the account's password. */
  isRight(userId: string, password: string): Promise<boolean>;
  /** Keeps another password; links that were sent before do not work any more. */
  change(userId: string, password: string): Promise<void>;
  /** A new secret with which a password can be chosen once; those before it do not work any more. */
  beginReset(userId: string): Promise<{ secret: string; until: Date }>;
  /** Uses a secret up; null where it works no longer or never did. */
  useReset(secret: string): Promise<string | null>;
}

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** @param pool connections of the sign-in library, beside whose tables these are */
export function openPasswordStore(pool: pg.Pool): PasswordStore {
  return {
    async isRight(userId, password) {
      const { rows } = await pool.query<{ password: string | null }>(
        `select "password" from "account" where "userId" = $1 and "providerId" = 'credential'`,
        [userId],
      );
      const hash = rows[0]?.password;
      return hash !== undefined && hash !== null && verifyPassword({ hash, password });
    },
    async change(userId, password) {
      const kept = await hashPassword(password);
      await pool.query(
        `update "account" set "password" = $2, "updatedAt" = now() where "userId" = $1 and "providerId" = 'credential'`,
        [userId, kept],
      );
      await pool.query('delete from "passwordReset" where "userId" = $1', [userId]);
    },
    async beginReset(userId) {
      const secret = randomBytes(32).toString('base64url');
      const until = new Date(Date.now() + RESET_LIFE);
      await pool.query('delete from "passwordReset" where "userId" = $1', [userId]);
      await pool.query('insert into "passwordReset" ("hash", "userId", "expiresAt") values ($1, $2, $3)', [
        hashOf(secret),
        userId,
        until,
      ]);
      return { secret, until };
    },
    async useReset(secret) {
      const { rows } = await pool.query<{ userId: string }>(
        'delete from "passwordReset" where "hash" = $1 and "expiresAt" > now() returning "userId"',
        [hashOf(secret)],
      );
      return rows[0]?.userId ?? null;
    },
  };
}
