import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isErrno, makeDataFolder, writePrivateFile } from './files.ts';

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
 * @throws when `instance.json` is there but damaged: making new secrets would lock everybody out of the database
 */
export async function openInstance(folder: string): Promise<Instance> {
  await makeDataFolder(folder);
  const path = join(folder, 'instance.json');
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  });
  if (text === null) {
    const fresh: Instance = {
      instanceId: randomUUID(),
      authSecret: randomBytes(32).toString('base64url'),
      databasePassword: randomBytes(24).toString('base64url'),
    };
    await writePrivateFile(path, JSON.stringify(fresh, null, 2));
    return fresh;
  }
  try {
    return instanceSchema.parse(JSON.parse(text));
  } catch {
    throw new Error(
      `${path} is damaged, so the server cannot reach its database. Nothing was changed. Restore the file from a backup, or move the folder away to begin anew.`,
    );
  }
}

/** Remembers where the embedded database was made. */
export async function rememberCluster(folder: string, instance: Instance, clusterFolder: string) {
  await writePrivateFile(
    join(folder, 'instance.json'),
    JSON.stringify({ ...instance, clusterFolder }, null, 2),
  );
}
