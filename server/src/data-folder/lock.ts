import { readFileSync } from 'node:fs';
import { open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isErrno, makeDataFolder } from './files.ts';

const holder = z.object({ pid: z.number().int().positive(), started: z.string().nullable() });
type Holder = z.infer<typeof holder>;

/** Locks this process holds: a file that names our own process id without being here was left by another life of that id. */
const held = new Set<string>();

/** Another running server uses the data folder. */
export class DataFolderInUse extends Error {
  override name = 'DataFolderInUse';
}

/**
 * Takes the data folder for this process, so that no two servers ever write to one embedded database or blob folder.
 * A lock left behind by a process that no longer runs is replaced.
 * @returns a function that gives the folder back
 * @throws DataFolderInUse when a running process holds it
 */
export async function lockDataFolder(folder: string): Promise<() => Promise<void>> {
  await makeDataFolder(folder);
  const path = join(folder, 'server.lock');
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await createLock(path)) {
      held.add(path);
      return async () => {
        held.delete(path);
        await unlink(path).catch(ignoreMissing);
      };
    }
    const other = await readHolder(path);
    if (other && isRunning(other, path)) {
      throw new DataFolderInUse(
        `Another MarketSafe server (process ${other.pid}) is using ${folder}. Nothing was changed. ` +
          `Stop that server, or start this one with another DATA_FOLDER. If process ${other.pid} is something else, delete ${path}.`,
      );
    }
    await unlink(path).catch(ignoreMissing);
  }
  throw new DataFolderInUse(
    `Another MarketSafe server is starting on ${folder}. Nothing was changed. Try again.`,
  );
}

async function createLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    const mine: Holder = { pid: process.pid, started: startOf(process.pid) };
    await file.writeFile(JSON.stringify(mine));
    await file.close();
    return true;
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  }
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    const parsed = holder.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    // Killed between creating the file and writing it, or released just now.
    if (error instanceof SyntaxError || isErrno(error, 'ENOENT')) return null;
    throw error;
  }
}

function isRunning(other: Holder, path: string): boolean {
  if (other.pid === process.pid) return held.has(path);
  try {
    process.kill(other.pid, 0);
  } catch (error) {
    if (isErrno(error, 'ESRCH')) return false;
  }
  // Process ids come round again, above all in containers: the same id started at another time is another process.
  const started = startOf(other.pid);
  return started === null || other.started === null || started === other.started;
}

/** Start of a process in clock ticks since boot, as Linux tells it; null elsewhere. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function ignoreMissing(error: unknown): void {
  if (!isErrno(error, 'ENOENT')) throw error;
}
