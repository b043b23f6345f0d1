import { open, readFile, truncate } from 'node:fs/promises';
import { sha256Hex, signedStatement, uuid } from '@marketsafe/contract';
import { z } from 'zod';
import { isErrno } from '../data-folder/files.ts';

/** File of the data folder in which roots are kept. */
export const ROOTS_FILE = 'audit-roots.jsonl';

const keptRoot = z.object({
  ...signedStatement.shape,
  number: z.number().int().positive(),
  moved: z.array(z.object({ organisationId: uuid, sequence: z.number().int().positive(), hash: sha256Hex })),
});

/** A root with the heads that had moved since the one before. */
export type KeptRoot = z.infer<typeof keptRoot>;

/** The roots of a file, one a line; undefined where there is no file. A last line that a dying server left half is not counted. */
export async function readRootsFile(file: string): Promise<(KeptRoot | null)[] | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  });
  return text
    ?.split('\n')
    .slice(0, -1)
    .map((line) => {
      try {
        return keptRoot.parse(JSON.parse(line));
      } catch {
        return null;
      }
    });
}

/**
 * Appends to the file the roots it lacks, on the disk before this returns. It lies beside the database and is never read by a running
 * server: what it holds shows later what the database held once.
 */
export async function keepRoots(
  file: string,
  rootsAfter: (number: number) => AsyncIterable<KeptRoot>,
): Promise<void> {
  const kept = (await readRootsFile(file)) ?? [];
  const last = Math.max(0, ...kept.map((root) => root?.number ?? 0));
  const lines: string[] = [];
  for await (const root of rootsAfter(last)) lines.push(`${JSON.stringify(root)}\n`);
  if (lines.length === 0) return;
  await dropHalfLine(file);
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.appendFile(lines.join(''));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Cuts off what a server that died left of a line. */
async function dropHalfLine(file: string): Promise<void> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return;
  const whole = bytes.lastIndexOf(0x0a) + 1;
  if (whole < bytes.length) await truncate(file, whole);
}
