import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, openAsBlob } from 'node:fs';
import { link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isErrno, syncFolder } from '../data-folder/files.ts';
import { admitPicture } from './admit-picture.ts';
import { rememberUntouched } from './untouched.ts';
import { openWhole } from './whole-stream.ts';

/** The bytes that arrived are not the ones that were announced. */
export class BlobMismatch extends Error {
  override name = 'BlobMismatch';
}

/** More bytes arrived than are taken. */
export class BlobTooLarge extends Error {
  override name = 'BlobTooLarge';
}

/** How the bytes under a hash are: all there as they were handed in, gone, or others. */
export type Condition = 'whole' | 'missing' | 'damaged';

/**
 * Keeps bytes under (organisation, SHA-256). Whatever is given out has been compared with that hash: a disk that has lost or changed
 * something never passes for what was handed in.
 */
export interface BlobStore {
  /**
   * Takes a stream in. When this returns the bytes are on the disk; when it throws nothing of them is left.
   * @returns their number
   * @throws BlobMismatch, BlobTooLarge (more than `limit` bytes), PictureTooLarge (more pixels than are ever decoded)
   */
  put(organisationId: string, sha256: string, bytes: Readable, limit: number): Promise<number>;
  /** Takes over a file, which is gone afterwards either way; one on another volume is copied. Otherwise as `put`. */
  adopt(organisationId: string, sha256: string, path: string): Promise<number>;
  /**
   * How a file of so many bytes is. Its size is compared each time; its hash where the file was touched since this program last
   * read it whole.
   */
  condition(organisationId: string, file: { sha256: string; bytes: number }): Promise<Condition>;
  /** The same by reading all of it, whatever was known. */
  verify(organisationId: string, sha256: string): Promise<Condition>;
  /** The bytes as a stream, after all of them were compared; they are compared again on their way, and what differs breaks the stream. */
  open(organisationId: string, sha256: string): Promise<Readable | Exclude<Condition, 'whole'>>;
  /**
   * Lets bytes be had under another organisation or folder as well, without a second copy of them on the disk. A crash may undo it.
   * @returns how they are; only whole ones are shared
   */
  share(from: string, to: string, file: { sha256: string; bytes: number }): Promise<Condition>;
  /** Keeps bytes that are in memory; they are on the disk when this returns. */
  keep(organisationId: string, sha256: string, bytes: Uint8Array): Promise<void>;
  /**
   * The bytes as something that is read piece by piece, as often as it is asked; not compared with their hash.
   * @returns null when they are not there
   */
  source(organisationId: string, sha256: string): Promise<Blob | null>;
  /** Removes bytes for good; what is not there is fine. Whoever calls it knows that nothing names them. */
  remove(organisationId: string, sha256: string): Promise<void>;
  /** @returns null when it is not there, or is not what was handed in */
  read(organisationId: string, sha256: string): Promise<Buffer | null>;
}

/**
 * Opens a blob store in a folder of the file system: `organisation/first two digits/hash`. Bytes are written beside it, hashed on
 * the way, put on the disk, and only then renamed into place.
 */
