import type { Instance } from '../data-folder/instance.ts';
import { DataFolderInUse, lockDataFolder } from '../data-folder/lock.ts';
import { runEmbeddedPostgres, runningUrl } from './index.ts';

/** A database that a command works with, and what gives it back. */
interface Reached {
  url: string;
  release: () => Promise<void>;
}

/** The embedded database of a data folder: a running server's, or the folder's own, started for as long as it is needed. */
export async function reachEmbedded(dataFolder: string, instance: Instance): Promise<Reached> {
  try {
    const unlock = await lockDataFolder(dataFolder);
    try {
      const cluster = await runEmbeddedPostgres(dataFolder, instance);
      return { url: cluster.url, release: () => cluster.stop().finally(unlock) };
    } catch (error) {
      await unlock();
      throw error;
    }
  } catch (error) {
    if (!(error instanceof DataFolderInUse)) throw error;
    return { url: await runningUrl(dataFolder, instance), release: async () => undefined };
  }
}
