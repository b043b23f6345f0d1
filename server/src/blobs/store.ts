import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, openAsBlob, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { syncFolder } from '../data-folder/files.ts';

/** The bytes that arrived are not the ones that were announced. */
export class BlobMismatch extends Error {
  override name = 'BlobMismatch';
}

/** More bytes arrived than are taken. */
export class BlobTooLarge extends Error {
  override name = 'BlobTooLarge';
}

/** Keeps bytes under (organisation, SHA-256). What is in it under a hash has that hash. */
export interface BlobStore {
  /**
   * Takes a stream in. When this returns the bytes are on the disk; when it throws nothing of them is left.
   * @returns their number
   * @throws BlobMismatch, BlobTooLarge (more than `limit` bytes)
   */
  put(organisationId: string, sha256: string, bytes: Readable, limit: number): Promise<number>;
  /** Takes over a file on the same disk, which is gone afterwards either way. Otherwise as `put`. */
  adopt(organisationId: string, sha256: string, path: string): Promise<number>;
  has(organisationId: string, sha256: string): Promise<boolean>;
  /** @throws when it is not there */
  open(organisationId: string, sha256: string): ReadStream;
  /** The bytes as something that is read piece by piece, as often as it is asked. @returns null when they are not there */
  source(organisationId: string, sha256: string): Promise<Blob | null>;
  /** @returns null when it is not there */
  read(organisationId: string, sha256: string): Promise<Buffer | null>;
}

/**
 * Opens a blob store in a folder of the file system: `organisation/first two digits/hash`. Bytes are written beside it, hashed on
 * the way, put on the disk, and only then renamed into place.
 */
export async function openBlobStore(folder: string): Promise<BlobStore> {
  const incoming = join(folder, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  await sweep(incoming);

  const pathOf = (organisationId: string, sha256: string) =>
    join(folder, organisationId, sha256.slice(0, 2), sha256);

  async function putAway(organisationId: string, sha256: string, from: string): Promise<void> {
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
  }

  return {
    async put(organisationId, sha256, bytes, limit) {
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
    },

    async adopt(organisationId, sha256, path) {
      try {
        const digest = new Digest(Number.POSITIVE_INFINITY);
        for await (const chunk of createReadStream(path)) digest.add(chunk as Buffer);
        if (digest.hex() !== sha256) throw new BlobMismatch(`the bytes do not have the hash ${sha256}`);
        await putAway(organisationId, sha256, path);
        return digest.bytes;
      } finally {
        await rm(path, { force: true });
      }
    },

    async has(organisationId, sha256) {
      return stat(pathOf(organisationId, sha256)).then(
        (found) => found.isFile(),
        () => false,
      );
    },

    open: (organisationId, sha256) => createReadStream(pathOf(organisationId, sha256)),

    async source(organisationId, sha256) {
      return openAsBlob(pathOf(organisationId, sha256)).catch(() => null);
    },

    async read(organisationId, sha256) {
      return readFile(pathOf(organisationId, sha256)).catch(() => null);
    },
  };
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
