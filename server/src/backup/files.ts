import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { isErrno, syncFolder } from '../data-folder/files.ts';

/** Read at once, in bytes. */
const PIECE = 1024 * 1024;

/** Of the data folder: what a start makes anew, what only a running server has, and files on their way. */
const NOT_KEPT = new Set(['server.lock', 'restoring.json', 'drawing', 'packing', join('blobs', 'incoming')]);

/**
 * Paths of all files of a data folder that a backup keeps, relative to it: everything but databases' own folders, what a start makes
 * anew, and what is on its way.
 */
export async function* filesOf(dataFolder: string, under = ''): AsyncGenerator<string> {
  const entries = await readdir(join(dataFolder, under), { withFileTypes: true }).catch((error: unknown) => {
    if (isErrno(error, 'ENOENT')) return [];
    throw error;
  });
  // A database has its own way into the backup.
  if (entries.some(({ name }) => name === 'PG_VERSION')) return;
  const clusters = new Set(entries.filter((entry) => entry.isDirectory()).map(({ name }) => name));
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(under, entry.name);
    if (NOT_KEPT.has(path) || isPassing(entry.name, clusters)) continue;
    // What is another volume may be a link.
    const found = entry.isSymbolicLink() ? await stat(join(dataFolder, path)).catch(() => entry) : entry;
    if (found.isDirectory()) yield* filesOf(dataFolder, path);
    else if (found.isFile()) yield path;
  }
}

/** Files half written, and the log of a database beside its folder. */
function isPassing(name: string, folders: ReadonlySet<string>): boolean {
  return /\.tmp$|\.password$|\.new$/.test(name) || (name.endsWith('.log') && folders.has(name.slice(0, -4)));
}

/** The hash that a stored file is named by; null for any other file. */
export function hashInName(path: string): string | null {
  const parts = path.split(sep);
  const name = parts.at(-1) ?? '';
  return parts[0] === 'blobs' && /^[0-9a-f]{64}$/.test(name) ? name : null;
}

/** A file's bytes and hash. */
export interface Copied {
  bytes: number;
  sha256: string;
}

/**
 * Copies a file with its hash taken on the way; it appears under its name whole and on the disk. What is appended meanwhile is left out.
 * @returns null where there is none any more
 */
export async function copyFile(source: string, target: string): Promise<Copied | null> {
  const from = await open(source, 'r').catch((error: unknown) => {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  });
  if (from === null) return null;
  try {
    const { size } = await from.stat();
    return await writeWhole(target, piecesOf(from, size));
  } finally {
    await from.close();
  }
}

async function* piecesOf(from: FileHandle, size: number): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.min(PIECE, Math.max(size, 1)));
  for (let at = 0; at < size; ) {
    const { bytesRead } = await from.read(buffer, 0, Math.min(buffer.length, size - at), at);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}

/** Writes pieces into a file with their hash taken on the way; it appears under its name whole and on the disk. */
export async function writeWhole(target: string, pieces: AsyncIterable<Uint8Array>): Promise<Copied> {
  const half = `${target}.tmp`;
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const digest = createHash('sha256');
  let bytes = 0;
  try {
    const to = await open(half, 'w', 0o600);
    try {
      for await (const piece of pieces) {
        digest.update(piece);
        await to.writeFile(piece);
        bytes += piece.length;
      }
      await to.sync();
    } finally {
      await to.close();
    }
    await rename(half, target);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
  await syncFolder(dirname(target));
  return { bytes, sha256: digest.digest('hex') };
}

/** A file's hash and size. @returns null where there is none */
export async function hashFile(path: string): Promise<Copied | null> {
  const digest = createHash('sha256');
  let bytes = 0;
  try {
    for await (const piece of createReadStream(path, { highWaterMark: PIECE })) {
      digest.update(piece as Buffer);
      bytes += (piece as Buffer).length;
    }
  } catch (error) {
    if (isErrno(error, 'ENOENT') || isErrno(error, 'ENOTDIR')) return null;
    throw error;
  }
  return { bytes, sha256: digest.digest('hex') };
}

/** What a file system says where it takes no second name for a file. */
const NO_LINKS = ['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP', 'ENOENT'];

/**
 * Gives a stored file of an earlier backup a second name, where that has it in the same size.
 * @param here its size, in bytes
 * @returns false where it has to be copied
 */
export async function linkEarlier(here: number | null, earlier: string, target: string): Promise<boolean> {
  if (here === null || here !== (await sizeOf(earlier))) return false;
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  try {
    await link(earlier, target);
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return true;
    if (NO_LINKS.some((code) => isErrno(error, code))) return false;
    throw error;
  }
  return true;
}

/** A file's size in bytes. @returns null where there is none */
export async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    () => null,
  );
}

/** Does work on each item, some at a time. What fails ends it all, after what was begun. */
export async function forEachOf<Item>(
  items: AsyncIterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  for await (const item of items) {
    if (failures.length > 0) break;
    const one: Promise<void> = work(item)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => running.delete(one));
    running.add(one);
    if (running.size >= atOnce) await Promise.race(running);
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
}
