import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isErrno } from './files.ts';

/** File of a data folder that says that a backup is being put into it. */
export const RESTORING_FILE = 'restoring.json';

const restoring = z.object({
  /** The backup. */
  folder: z.string(),
  /** SHA-256 of its manifest. */
  manifestSha256: z.string(),
});
export type Restoring = z.infer<typeof restoring>;

/** Which backup is being put into a data folder, or was when that was interrupted; null for a folder that is whole. */
export async function readRestoring(dataFolder: string): Promise<Restoring | null> {
  const text = await readFile(join(dataFolder, RESTORING_FILE), 'utf8').catch((error: unknown) => {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  });
  return text === null ? null : restoring.parse(JSON.parse(text));
}

/**
 * Keeps everybody out of a data folder into which a backup was put by half.
 * @throws in plain words
 */
export async function refuseHalfRestored(dataFolder: string): Promise<void> {
  const half = await readRestoring(dataFolder);
  if (!half) return;
  throw new Error(
    `${dataFolder} holds half of what was restored from ${half.folder}. Nothing was changed. Run “restore ${half.folder}” again: it goes on where it was.`,
  );
}
