import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BlobMismatch, BlobTooLarge } from './store.ts';

/** Name of the folder, in the store's own. */
export const INCOMING = 'incoming';

/** What lay for so long was on its way when a server was killed, in milliseconds; another server may be writing the rest. */
const LEFT_OVER = 24 * 60 * 60 * 1_000;

/** A folder for bytes on their way into a store, or out of one that is elsewhere. */
export interface Incoming {
  /** A name in it that nothing has. */
  place(): string;
  /**
   * Writes a stream down, hashed on the way, and has `use` do something with the file, which is gone afterwards either way.
   * @throws BlobMismatch, BlobTooLarge, before `use` has seen it
   */
  take<Result>(
    sha256: string,
    bytes: Readable,
    limit: number,
    use: (path: string, size: number) => Promise<Result>,
  ): Promise<Result>;
}

/** Makes the folder, and deletes what was left in it long ago. */
export async function openIncoming(storeFolder: string): Promise<Incoming> {
  const folder = join(storeFolder, INCOMING);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await sweep(folder);
  const place = () => join(folder, randomUUID());
  return {
    place,
    async take(sha256, bytes, limit, use) {
      const path = place();
      try {
        const digest = new Digest(limit);
        await pipeline(bytes, digest, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
        if (digest.hex() !== sha256) throw new BlobMismatch(`the bytes do not have the hash ${sha256}`);
        return await use(path, digest.bytes);
      } finally {
        await rm(path, { force: true });
      }
    },
  };
}

/** Hash and size of a file, by reading it. */
export async function hashOf(path: string): Promise<{ sha256: string; bytes: number }> {
  const digest = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    digest.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { sha256: digest.digest('hex'), bytes };
}

async function sweep(folder: string): Promise<void> {
  const oldest = Date.now() - LEFT_OVER;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < oldest) await rm(path, { force: true });
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

  hex(): string {
    return this.#hash.digest('hex');
  }

  override _transform(
    chunk: Buffer,
    _encoding: string,
    done: (error: Error | null, chunk?: Buffer) => void,
  ): void {
    this.bytes += chunk.length;
    this.#hash.update(chunk);
    if (this.bytes > this.#limit) done(new BlobTooLarge(`more than ${this.#limit} bytes`));
    else done(null, chunk);
  }
}
