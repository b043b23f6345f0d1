import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { IN_BACKUP } from './manifest.ts';

const LINE = new RegExp(`^([0-9a-f]{64}) {2}(${IN_BACKUP.files}/.+)$`);

/** One file of a backup, with its path relative to the backup. */
export interface Listed {
  path: string;
  sha256: string;
}

/** The list of all files of a backup while it is written: one line a file, as `sha256sum --check` reads it. */
export interface FileList {
  add(path: string, file: { bytes: number; sha256: string }): Promise<void>;
  /** Puts it on the disk. */
  end(): Promise<{ count: number; bytes: number; listSha256: string }>;
  close(): Promise<void>;
}

/** Begins the list of a backup anew. */
export async function beginList(folder: string): Promise<FileList> {
  const file = await open(join(folder, IN_BACKUP.list), 'w', 0o600);
  const digest = createHash('sha256');
  const sum = { count: 0, bytes: 0 };
  // Lines follow each other in the file as they do in the hash, although files are copied side by side.
  let written: Promise<void> = Promise.resolve();
  return {
    async add(path, { bytes, sha256 }) {
      const line = `${sha256}  ${IN_BACKUP.files}/${path.split(sep).join('/')}\n`;
      sum.count += 1;
      sum.bytes += bytes;
      digest.update(line);
      written = written.then(() => file.appendFile(line));
      await written;
    },
    async end() {
      await file.sync();
      return { ...sum, listSha256: digest.digest('hex') };
    },
    close: () => file.close(),
  };
}

/** Reads the list of a backup, line by line. */
export async function* readList(folder: string): AsyncGenerator<Listed> {
  const lines = createInterface({ input: createReadStream(join(folder, IN_BACKUP.list)) });
  for await (const line of lines) {
    const [, sha256, path] = LINE.exec(line) ?? [];
    // A list that somebody made up leads nowhere else.
    if (sha256 !== undefined && path !== undefined && !path.split('/').includes('..')) yield { path, sha256 };
  }
}