export async function openBlobStore(folder: string): Promise<BlobStore> {
  const incoming = join(folder, 'incoming');
  const untouched = rememberUntouched();
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  await sweep(incoming);

  const pathOf = (organisationId: string, sha256: string) =>
    join(folder, organisationId, sha256.slice(0, 2), sha256);

  async function putAway(organisationId: string, sha256: string, from: string): Promise<void> {
    admitPicture(from);
    const file = await open(from, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    const target = pathOf(organisationId, sha256);
    const made = await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await rename(from, target);
    await syncFolder(dirname(target));
    // A folder that is new has to be on the disk too, up to the one that was there before.
    if (made !== undefined) {
      await syncFolder(dirname(dirname(target)));
      await syncFolder(folder);
    }
    untouched.remember(target, await stat(target, { bigint: true }));
  }

  async function verify(organisationId: string, sha256: string): Promise<Condition> {
    const path = pathOf(organisationId, sha256);
    try {
      const before = await stat(path, { bigint: true });
      const digest = createHash('sha256');
      for await (const chunk of createReadStream(path)) digest.update(chunk as Buffer);
      if (digest.digest('hex') !== sha256) return 'damaged';
      untouched.remember(path, before);
      return 'whole';
    } catch (error) {
      return conditionOf(error);
    }
  }

  const put: BlobStore['put'] = async (organisationId, sha256, bytes, limit) => {
    const temporary = join(incoming, randomUUID());
    try {
      const digest = new Digest(limit);
      await pipeline(bytes, digest, createWriteStream(temporary, { flags: 'wx', mode: 0o600 }));
      if (digest.hex() !== sha256) throw new BlobMismatch(`the bytes do not have the hash ${sha256}`);
      await putAway(organisationId, sha256, temporary);
      return digest.bytes;
    } finally {
      await rm(temporary, { force: true });
    }
  };

  const condition: BlobStore['condition'] = async (organisationId, { sha256, bytes }) => {
    const path = pathOf(organisationId, sha256);
    try {
      const now = await stat(path, { bigint: true });
      if (now.size !== BigInt(bytes)) return 'damaged';
      if (untouched.since(path, now)) return 'whole';
    } catch (error) {
      return conditionOf(error);
    }
    return verify(organisationId, sha256);
  };

  return {
    put,

    async adopt(organisationId, sha256, path) {
      try {
        const digest = new Digest(Number.POSITIVE_INFINITY);
        for await (const chunk of createReadStream(path)) digest.add(chunk as Buffer);
        if (digest.hex() !== sha256) throw new BlobMismatch(`the bytes do not have the hash ${sha256}`);
        await putAway(organisationId, sha256, path).catch((error: unknown) => {
          // On another volume it cannot be moved.
          if (!isErrno(error, 'EXDEV')) throw error;
          return put(organisationId, sha256, createReadStream(path), digest.bytes);
        });
        return digest.bytes;
      } finally {
        await rm(path, { force: true });
      }
    },

    condition,

    verify,

    async open(organisationId, sha256) {
      try {
        return (await openWhole(pathOf(organisationId, sha256), sha256)) ?? 'damaged';
      } catch (error) {
        return conditionOf(error);
      }
    },

    async share(from, to, file) {
      const found = await condition(from, file);
      if (found !== 'whole') return found;
      const target = pathOf(to, file.sha256);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await link(pathOf(from, file.sha256), target).catch((error: unknown) => {
        if (!isErrno(error, 'EEXIST')) throw error;
      });
      return 'whole';
    },

    async keep(organisationId, sha256, bytes) {
      await put(organisationId, sha256, Readable.from([bytes]), bytes.byteLength);
    },

    async source(organisationId, sha256) {
      try {
        return await openAsBlob(pathOf(organisationId, sha256));
      } catch {
        return null;
      }
    },

    async remove(organisationId, sha256) {
      await rm(pathOf(organisationId, sha256), { force: true });
    },

    async read(organisationId, sha256) {
      const bytes = await readFile(pathOf(organisationId, sha256)).catch(() => null);
      return bytes && createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : null;
    },
  };
}

/** What the operating system says of something in a file's place that nobody can read. */
const UNREADABLE = new Set(['EIO', 'EISDIR', 'EACCES', 'EPERM', 'ELOOP']);

/** What a failure to read a file says of it: a disk that cannot read a part of it has damaged it. */
function conditionOf(error: unknown): Exclude<Condition, 'whole'> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
  if (typeof code === 'string' && UNREADABLE.has(code)) return 'damaged';
  throw error;
}

/** Deletes what was on its way when a server was killed a day ago or earlier; another server may be writing the rest. */
async function sweep(incoming: string): Promise<void> {
  const yesterday = Date.now() - 24 * 60 * 60 * 1000;
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < yesterday) await rm(path, { force: true });
  }
}

/** Passes bytes on, counting and hashing them. */
class Digest extends Transform {
  bytes = 0;
  readonly #hash = createHash('sha256');
  readonly #limit: number;

  constructor(limit: number) {
    super();
    this.#limit = limit;
  }

  add(chunk: Buffer): void {
    this.bytes += chunk.length;
    this.#hash.update(chunk);
  }

  hex(): string {
    return this.#hash.digest('hex');
  }

  override _transform(
    chunk: Buffer,
    _encoding: string,
    done: (error: Error | null, chunk?: Buffer) => void,
  ): void {
    this.add(chunk);
    if (this.bytes > this.#limit) done(new BlobTooLarge(`more than ${this.#limit} bytes`));
    else done(null, chunk);
  }
}
