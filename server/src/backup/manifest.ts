import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import { z } from 'zod';
import { isErrno, writePrivateFile } from '../data-folder/files.ts';
import { BackupRefused } from './refused.ts';

/** The form of a backup; a higher one is of a newer version. */
const FORMAT = 1;

/** Names of what stands in a backup. */
export const IN_BACKUP = {
  /** Written last: a folder without it is a half backup. */
  manifest: 'manifest.json',
  /** Written first, gone at the end. */
  underWay: 'under-way.json',
  tables: 'database',
  /** The data folder, as it was. */
  files: 'files',
  /** Hashes of all files, in the form of `sha256sum`. */
  list: 'files.sha256',
  guide: 'README.txt',
} as const;

const packed = z.object({
  /** Path in the backup. */
  file: z.string(),
  rows: z.number().int().nonnegative(),
  /** Of the file as it lies there, compressed by gzip. */
  sha256: sha256Hex,
  /** Of the rows themselves, as PostgreSQL's COPY writes them as text. */
  contentSha256: sha256Hex,
});
export type Packed = z.infer<typeof packed>;

const table = z.object({
  ...packed.shape,
  schema: z.string(),
  name: z.string(),
  /** In the order in which their values stand in each line. */
  columns: z.array(z.string()),
});
export type BackedUpTable = z.infer<typeof table>;

const sequence = z.object({ schema: z.string(), name: z.string(), last: z.string().nullable() });

const schema = z.object({
  format: z.literal(FORMAT),
  /** Version of the program that made it. */
  version: z.string(),
  /** The one moment that all rows are of. */
  takenAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  migrations: z.array(z.object({ number: z.number().int(), name: z.string(), sha256: z.string() })),
  tables: z.array(table),
  sequences: z.array(sequence),
  /** Tables that are not in it; why, is in docs/operating.md. */
  leftOut: z.array(z.string()),
  files: z.object({ count: z.number().int(), bytes: z.number().int(), listSha256: sha256Hex }),
  /** Which stored files the rows name. */
  named: packed,
  /** Stored files that were damaged or gone before: the backup has them as they were, or not at all. */
  damaged: z.array(z.string()),
  missing: z.array(z.string()),
  /** Files of it that are secret, by their paths. */
  secrets: z.array(z.string()),
});
/** What a backup says of itself. */
export type Manifest = z.infer<typeof schema>;

/** Writes it, whole and on the disk, as the last file of a backup. */
export async function writeManifest(folder: string, manifest: Omit<Manifest, 'format'>): Promise<void> {
  const text = JSON.stringify({ format: FORMAT, ...manifest }, null, 2);
  await writePrivateFile(join(folder, IN_BACKUP.manifest), `${text}\n`);
}

/**
 * Reads what a backup says of itself.
 * @throws BackupRefused where it is none, half of one, damaged, or of a newer version
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, IN_BACKUP.manifest), 'utf8').catch(async (error: unknown) => {
    if (!isErrno(error, 'ENOENT') && !isErrno(error, 'ENOTDIR')) throw error;
    const half = await isHalf(folder);
    throw new BackupRefused((locale) =>
      half ? m.backup_half({ folder }, { locale }) : m.backup_none({ folder }, { locale }),
    );
  });
  const damaged = new BackupRefused((locale) => m.backup_manifest_damaged({ folder }, { locale }));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw damaged;
  }
  const form = z.object({ format: z.number(), version: z.string() }).safeParse(json);
  if (form.success && form.data.format > FORMAT) throw newer(folder, form.data.version);
  const read = schema.safeParse(json);
  if (!read.success) throw damaged;
  return read.data;
}

/** Refuses a backup of a newer version. */
export function newer(folder: string, version: string): BackupRefused {
  return new BackupRefused((locale) => m.backup_newer({ folder, version }, { locale }));
}

/** Whether a folder holds the beginning of a backup. */
export async function isHalf(folder: string): Promise<boolean> {
  return stat(join(folder, IN_BACKUP.underWay)).then(
    () => true,
    () => false,
  );
}
