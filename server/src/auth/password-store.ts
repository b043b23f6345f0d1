import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { SignInTables } from '../db/sign-in-tables.ts';
import { verifyPassword } from './passwords.ts';

/** How long a link to a new password works, in milliseconds. */
const RESET_LIFE = 30 * 60_000;

/** Knows passwords. */
export interface PasswordStore {
  /** Whether this is the account's password. */
  isRight(userId: string, password: string): Promise<boolean>;
  /** Whether the account has one. */
  has(userId: string): Promise<boolean>;
  /** A new secret with which a password can be chosen once; those before it do not work any more. */
  beginReset(userId: string): Promise<{ secret: string; until: Date }>;
  /** Whose password a secret lets choose; null where it works no longer or never did. */
  resetOf(secret: string): Promise<string | null>;
}

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** @param pool connections of the sign-in library, beside whose tables these are */
export function openPasswordStore(pool: pg.Pool): PasswordStore {
  async function kept(userId: string): Promise<string | null> {
    const { rows } = await pool.query<{ password: string | null }>(
      `select "password" from "account" where "userId" = $1 and "providerId" = 'credential'`,
      [userId],
    );
    return rows[0]?.password ?? null;
  }
  return {
    async isRight(userId, password) {
      const hash = await kept(userId);
      return hash !== null && verifyPassword({ hash, password });
    },
    has: async (userId) => (await kept(userId)) !== null,
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
    async resetOf(secret) {
      const { rows } = await pool.query<{ userId: string }>(
        'select "userId" from "passwordReset" where "hash" = $1 and "expiresAt" > now()',
        [hashOf(secret)],
      );
      return rows[0]?.userId ?? null;
    },
  };
}

/** Uses a secret up; false where somebody did meanwhile. */
export async function useReset(tables: SignInTables, secret: string): Promise<boolean> {
  const rows = await tables(
    'delete from "auth"."passwordReset" where "hash" = $1 and "expiresAt" > now() returning "userId"',
    [hashOf(secret)],
  );
  return rows.length === 1;
}

/** Keeps a password, also where the account had none; links that were sent before do not work any more. */
export async function keepPassword(tables: SignInTables, userId: string, hash: string): Promise<void> {
  const had = await tables(
    `update "auth"."account" set "password" = $2, "updatedAt" = now()
     where "userId" = $1 and "providerId" = 'credential' returning "id"`,
    [userId, hash],
  );
  if (had.length === 0) {
    await tables(
      `insert into "auth"."account" ("id", "accountId", "providerId", "userId", "password", "updatedAt")
       values ($1, $2, 'credential', $2, $3, now())`,
      [randomUUID(), userId, hash],
    );
  }
  await tables('delete from "auth"."passwordReset" where "userId" = $1', [userId]);
}
