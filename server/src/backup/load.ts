import { join } from 'node:path';
import { m } from '@marketsafe/words';
import type pg from 'pg';
import { connect } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { quote, quoted, type Table, tablesOf } from './catalogue.ts';
import type { BackedUpTable, Manifest } from './manifest.ts';
import type { Tell } from './progress.ts';
import { BackupRefused } from './refused.ts';
import { connectToCopy, hashRows, loadRows, wholeTable } from './rows.ts';

/** What is loaded. */
interface Source {
  folder: string;
  manifest: Manifest;
  manifestSha256: string;
}

/**
 * Makes the tables as they were when the backup was taken, by the migrations up to then, and loads all rows in one transaction: a
 * database has all of a backup or, marked as such, nothing. What was loaded is read again and compared before it is committed.
 */
export async function loadDatabase(url: string, source: Source, tell: Tell): Promise<void> {
  const owner = connect(url, '-c timezone=UTC', 2);
  try {
    await owner.query('create schema if not exists restoring');
    await owner.query('create table if not exists restoring.backup (manifest_sha256 text not null)');
    await owner.query('delete from restoring.backup');
    await owner.query('insert into restoring.backup values ($1)', [source.manifestSha256]);
    await migrate(owner, { last: source.manifest.migrations.at(-1)?.number ?? 0, restoring: true });
  } finally {
    await owner.end();
  }
  const client = await connectToCopy(url);
  try {
    await client.query('begin');
    await loadAll(client, source, tell);
    await client.query('drop schema restoring cascade');
    await client.query('commit');
  } finally {
    // Ends the transaction, too, where anything failed.
    await client.end();
  }
}

async function loadAll(client: pg.Client, { folder, manifest }: Source, tell: Tell): Promise<void> {
  const tables = await sameTables(client, manifest);
  const guards = await lowerGuards(client, tables);
  await client.query(`truncate ${tables.map(quoted).join(', ')}`);
  let number = 0;
  for (const table of tables) {
    number += 1;
    tell({ step: 'table', name: `${table.schema}.${table.name}`, number, of: tables.length });
    compare(table, await loadRows(client, table, join(folder, table.file)));
  }
  for (const { schema, name, last } of manifest.sequences) {
    const sequence = `${quote(schema)}.${quote(name)}`;
    if (last !== null) await client.query('select setval($1::regclass, $2::bigint)', [sequence, last]);
  }
  number = 0;
  for (const table of tables) {
    number += 1;
    tell({ step: 'compare', number, of: tables.length });
    compare(table, await hashRows(client, wholeTable(table)));
  }
  await guards.raise();
}

/** The backup's tables, which have to be the database's own. */
async function sameTables(client: pg.Client, manifest: Manifest): Promise<BackedUpTable[]> {
  const nameOf = ({ schema, name, columns }: Table) => `${schema}.${name}(${columns.join()})`;
  const own = new Set((await tablesOf(client)).tables.map(nameOf));
  const strange = manifest.tables.map(nameOf).filter((name) => !own.delete(name));
  if (strange.length + own.size > 0) {
    throw new BackupRefused((locale) =>
      m.backup_other_tables({ tables: [...strange, ...own].join('; ') }, { locale }),
    );
  }
  return manifest.tables;
}

function compare(table: BackedUpTable, loaded: { rows: number; contentSha256: string }): void {
  if (loaded.contentSha256 === table.contentSha256 && loaded.rows === table.rows) return;
  const name = `${table.schema}.${table.name}`;
  throw new BackupRefused((locale) =>
    m.backup_rows_differ({ table: name, expected: table.rows, loaded: loaded.rows }, { locale }),
  );
}

/**
 * For this transaction alone: what is append-only, closed for everybody or held together by keys is so again once everything is there.
 * Keys are dropped and made anew, which checks all rows at once.
 */
async function lowerGuards(client: pg.Client, tables: readonly Table[]) {
  const keys = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and conparentid = 0 and conrelid = any($1::regclass[]::oid[]) order by 1, 2`,
    [tables.map(quoted)],
  );
  const forced = await client.query<{ table: string }>(
    'select oid::regclass::text as table from pg_class where relforcerowsecurity and oid = any($1::regclass[]::oid[])',
    [tables.map(quoted)],
  );
  for (const { table, name } of keys.rows)
    await client.query(`alter table ${table} drop constraint ${quote(name)}`);
  for (const { table } of forced.rows) await client.query(`alter table ${table} no force row level security`);
  for (const table of tables) await client.query(`alter table ${quoted(table)} disable trigger user`);
  return {
    async raise(): Promise<void> {
      for (const table of tables) await client.query(`alter table ${quoted(table)} enable trigger user`);
      for (const { table, name, definition } of keys.rows) {
        await client.query(`alter table ${table} add constraint ${quote(name)} ${definition}`);
      }
      for (const { table } of forced.rows)
        await client.query(`alter table ${table} force row level security`);
    },
  };
}
