import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { m } from '@marketsafe/words';
import { type Objects, openObjects } from '../blobs/s3/objects.ts';
import { makeDataFolder, writePrivateFile } from '../data-folder/files.ts';
import { adoptSecrets, readSecrets } from '../data-folder/instance.ts';
import { lockDataFolder } from '../data-folder/lock.ts';
import { RESTORING_FILE, readRestoring } from '../data-folder/restoring.ts';
import { connect } from '../db/connect.ts';
import { RESTORING_SCHEMA, readMigrations } from '../db/migrate.ts';
import type { ServerOptions } from '../index.ts';
import { runEmbeddedPostgres } from '../postgres/index.ts';
import { usableDatabase, usableDataFolder } from '../settings/usable.ts';
import { checkBackup, refuseFaults } from './check.ts';
import { copyFile, forEachOf, hashFile, hashInName } from './files.ts';
import { readList } from './list.ts';
import { loadDatabase } from './load.ts';
import { IN_BACKUP, type Manifest, newer, readManifest } from './manifest.ts';
import type { Tell } from './progress.ts';
import { BackupRefused } from './refused.ts';

const AT_ONCE = 4;

/** What is to be restored, and where to. */
export interface RestoreOrder extends Pick<ServerOptions, 'dataFolder' | 'databaseUrl' | 'objectStore'> {
  folder: string;
  tell: Tell;
}

/**
 * Puts a backup into an empty data folder and an empty database. Everything is compared with its hash before and after. Interrupted, it
 * goes on where it was when it is asked again; no server starts on half of it.
 * @throws BackupRefused, and nothing was changed
 */
export async function restoreBackup(order: RestoreOrder): Promise<Manifest> {
  const folder = resolve(order.folder);
  const dataFolder = resolve(order.dataFolder);
  await refuseNewer(folder, await readManifest(folder));
  const manifestSha256 = createHash('sha256')
    .update(await readFile(join(folder, IN_BACKUP.manifest)))
    .digest('hex');
  const objects = order.objectStore ? openObjects(order.objectStore) : null;
  const begun = await readRestoring(dataFolder);
  if (begun === null) await refuseUsed(dataFolder, objects);
  else if (begun.manifestSha256 !== manifestSha256) {
    throw new BackupRefused((locale) =>
      m.backup_other_restore({ dataFolder, folder: begun.folder }, { locale }),
    );
  }
  const { manifest, faults } = await checkBackup(folder, order.tell);
  refuseFaults(folder, faults);
  if (order.databaseUrl !== undefined) await refuseUsedDatabase(order.databaseUrl, manifestSha256);
  await makeDataFolder(dataFolder);
  await usableDataFolder(dataFolder);
  const unlock = await lockDataFolder(dataFolder);
  try {
    await writePrivateFile(join(dataFolder, RESTORING_FILE), JSON.stringify({ folder, manifestSha256 }));
    await putBackFiles(folder, { dataFolder, objects }, manifest, order.tell);
    await putBackRows(order, { folder, dataFolder, manifest, manifestSha256 });
    await rm(join(dataFolder, RESTORING_FILE));
    return manifest;
  } finally {
    await unlock();
  }
}

/** @throws BackupRefused where the backup's tables are of a version that this one does not know */
async function refuseNewer(folder: string, { migrations, version }: Manifest): Promise<void> {
  const known = await readMigrations();
  for (const { number, name, sha256 } of migrations) {
    const own = known.find((migration) => migration.number === number);
    if (!own) throw newer(folder, version);
    if (own.sha256 === sha256) continue;
    throw new BackupRefused((locale) => m.backup_other_version({ folder, migration: name }, { locale }));
  }
}

/** @throws BackupRefused where the data folder or the object store holds anything */
async function refuseUsed(dataFolder: string, objects: Objects | null): Promise<void> {
  const stored = (await objects?.folders()) ?? [];
  if (stored.length > 0) {
    throw new BackupRefused((locale) =>
      m.backup_store_used({ folders: stored.slice(0, 5).join(', ') }, { locale }),
    );
  }
  const found: string[] = [];
  for (const entry of await readdir(dataFolder, { withFileTypes: true }).catch(() => [])) {
    // A volume of its own may have been made already.
    const isEmpty = entry.isDirectory() && (await readdir(join(dataFolder, entry.name))).length === 0;
    if (!isEmpty && entry.name !== 'lost+found') found.push(entry.name);
  }
  if (found.length === 0) return;
  throw new BackupRefused((locale) =>
    m.backup_data_used({ dataFolder, files: found.slice(0, 5).join(', ') }, { locale }),
  );
}

