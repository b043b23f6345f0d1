import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What lay for so long was left by a process that is gone, in milliseconds. */
const LEFT_OVER = 24 * 60 * 60 * 1_000;

/**
 * Makes a folder of this process alone for files that are being written. Several processes may share a data folder, and none empties
 * another's: what a killed one left goes a day later.
 * @param alone no other process uses the data folder, so whatever is there was left over
 * @returns the folder, and what removes it
 */
export async function openScratch(
  folder: string,
  alone: boolean,
): Promise<{ folder: string; close(): Promise<void> }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const oldest = alone ? Number.POSITIVE_INFINITY : Date.now() - LEFT_OVER;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < oldest) await rm(path, { recursive: true, force: true });
  }
  const own = join(folder, randomUUID());
  await mkdir(own, { mode: 0o700 });
  return { folder: own, close: () => rm(own, { recursive: true, force: true }) };
}
