import { createHash } from 'node:crypto';
import { createReadStream, openAsBlob } from 'node:fs';
import { link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { isErrno, syncFolder } from '../data-folder/files.ts';
import { admitPicture } from './admit-picture.ts';
import { hashOf, INCOMING, openIncoming } from './incoming.ts';
import { BlobMismatch, type BlobStore, type Condition } from './store.ts';
import { rememberUntouched, traceOfFile } from './untouched.ts';
import { openWhole } from './whole-stream.ts';

/**
 * Opens a blob store in a folder of the file system: `organisation/first two digits/hash`. Bytes are written beside it, hashed on
 * the way, put on the disk, and only then renamed into place.
 */
export async function openFileStore(folder: string): Promise<BlobStore> {
  const incoming = await openIncoming(folder);
  const untouched = rememberUntouched();

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
    // One that a deletion took at once is looked for by whoever records it.
    const stats = await stat(target, { bigint: true }).catch((error: unknown) => {
      if (!isErrno(error, 'ENOENT')) throw error;
      return null;
    });
    if (stats) untouched.remember(target, traceOfFile(stats));
  }

  async function verify(organisationId: string, sha256: string): Promise<Condition> {
    const path = pathOf(organisationId, sha256);
    try {
      const before = await stat(path, { bigint: true });
      const digest = createHash('sha256');
      for await (const chunk of createReadStream(path)) digest.update(chunk as Buffer);
      if (digest.digest('hex') !== sha256) return 'damaged';
      untouched.remember(path, traceOfFile(before));
      return 'whole';
    } catch (error) {
      return conditionOf(error);
    }
  }

  const put: BlobStore['put'] = (organisationId, sha256, bytes, limit) =>
    incoming.take(sha256, bytes, limit, async (path, size) => {
      await putAway(organisationId, sha256, path);
      return size;
    });

  const condition: BlobStore['condition'] = async (organisationId, { sha256, bytes }) => {
    const path = pathOf(organisationId, sha256);
    try {
      const now = await stat(path, { bigint: true });
      if (now.size !== BigInt(bytes)) return 'damaged';
      if (untouched.since(path, traceOfFile(now))) return 'whole';
    } catch (error) {
      return conditionOf(error);
    }
    return verify(organisationId, sha256);
  };

  return {
    put,

    async adopt(organisationId, sha256, path) {
      try {
        const found = await hashOf(path);
        if (found.sha256 !== sha256) throw new BlobMismatch(`the bytes do not have the hash ${sha256}`);
        await putAway(organisationId, sha256, path).catch((error: unknown) => {
          // On another volume it cannot be moved.
          if (!isErrno(error, 'EXDEV')) throw error;
          return put(organisationId, sha256, createReadStream(path), found.bytes);
        });
        return found.bytes;
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

    folders: async () => (await readdir(folder)).filter((name) => name !== INCOMING),

    removeFolder: (name) => rm(join(folder, name), { recursive: true, force: true }),
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
