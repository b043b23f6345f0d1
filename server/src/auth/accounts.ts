import type pg from 'pg';
import type { SignInTables } from '../db/sign-in-tables.ts';

/** An account that is to be made. */
interface NewAccount {
  userId: string;
  name: string;
  /** In small letters: that is how accounts are known. */
  email: string;
}

/** Who has an account. Which organisations they act for is none of its business. */
export interface Accounts {
  /** The account of an e-mail address, however its letters are written. */
  find(email: string): Promise<{ userId: string; name: string } | null>;
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

/** Makes an account, by which nobody can sign in yet; false where the address has one. */
export async function addAccount(
  tables: SignInTables,
  { userId, name, email }: NewAccount,
): Promise<boolean> {
  const rows = await tables(
    `insert into "auth"."user" ("id", "name", "email", "emailVerified") values ($1, $2, $3, true)
     on conflict ("email") do nothing
     returning "id"`,
    [userId, name, email.toLowerCase()],
  );
  return rows.length === 1;
}
