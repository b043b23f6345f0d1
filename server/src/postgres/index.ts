import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Instance, rememberCluster } from '../data-folder/instance.ts';
import { createCluster, ownerUrl, type RunningCluster, startCluster } from './cluster.ts';
import { chooseClusterFolder, findPrograms } from './cluster-folder.ts';
import { stopLeftOver } from './left-over.ts';
import { postgresUser } from './operating-user.ts';
import type { News } from './supervise.ts';

/**
 * Runs the embedded PostgreSQL of a data folder: makes it on the first start, and stops one that a killed server left running.
 * The caller holds the folder's lock.
 * @param onNews hears when it ends by itself, and what comes of it
 */
export async function runEmbeddedPostgres(
  dataFolder: string,
  instance: Instance,
  onNews: (news: News) => void = () => undefined,
): Promise<RunningCluster> {
  const user = await postgresUser();
  const cluster = await chooseClusterFolder(dataFolder, instance, user);
  const options = {
    folder: cluster.folder,
    password: instance.databasePassword,
    programs: await findPrograms(user),
    user,
  };
  if (cluster.made) await stopLeftOver(cluster.folder);
  else await createCluster(options);
  if (instance.clusterFolder === undefined) await rememberCluster(dataFolder, instance, cluster.remember);
  return startCluster({ ...options, onNews });
}

/**
 * Connection address of the embedded PostgreSQL that a running server has started on its folder.
 * @throws where none runs
 */
export async function runningUrl(
  dataFolder: string,
  { clusterFolder, databasePassword }: Instance,
): Promise<string> {
  const folder = resolve(dataFolder, clusterFolder ?? 'postgres');
  const pidFile = join(folder, 'postmaster.pid');
  const lines = await readFile(pidFile, 'utf8').catch(() => '');
  const port = Number(lines.split('\n')[3]);
  if (!Number.isInteger(port) || port <= 0) {
    throw new Error(
      `The database of the server that uses ${dataFolder} does not run just now. Nothing was checked. Try again.`,
    );
  }
  return ownerUrl({ folder, password: databasePassword }, port);
}
