import { join, resolve } from 'node:path';
import { m } from '@marketsafe/words';
import { hashFile } from './files.ts';
import { readList } from './list.ts';
import { IN_BACKUP, type Manifest, readManifest } from './manifest.ts';
import type { Tell } from './progress.ts';
import { BackupRefused } from './refused.ts';

/** A file of a backup that is not what was put into it. */
export interface Fault {
  /** Path in the backup. */
  file: string;
  condition: 'missing' | 'damaged';
}

/**
 * Reads a whole backup and compares everything with its hash.
 * @throws BackupRefused where it is none, or half of one
 */
export async function checkBackup(
  given: string,
  tell: Tell,
): Promise<{ manifest: Manifest; faults: Fault[] }> {
  const folder = resolve(given);
  const manifest = await readManifest(folder);
  const faults: Fault[] = [];
  let done = 0;
  const of = manifest.tables.length + 2 + manifest.files.count;
  const look = async (file: string, sha256: string) => {
    const found = await hashFile(join(folder, file));
    if (found === null) faults.push({ file, condition: 'missing' });
    else if (found.sha256 !== sha256) faults.push({ file, condition: 'damaged' });
    done += 1;
    tell({ step: 'check', done, of });
  };
  for (const { file, sha256 } of [...manifest.tables, manifest.named]) await look(file, sha256);
  await look(IN_BACKUP.list, manifest.files.listSha256);
  // What a damaged list names is still worth looking at: it may tell more of what happened.
  if (!faults.some(({ file, condition }) => file === IN_BACKUP.list && condition === 'missing')) {
    for await (const { path, sha256 } of readList(folder)) await look(path, sha256);
  }
  return { manifest, faults };
}

/** @throws BackupRefused naming what is wrong, where anything is */
export function refuseFaults(folder: string, faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  throw new BackupRefused((locale) =>
    m.backup_faulty(
      { folder, count: faults.length, files: faults.map(({ file }) => file).join('\n  ') },
      { locale },
    ),
  );
}
