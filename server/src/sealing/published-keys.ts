import type { serverKeys } from '@marketsafe/contract';
import { sql } from 'kysely';
import type pg from 'pg';
import type { z } from 'zod';
import type { Scope } from '../db/database.ts';
import type { SigningKey } from './signing-key.ts';

/**
 * Makes a key known as one of the program's, for ever: what it signs has to be checkable after it was replaced.
 * @param owner connects as the database's owner: the program itself cannot add keys
 */
export async function publishKey(owner: pg.Pool, key: SigningKey): Promise<void> {
  await owner.query(
    'insert into meta.signing_keys (key_id, public_key, since) values ($1, $2, now()) on conflict do nothing',
    [key.keyId, key.publicKey],
  );
}

/**
 * Ids of the keys with which the program has signed, oldest first.
 * @param owner connects as the database's owner
 */
export async function publishedKeyIds(owner: pg.Pool): Promise<string[]> {
  const { rows } = await owner.query<{ key_id: string }>(
    'select key_id from meta.signing_keys order by since',
  );
  return rows.map(({ key_id }) => key_id);
}

/** Every key with which the program signs and has signed, oldest first. */
export async function listKeys(scope: Scope): Promise<z.infer<typeof serverKeys>['keys']> {
  const rows = await scope.selectFrom('meta.signing_keys').selectAll().orderBy('since').execute();
  return rows.map((row) => ({
    keyId: row.key_id,
    publicKey: row.public_key,
    since: row.since.toISOString(),
  }));
}

/** Asks for the program's keys among these; a stranger's is none. */
export function publicKeysQuery(scope: Scope, keyIds: readonly string[]) {
  return scope
    .selectFrom('meta.signing_keys')
    .select(['key_id', 'public_key'])
    .where(sql<boolean>`key_id = any(${[...keyIds]}::text[])`);
}

/** Public keys of the program's keys among these, by their id. */
export async function findPublicKeys(
  scope: Scope,
  keyIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await publicKeysQuery(scope, keyIds).execute();
  return new Map(rows.map((row) => [row.key_id, row.public_key]));
}