/** @throws BackupRefused where the database holds anything but the beginning of this restoring */
async function refuseUsedDatabase(url: string, manifestSha256: string): Promise<void> {
  const owner = connect(url, '-c timezone=UTC', 1);
  try {
    await usableDatabase(owner, url);
    const { rows } = await owner.query<{ schema: string }>(
      `select nspname as schema from pg_namespace where nspname not like 'pg\\_%' and nspname not in ('information_schema', 'public')
       union select 'public' from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
    );
    if (rows.length === 0) return;
    const schemas = rows.map(({ schema }) => schema);
    if (schemas.includes(RESTORING_SCHEMA)) {
      const begun = await owner.query<{ manifest_sha256: string }>(
        'select manifest_sha256 from restoring.backup',
      );
      if (begun.rows[0]?.manifest_sha256 === manifestSha256) return;
    }
    throw new BackupRefused((locale) => m.backup_database_used({ schemas: schemas.join(', ') }, { locale }));
  } finally {
    await owner.end();
  }
}

async function putBackFiles(
  folder: string,
  { dataFolder, objects }: { dataFolder: string; objects: Objects | null },
  manifest: Manifest,
  tell: Tell,
) {
  const of = manifest.files.count;
  let done = 0;
  tell({ step: 'put-back', done, of });
  await forEachOf(readList(folder), AT_ONCE, async ({ path, sha256 }) => {
    const name = path.slice(IN_BACKUP.files.length + 1);
    if (name === 'instance.json') await putBackSecrets(join(folder, path), dataFolder);
    else if (objects && hashInName(name) !== null) {
      await putBackObject(objects, join(folder, path), { key: keyIn(name), sha256 });
    } else await putBack(join(folder, path), join(dataFolder, name), sha256);
    done += 1;
    tell({ step: 'put-back', done, of });
  });
}

async function putBackSecrets(from: string, dataFolder: string): Promise<void> {
  // A restoring before this one may have made the database under them.
  if ((await readSecrets(dataFolder).catch(() => null)) === null) {
    await adoptSecrets(dataFolder, await readFile(from, 'utf8'));
  }
}

/** Copies a file back; what an interrupted restoring has put there already stays. */
async function putBack(from: string, to: string, sha256: string): Promise<void> {
  if ((await hashFile(to))?.sha256 === sha256) return;
  const copied = await copyFile(from, to);
  if (copied?.sha256 === sha256) return;
  throw new BackupRefused((locale) => m.backup_changed_meanwhile({ file: from }, { locale }));
}

/** A stored file's name in an object store. */
const keyIn = (path: string) => path.split(sep).slice(1).join('/');

/** Puts a stored file into the object store; what an interrupted restoring has put there already stays. */
async function putBackObject(
  objects: Objects,
  from: string,
  { key, sha256 }: { key: string; sha256: string },
): Promise<void> {
  const bytes = await openAsBlob(from);
  if (await objects.put(key, { bytes, sha256 }, { absent: true })) return;
  const there = await objects.get(key);
  const digest = createHash('sha256');
  for await (const piece of there?.pieces() ?? []) digest.update(piece);
  if (digest.digest('hex') === sha256) return;
  throw new BackupRefused((locale) => m.backup_changed_meanwhile({ file: key }, { locale }));
}

interface Target {
  folder: string;
  dataFolder: string;
  manifest: Manifest;
  manifestSha256: string;
}

async function putBackRows({ databaseUrl, tell }: RestoreOrder, target: Target): Promise<void> {
  if (databaseUrl !== undefined) {
    await loadDatabase(databaseUrl, target, tell);
    return;
  }
  const instance = await readSecrets(target.dataFolder);
  if (!instance) throw new Error(`the backup in ${target.folder} has no instance.json`);
  const cluster = await runEmbeddedPostgres(target.dataFolder, instance);
  try {
    await loadDatabase(cluster.url, target, tell);
  } finally {
    await cluster.stop();
  }
}
