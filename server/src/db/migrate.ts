import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';

const FOLDER = new URL('../../migrations/', import.meta.url);
/** Any number that is ours: one server migrates at a time, the others wait. */
const LOCK = 4_310_001;

interface Migration {
  number: number;
  name: string;
  sql: string;
  sha256: string;
}

/** Schema that is there while a backup is being put into the database. */
export const RESTORING_SCHEMA = 'restoring';

/** How far to go, where it is not the usual way. */
interface MigrateOptions {
  folder?: URL;
  /** The last migration to run: a backup's rows go into the tables that they came from. */
  last?: number;
  /** Whether it is the restoring itself that asks. */
  restoring?: boolean;
}

/**
 * Brings the database to this version: runs every migration that it has not had, each in a transaction of its own.
 * @throws when a migration that was applied has been changed since, when the database is newer than this program, or holds half a backup
 */
export async function migrate(
  pool: pg.Pool,
  { folder = FOLDER, last = Number.POSITIVE_INFINITY, restoring = false }: MigrateOptions = {},
): Promise<void> {
  const migrations = (await readMigrations(folder)).filter(({ number }) => number <= last);
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    if (!restoring) await refuseHalfRestored(client);
    await client.query('create schema if not exists meta');
    await client.query(
      'create table if not exists meta.migrations (number int primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ number: number; name: string; sha256: string }>(
      'select number, name, sha256 from meta.migrations order by number',
    );
    checkApplied(rows, migrations);
    const applied = new Set(rows.map((row) => row.number));
    for (const migration of migrations) {
      if (!applied.has(migration.number)) await apply(client, migration);
    }
  } finally {
    // Ends the connection, and the lock with it, even when the last statement failed.
    client.release(true);
  }
}

async function refuseHalfRestored(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query(`select from pg_namespace where nspname = $1`, [RESTORING_SCHEMA]);
  if (rows.length === 0) return;
  throw new Error(
    'The database holds half of what was restored from a backup. Nothing was changed. Run “restore” again with the same folders.',
  );
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into meta.migrations (number, name, sha256) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.sha256,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(
      `Migration ${migration.name} failed and was undone; the database is as it was before it.`,
      {
        cause: error,
      },
    );
  }
}

function checkApplied(rows: { number: number; name: string; sha256: string }[], migrations: Migration[]) {
  for (const row of rows) {
    const migration = migrations.find((candidate) => candidate.number === row.number);
    if (!migration) {
      throw new Error(
        `The database has had migration ${row.name}, which this version does not know. Nothing was changed. Start the version that made it, or a later one.`,
      );
    }
    if (migration.sha256 !== row.sha256) {
      throw new Error(
        `Migration ${migration.name} was changed after the database had it. Nothing was changed. Put the file back and write a new migration instead.`,
      );
    }
  }
}

/** The migrations of this version, in order. */
export async function readMigrations(folder: URL = FOLDER): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name, index) => {
      const number = Number(/^(\d{4})_/.exec(name)?.[1]);
      if (number !== index + 1) throw new Error(`Migration ${name} should be number ${index + 1}.`);
      // Checked out on Windows the file may have other line ends; it is the same migration.
      const sql = (await readFile(new URL(name, folder), 'utf8')).replaceAll('\r\n', '\n');
      return { number, name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}
