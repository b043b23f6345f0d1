import type pg from 'pg';
import type { SignInTables } from '../db/sign-in-tables.ts';

/** A passkey as it is kept. */
export interface Passkey {
  passkeyId: string;
  userId: string;
  /** As the browser spells it: base64url. */
  credentialId: string;
  /** COSE key. */
  publicKey: Buffer;
  /** How often it was used, by its own count; 0 for one that does not count. */
  counter: number;
  transports: string[];
  /** Whether its owner's other devices have it, too. */
  synced: 'never' | 'not-yet' | 'yes';
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** People's passkeys. */
export interface Passkeys {
  find(credentialId: string): Promise<Passkey | null>;
  of(userId: string): Promise<Passkey[]>;
  /**
   * Notes that one was used, by its own count.
   * @returns false where somebody came with that count, or a higher one, before
   */
  used(passkey: Pick<Passkey, 'passkeyId' | 'counter' | 'synced'>): Promise<boolean>;
}

const COLUMNS = `"id" as "passkeyId", "userId", "credentialId", "publicKey", "counter", "transports", "synced", "name", "createdAt",
  "lastUsedAt"`;

/** @param pool connections of the sign-in library, beside whose tables this is */
export function openPasskeys(pool: pg.Pool): Passkeys {
  return {
    async find(credentialId) {
      const { rows } = await pool.query<Passkey>(
        `select ${COLUMNS} from "passkey" where "credentialId" = $1`,
        [credentialId],
      );
      return rows[0] ?? null;
    },
    async of(userId) {
      const { rows } = await pool.query<Passkey>(
        `select ${COLUMNS} from "passkey" where "userId" = $1 order by "createdAt", "id"`,
        [userId],
      );
      return rows;
    },
    async used({ passkeyId, counter, synced }) {
      const { rowCount } = await pool.query(
        `update "passkey" set "counter" = $2, "synced" = $3, "lastUsedAt" = now()
         where "id" = $1 and ("counter" < $2 or "counter" = 0 and $2 = 0)`,
        [passkeyId, counter, synced],
      );
      return rowCount === 1;
    },
  };
}

/** Keeps a new passkey; false where that very one is somebody's already. */
export async function addPasskey(
  tables: SignInTables,
  passkey: Omit<Passkey, 'createdAt' | 'lastUsedAt'>,
  createdAt: Date,
): Promise<boolean> {
  const { passkeyId, userId, credentialId, publicKey, counter, transports, synced, name } = passkey;
  const rows = await tables(
    `insert into "auth"."passkey" ("id", "userId", "credentialId", "publicKey", "counter", "transports", "synced", "name", "createdAt")
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict ("credentialId") do nothing
     returning "id"`,
    [passkeyId, userId, credentialId, publicKey, counter, transports, synced, name, createdAt],
  );
  return rows.length === 1;
}

/** Gives one of a person's own another name; false where there is none. */
export async function renamePasskey(
  tables: SignInTables,
  userId: string,
  passkeyId: string,
  name: string,
): Promise<boolean> {
  const rows = await tables(
    'update "auth"."passkey" set "name" = $3 where "userId" = $1 and "id" = $2 returning "id"',
    [userId, passkeyId, name],
  );
  return rows.length === 1;
}

/** Removes one of a person's own; its name, or null where there is none. */
export async function removePasskey(
  tables: SignInTables,
  userId: string,
  passkeyId: string,
): Promise<string | null> {
  const [row] = await tables<{ name: string }>(
    'delete from "auth"."passkey" where "userId" = $1 and "id" = $2 returning "name"',
    [userId, passkeyId],
  );
  return row?.name ?? null;
}
