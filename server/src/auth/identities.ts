import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { SignInTables } from '../db/sign-in-tables.ts';

/** Somebody as a provider knows them: the pair is theirs for ever, which no e-mail address is. */
export interface Subject {
  issuer: string;
  subject: string;
}

/** An account at a provider that signs a person in. */
interface Identity extends Subject {
  identityId: string;
  userId: string;
  /** What the provider called it. */
  label: string | null;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** Accounts at providers, by which people sign in. */
export interface Identities {
  /** Whose it is, or null. */
  userOf(subject: Subject): Promise<string | null>;
  of(userId: string): Promise<Identity[]>;
  used(subject: Subject): Promise<void>;
}

/** @param pool connections of the sign-in library, beside whose tables this is */
export function openIdentities(pool: pg.Pool): Identities {
  return {
    async userOf({ issuer, subject }) {
      const { rows } = await pool.query<{ userId: string }>(
        'select "userId" from "identity" where "issuer" = $1 and "subject" = $2',
        [issuer, subject],
      );
      return rows[0]?.userId ?? null;
    },
    async of(userId) {
      const { rows } = await pool.query<Identity>(
        `select "id" as "identityId", "userId", "issuer", "subject", "label", "createdAt", "lastUsedAt"
         from "identity" where "userId" = $1 order by "createdAt", "id"`,
        [userId],
      );
      return rows;
    },
    async used({ issuer, subject }) {
      await pool.query('update "identity" set "lastUsedAt" = now() where "issuer" = $1 and "subject" = $2', [
        issuer,
        subject,
      ]);
    },
  };
}

/** Ties an account at a provider to a person; null where it is somebody's already, this person's or another's. */
export async function addIdentity(
  tables: SignInTables,
  userId: string,
  { issuer, subject }: Subject,
  label: string | null,
): Promise<string | null> {
  const [row] = await tables<{ id: string }>(
    `insert into "auth"."identity" ("id", "userId", "issuer", "subject", "label") values ($1, $2, $3, $4, $5)
     on conflict ("issuer", "subject") do nothing
     returning "id"`,
    [randomUUID(), userId, issuer, subject, label],
  );
  return row?.id ?? null;
}

/** Removes one of a person's own; what it was called, or undefined where there is none. */
export async function removeIdentity(
  tables: SignInTables,
  userId: string,
  identityId: string,
): Promise<{ label: string | null } | undefined> {
  const [row] = await tables<{ label: string | null }>(
    'delete from "auth"."identity" where "userId" = $1 and "id" = $2 returning "label"',
    [userId, identityId],
  );
  return row;
}
