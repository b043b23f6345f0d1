import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { hashPassword } from './passwords.ts';

/** An account that is to be made. */
interface NewAccount {
  userId: string;
  name: string;
  /** In small letters: that is how accounts are known. */
  email: string;
  password: string;
}

/** Who has an account. Which organisations they act for is none of its business. */
export interface Accounts {
  /** The account of an e-mail address, however its letters are written. */
  find(email: string): Promise<{ userId: string; name: string } | null>;
  /** Makes an account, whole or not at all; rejects where the address has one. */
  add(account: NewAccount): Promise<void>;
  /** Removes an account that was just made, with everything of it. */
  remove(userId: string): Promise<void>;
  /** E-mail addresses by account, of those that there are. */
  emailsOf(userIds: readonly string[]): Promise<Map<string, string>>;
  /** Has a session act for this organisation. */
  actFor(sessionId: string, organisationId: string): Promise<void>;
}

/** @param pool connections of the sign-in library, whose tables these are */
export function openAccounts(pool: pg.Pool): Accounts {
  return {
    async find(email) {
      const { rows } = await pool.query<{ userId: string; name: string }>(
        'select "id" as "userId", "name" from "user" where "email" = $1',
        [email.toLowerCase()],
      );
      return rows[0] ?? null;
    },
    async add({ userId, name, email, password }) {
      const kept = await hashPassword(password);
      const client = await pool.connect();
      try {
        await client.query('begin');
        await client.query(
          'insert into "user" ("id", "name", "email", "emailVerified") values ($1, $2, $3, true)',
          [userId, name, email.toLowerCase()],
        );
        await client.query(
          `insert into "account" ("id", "accountId", "providerId", "userId", "password", "updatedAt")
           values ($1, $2, 'credential', $2, $3, now())`,
          [randomUUID(), userId, kept],
        );
        await client.query('commit');
      } catch (error) {
        await client.query('rollback').catch(() => undefined);
        throw error;
      } finally {
        client.release();
      }
    },
    async remove(userId) {
      await pool.query('delete from "user" where "id" = $1', [userId]);
    },
    async emailsOf(userIds) {
      const { rows } = await pool.query<{ id: string; email: string }>(
        'select "id", "email" from "user" where "id" = any($1)',
        [userIds],
      );
      return new Map(rows.map(({ id, email }) => [id, email]));
    },
    async actFor(sessionId, organisationId) {
      await pool.query('update "session" set "organisationId" = $2 where "id" = $1', [
        sessionId,
        organisationId,
      ]);
    },
  };
}
