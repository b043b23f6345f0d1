import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { openBlobStore } from '../blobs/open-store.ts';
import { openInstance } from '../data-folder/instance.ts';
import { connect } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import type { ServerOptions } from '../index.ts';
import { packetFolder } from '../packets/folder.ts';
import { reachEmbedded } from '../postgres/reach.ts';
import { raidFolder } from '../raids/folder.ts';
import { usableDatabase, usableDataFolder } from '../settings/usable.ts';
import { DEMO_PUBLICATIONS } from './publications.ts';

/** What was removed. */
export interface RemovedDemo {
  organisations: number;
  claims: number;
  people: number;
}

/**
 * Removes the organisations of the demo program whole, with claims, chains, files and people, beside a running server or without one.
 * Audit chains cannot be shortened; a chain that goes with its organisation is noted with its end, so that the program's roots, which name
 * it, can still be checked, and the chains of the program's other organisations are as they were.
 */
export async function removeDemo({
  dataFolder,
  databaseUrl,
  objectStore,
}: Pick<ServerOptions, 'dataFolder' | 'databaseUrl' | 'objectStore'>): Promise<RemovedDemo> {
  await usableDataFolder(dataFolder);
  const database =
    databaseUrl === undefined
      ? await reachEmbedded(dataFolder, await openInstance(dataFolder))
      : { url: databaseUrl, release: async () => undefined };
  try {
    const owner = connect(database.url, '-c timezone=UTC', 1);
    try {
      if (databaseUrl !== undefined) await usableDatabase(owner, databaseUrl);
      await migrate(owner);
      const { removed, ids, packets, raids } = await removeRows(owner);
      const store = await openBlobStore({ folder: join(dataFolder, 'blobs'), s3: objectStore });
      const folders = [...packets.map(packetFolder), ...raids.map(raidFolder)];
      for (const id of [...ids, ...folders]) await store.removeFolder(id);
      for (const name of ['demo-claims.json', 'demo-credentials.json']) {
        await rm(join(dataFolder, name), { force: true });
      }
      return removed;
    } finally {
      await owner.end();
    }
  } finally {
    await database.release();
  }
}

async function removeRows(
  owner: pg.Pool,
): Promise<{ removed: RemovedDemo; ids: string[]; packets: string[]; raids: string[] }> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    const tables = await tablesOf(client);
    // For this transaction alone: what is append-only and closed for everybody is so again once it has ended.
    for (const table of tables) {
      await client.query(`alter table app.${table} disable trigger user, no force row level security`);
    }
    const demos = await client.query<{ organisation_id: string }>(
      'select organisation_id from app.organisations where demo',
    );
    const ids = demos.rows.map((row) => row.organisation_id);
    const claims = await client.query('select from app.claims where organisation_id = any($1)', [ids]);
    const people = await client.query<{ user_id: string }>(
      `select user_id from app.memberships group by user_id having bool_and(organisation_id = any($1::uuid[]))`,
      [ids],
    );
    await client.query(
      `insert into meta.removed_demos (organisation_id, removed_at, name, audit_sequence, audit_hash, last_root)
       select organisation_id, now(), name, audit_sequence, encode(audit_hash, 'hex'),
         (select coalesce(max(number), 0) from meta.audit_roots)
       from app.organisations join app.ledger_heads using (organisation_id) where demo`,
    );
    const packets = await removeDisclosed(client, ids);
    const raids = await removeDisclosedRaids(client, ids);
    await removeFromGroup(client, ids);
    await removeApplications(client);
    await removePublications(client);
    await removeInOrder(client, tables, ids);
    await client.query('delete from meta.reading_days where demo');
    await client.query('delete from auth."user" where "id" = any($1)', [
      people.rows.map((row) => row.user_id),
    ]);
    for (const table of tables) {
      await client.query(`alter table app.${table} enable trigger user, force row level security`);
    }
    await client.query('commit');
    const removed = {
      organisations: ids.length,
      claims: claims.rowCount ?? 0,
      people: people.rowCount ?? 0,
    };
    return { removed, ids, packets, raids };
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** Deletes what was disclosed of organisations. @returns the packets' ids */
async function removeDisclosed(client: pg.PoolClient, organisations: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ packet_id: string }>(
    'select packet_id from app.packets where organisation_id = any($1)',
    [organisations],
  );
  const packets = rows.map((row) => row.packet_id);
  for (const table of ['withdrawn_links', 'files', 'links', 'packets']) {
    await client.query(`alter table disclosed.${table} disable trigger user, no force row level security`);
    await client.query(`delete from disclosed.${table} where packet_id = any($1)`, [packets]);
    await client.query(`alter table disclosed.${table} enable trigger user, force row level security`);
  }
  return packets;
}

/** Deletes packages of organisations' raids that were disclosed. @returns the ids of all their packages */
async function removeDisclosedRaids(
  client: pg.PoolClient,
  organisations: readonly string[],
): Promise<string[]> {
  const { rows } = await client.query<{ package_id: string }>(
    'select package_id from app.raid_packages where organisation_id = any($1)',
    [organisations],
  );
  const packages = rows.map((row) => row.package_id);
  for (const table of ['raid_answers', 'raids']) {
    await client.query(`alter table disclosed.${table} disable trigger user, no force row level security`);
    await client.query(`delete from disclosed.${table} where package_id = any($1)`, [packages]);
    await client.query(`alter table disclosed.${table} enable trigger user, force row level security`);
  }
  return packages;
}

/** Deletes what demo organisations wrote to the working group and chose there, and topics of theirs with all that others wrote to them. */
async function removeFromGroup(client: pg.PoolClient, organisations: readonly string[]): Promise<void> {
  const gone = `organisation_id = any($1) or topic_id in (
    select topic_id from working_group.entries where kind = 'topic' and organisation_id = any($1))`;
  for (const table of ['votes', 'entries']) {
    await client.query(
      `alter table working_group.${table} disable trigger user, no force row level security`,
    );
    await client.query(`delete from working_group.${table} where ${gone}`, [organisations]);
    await client.query(`alter table working_group.${table} enable trigger user, force row level security`);
  }
  await client.query('alter table working_group.publications disable trigger user');
  await client.query('delete from working_group.publications where demo');
  await client.query('alter table working_group.publications enable trigger user');
}

/** Deletes the demo program's applications, with everything that belongs to each. */
async function removeApplications(client: pg.PoolClient): Promise<void> {
  await client.query('alter table intake.applications no force row level security');
  await client.query('delete from intake.applications where demo');
  await client.query('alter table intake.applications force row level security');
}

/** Deletes what the demo program published. */
async function removePublications(client: pg.PoolClient): Promise<void> {
  await client.query('alter table program.publications disable trigger user, no force row level security');
  await client.query('delete from program.publications where publication_id = any($1)', [
    Object.values(DEMO_PUBLICATIONS),
  ]);
  await client.query('alter table program.publications enable trigger user, force row level security');
}

async function tablesOf(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I', relname) as name from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** Deletes rows table by table, those first that nothing left refers to. */
async function removeInOrder(client: pg.PoolClient, tables: readonly string[], ids: string[]): Promise<void> {
  let left = [...tables];
  while (left.length > 0) {
    const held: string[] = [];
    for (const table of left) {
      await client.query('savepoint one');
      try {
        await client.query(`delete from app.${table} where organisation_id = any($1)`, [ids]);
        await client.query('release savepoint one');
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === '23503')) throw error;
        await client.query('rollback to savepoint one');
        held.push(table);
      }
    }
    if (held.length === left.length) throw new Error(`rows of ${held.join(', ')} refer to each other`);
    left = held;
  }
}
