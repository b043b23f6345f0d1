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

/**
 * Brings the database to this version: runs every migration that it has not had, each in a transaction of its own.
 * @throws when a migration that was applied has been changed since, or when the database is newer than this program
 */
export async function migrate(pool: pg.Pool, folder: URL = FOLDER): Promise<void> {
  const migrations = await readMigrations(folder);
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
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

async function readMigrations(folder: URL): Promise<Migration[]> {
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
