import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { m } from '@marketsafe/words';
import type pg from 'pg';
import { type Objects, openObjects } from '../blobs/s3/objects.ts';
import { isErrno, writePrivateFile } from '../data-folder/files.ts';
import { readInstance } from '../data-folder/instance.ts';
import type { ServerOptions } from '../index.ts';
import { reachEmbedded } from '../postgres/reach.ts';
import { ROOTS_FILE } from '../verification/roots-file.ts';
import { VERSION } from '../version.ts';
import { sequencesOf, tablesOf } from './catalogue.ts';
import { copyFile, forEachOf, hashFile, hashInName, linkEarlier, sizeOf } from './files.ts';
import { guideText } from './guide.ts';
import { beginList, type FileList } from './list.ts';
import { FILES_LOCK } from './lock.ts';
import {
  type BackedUpTable,
  IN_BACKUP,
  isHalf,
  type Manifest,
  readManifest,
  writeManifest,
} from './manifest.ts';
import type { Tell } from './progress.ts';
import { BackupRefused } from './refused.ts';
import { connectToCopy, packRows, unpack, wholeTable } from './rows.ts';
import { filesBelow, type Source, storedObjects } from './sources.ts';

/** Files that are copied at once. */
const AT_ONCE = 4;

/** Which files of a data folder are secret, by their names. */
const SECRETS = /^(instance\.json|signing-key\.pem|demo-credentials\.json)$|^mail[\\/]/;

/** Finds every stored file that rows name, by its path under `blobs`. */
const NAMED_FILES = `select organisation_id || '/' || left(sha256, 2) || '/' || sha256 from app.blobs
  union select 'packet-' || packet_id || '/' || left(sha256, 2) || '/' || sha256 from disclosed.files`;

/** What is to be backed up, and where to. */
export interface BackupOrder extends Pick<ServerOptions, 'dataFolder' | 'databaseUrl' | 'objectStore'> {
  folder: string;
  /** An earlier backup: what it has of the stored files gets a second name instead of a copy. */
  earlier?: string | undefined;
  tell: Tell;
}

/**
 * Backs up a database and its files, beside a running server or without one. All rows are of one moment; the files are copied after it,
 * and a file is there before a row names it, so that none of them is missing.
 * @throws BackupRefused, and nothing was changed
 */
export async function takeBackup(order: BackupOrder): Promise<Manifest> {
  const folder = resolve(order.folder);
  const dataFolder = resolve(order.dataFolder);
  const { objectStore } = order;
  const earlier = order.earlier === undefined ? null : resolve(order.earlier);
  if (
    `${folder}${sep}`.startsWith(`${dataFolder}${sep}`) ||
    `${dataFolder}${sep}`.startsWith(`${folder}${sep}`)
  ) {
    throw new BackupRefused((locale) => m.backup_inside_data({ folder, dataFolder }, { locale }));
  }
  const instance = await readInstance(dataFolder);
  if (!instance) throw new BackupRefused((locale) => m.backup_no_data({ dataFolder }, { locale }));
  if (earlier !== null) await readManifest(earlier);
  await beginFolder(folder);
  const database =
    order.databaseUrl === undefined
      ? await reachEmbedded(dataFolder, instance)
      : { url: order.databaseUrl, release: async () => undefined };
  try {
    return await backUp({ folder, dataFolder, objectStore, earlier, tell: order.tell }, database.url);
  } finally {
    await database.release();
  }
}

/** A new folder, or one with half a backup, which is gone on with. */
async function beginFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const there = await readdir(folder);
  if (there.length > 0 && (there.includes(IN_BACKUP.manifest) || !(await isHalf(folder)))) {
    throw new BackupRefused((locale) => m.backup_folder_used({ folder }, { locale }));
  }
  await writePrivateFile(join(folder, IN_BACKUP.underWay), '{}\n');
}

/** A backup under way. */
interface Work {
  folder: string;
  dataFolder: string;
  objectStore: BackupOrder['objectStore'];
  earlier: string | null;
  tell: Tell;
}

