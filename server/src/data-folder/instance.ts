import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isErrno, makeDataFolder, writeNewPrivateFile, writePrivateFile } from './files.ts';
import { refuseHalfRestored } from './restoring.ts';

const instanceSchema = z.object({
  /** Names this installation where something of it has to lie outside its folder. */
  instanceId: z.uuid(),
  /** Signs session cookies and bearer tokens. */
  authSecret: z.string().min(32),
  /** Password of the embedded database's owner. */
  databasePassword: z.string().min(16),
  /** Where the embedded database lies, once it has been made: `postgres` inside the folder, or an absolute path. */
  clusterFolder: z.string().optional(),
});

/** What one installation has to remember between starts and never shows. */
export type Instance = z.infer<typeof instanceSchema>;

/**
 * Opens a data folder: makes it when it is new, and reads or makes its secrets (`instance.json`, readable by its owner only).
 * @throws when `instance.json` is there but damaged, or gone from a folder that was used: making new secrets would lock everybody out of
 * the database
 */
export async function openInstance(folder: string): Promise<Instance> {
  await makeDataFolder(folder);
  const known = await readInstance(folder);
  if (known) return known;
  const fresh: Instance = {
    instanceId: randomUUID(),
    authSecret: randomBytes(32).toString('base64url'),
    databasePassword: randomBytes(24).toString('base64url'),
  };
  const isFirst = await writeNewPrivateFile(join(folder, 'instance.json'), JSON.stringify(fresh, null, 2));
  // Another server on the same folder was quicker: its secrets are those of both.
  return isFirst ? fresh : openInstance(folder);
}

/**
 * The secrets of a data folder; null where it was never used.
 * @throws as `openInstance`, and where a backup was put into it by half
 */
export async function readInstance(folder: string): Promise<Instance | null> {
  await refuseHalfRestored(folder);
  return readSecrets(folder);
}

/** The same of a folder into which a backup is being put. */
export async function readSecrets(folder: string): Promise<Instance | null> {
  const path = join(folder, 'instance.json');
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  });
  if (text === null) {
    await refuseUsed(folder, path);
    return null;
  }
  try {
    return instanceSchema.parse(JSON.parse(text));
  } catch {
    throw new Error(
      `${path} is damaged, so the server cannot reach its database. Nothing was changed. Restore the file from a backup, or move the folder away to begin anew.`,
    );
  }
}

/** What a start makes after the secrets; an operator may have made empty folders, for volumes of their own. */
const TRACES = ['postgres/PG_VERSION', 'signing-key.pem'];
const ORGANISATION = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

async function refuseUsed(folder: string, path: string): Promise<void> {
  const found = TRACES.filter((name) => existsSync(join(folder, name)));
  const stored = await readdir(join(folder, 'blobs')).catch(() => []);
  if (stored.some((name) => ORGANISATION.test(name))) found.push('blobs');
  if (found.length === 0) return;
  throw new Error(
    `${path} is missing, although ${folder} was used before: it holds ${found.join(', ')}. Without it the server reaches neither its database nor its sessions. Nothing was changed. Restore the file from a backup, or move the folder away to begin anew.`,
  );
}

/** The secrets of another installation, for this folder: under a name of its own, and its database is still to be made. */
export async function adoptSecrets(folder: string, text: string): Promise<Instance> {
  const { authSecret, databasePassword } = instanceSchema.parse(JSON.parse(text));
  const instance = { instanceId: randomUUID(), authSecret, databasePassword };
  await writePrivateFile(join(folder, 'instance.json'), JSON.stringify(instance, null, 2));
  return instance;
}

/** Remembers where the embedded database was made. */
export async function rememberCluster(folder: string, instance: Instance, clusterFolder: string) {
  await writePrivateFile(
    join(folder, 'instance.json'),
    JSON.stringify({ ...instance, clusterFolder }, null, 2),
  );
}
