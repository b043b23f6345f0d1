import { execFile } from 'node:child_process';
import { readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isErrno } from '../data-folder/files.ts';

const run = promisify(execFile);

/** How long a left-over server may take to stop before it is told more firmly, in milliseconds. */
const PATIENCE = 15_000;

/**
 * Stops a PostgreSQL that a killed server left running on this folder, so that it can be started under our care.
 * The data folder's lock must be held: then whatever still runs here has no owner.
 * @throws when it does not stop
 */
export async function stopLeftOver(folder: string): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid');
  const pid = await readPid(pidFile);
  if (pid === null) return;
  if (!(await runsOn(pid, folder))) {
    // PostgreSQL would take an unrelated process with this id for itself and refuse to start.
    await unlink(pidFile).catch(() => undefined);
    return;
  }
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(pid, signal);
    const deadline = Date.now() + PATIENCE;
    while (Date.now() < deadline) {
      if (!(await runsOn(pid, folder))) return;
      await wait(50);
    }
  }
  throw new Error(
    `A PostgreSQL of an earlier run (process ${pid}) still holds ${folder} and does not stop. Nothing was changed. End that process, then start again.`,
  );
}

async function readPid(pidFile: string): Promise<number | null> {
  try {
    const pid = Number.parseInt((await readFile(pidFile, 'utf8')).split('\n')[0] ?? '', 10);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  }
}

/** True when this process runs and its command line names the folder, as ours always does. */
async function runsOn(pid: number, folder: string): Promise<boolean> {
  try {
    const command =
      process.platform === 'linux'
        ? await readFile(`/proc/${pid}/cmdline`, 'utf8')
        : (await run('ps', ['-o', 'args=', '-p', String(pid)])).stdout;
    return command.includes(folder);
  } catch {
    return false;
  }
}