async function backUp(work: Work, url: string): Promise<Manifest> {
  const { folder, dataFolder, tell } = work;
  const list = await beginList(folder);
  const client = await connectToCopy(url);
  try {
    await client.query('select pg_advisory_lock_shared($1)', [FILES_LOCK]);
    // Before the rows: the file never has a root that they lack.
    const roots = await copyFile(join(dataFolder, ROOTS_FILE), join(folder, IN_BACKUP.files, ROOTS_FILE));
    if (roots) await list.add(ROOTS_FILE, roots);
    const rows = await packDatabase(client, folder, tell);
    const files = await copyFiles(work, list);
    const missing = await missingOf(folder, rows.named.file);
    await writePrivateFile(join(folder, IN_BACKUP.guide), guideText());
    const manifest = {
      ...{ version: VERSION, finishedAt: new Date().toISOString() },
      ...rows,
      files: await list.end(),
      ...{ damaged: files.damaged, missing, secrets: files.secrets },
    };
    await writeManifest(folder, manifest);
    await rm(join(folder, IN_BACKUP.underWay), { force: true });
    return { format: 1, ...manifest };
  } finally {
    await list.close();
    await client.end();
  }
}

/** Packs every table as it stood at one moment. */
async function packDatabase(client: pg.Client, folder: string, tell: Tell) {
  await client.query('begin isolation level repeatable read read only');
  const { tables, leftOut } = await tablesOf(client);
  const taken = await client.query<{ at: Date }>('select now() as at');
  const migrations = await client.query<Manifest['migrations'][number]>(
    'select number, name, sha256 from meta.migrations order by number',
  );
  const packed: BackedUpTable[] = [];
  for (const table of tables) {
    tell({
      step: 'table',
      name: `${table.schema}.${table.name}`,
      number: packed.length + 1,
      of: tables.length,
    });
    const file = `${IN_BACKUP.tables}/${table.schema}.${table.name}.copy.gz`;
    packed.push({ ...table, ...(await packRows(client, wholeTable(table), folder, file).catch(seesAll)) });
  }
  const named = await packRows(client, NAMED_FILES, folder, `${IN_BACKUP.tables}/named-files.txt.gz`);
  const sequences = await sequencesOf(client);
  await client.query('commit');
  const takenAt = (taken.rows[0]?.at ?? new Date()).toISOString();
  return { takenAt, migrations: migrations.rows, tables: packed, leftOut, named, sequences };
}

/** A role that row-level security holds would get a part of the rows. */
function seesAll(error: unknown): never {
  if (!isErrno(error, '42501')) throw error;
  throw new BackupRefused((locale) => m.backup_not_all_rows({}, { locale }));
}

async function copyFiles({ folder, dataFolder, objectStore, earlier, tell }: Work, list: FileList) {
  const damaged: string[] = [];
  const secrets = new Set<string>();
  let done = 0;
  let linked = 0;
  tell({ step: 'files', done, linked });
  const sources = objectStore
    ? filesAndObjects(dataFolder, openObjects(objectStore))
    : filesBelow(dataFolder, (path) => path === ROOTS_FILE);
  await forEachOf(sources, AT_ONCE, async ({ path, size, copyTo }) => {
    const target = join(folder, IN_BACKUP.files, path);
    const name = hashInName(path);
    const isLinked =
      name !== null &&
      earlier !== null &&
      (await linkEarlier(await size(), join(earlier, IN_BACKUP.files, path), target));
    const copied =
      name !== null && isLinked
        ? { sha256: name, bytes: (await sizeOf(target)) ?? 0 }
        : ((name === null ? null : await keptFrom(target, name)) ?? (await copyTo(target)));
    // An upload was finished, or a mail has gone.
    if (copied === null) return;
    if (name !== null && copied.sha256 !== name) damaged.push(path);
    const secret = SECRETS.exec(path)?.[0];
    if (secret !== undefined) secrets.add(`${IN_BACKUP.files}/${secret}`);
    await list.add(path, copied);
    done += 1;
    if (isLinked) linked += 1;
    tell({ step: 'files', done, linked });
  });
  return { damaged, secrets: [...secrets].sort() };
}

/** The data folder's own files, and in the place of its stored ones those of the object store. */
async function* filesAndObjects(dataFolder: string, objects: Objects): AsyncGenerator<Source> {
  yield* filesBelow(dataFolder, (path) => path === ROOTS_FILE || hashInName(path) !== null);
  yield* storedObjects(objects);
}

/** What a half backup has already, where it is whole. */
async function keptFrom(target: string, sha256: string) {
  const there = await hashFile(target);
  return there?.sha256 === sha256 ? there : null;
}

/** Stored files that rows name and the backup has not. */
async function missingOf(folder: string, named: string): Promise<string[]> {
  const missing: string[] = [];
  for await (const path of createInterface({ input: unpack(join(folder, named)) })) {
    const isThere = await stat(join(folder, IN_BACKUP.files, 'blobs', path)).then(
      () => true,
      () => false,
    );
    if (!isThere) missing.push(`blobs/${path}`);
  }
  return missing;
}
