import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ByteSource } from '@marketsafe/evidence';
import { admitPicture } from '../admit-picture.ts';
import { hashOf, openIncoming } from '../incoming.ts';
import { BlobMismatch, type BlobStore, type Condition } from '../store.ts';
import { rememberUntouched } from '../untouched.ts';
import { openWhole } from '../whole-stream.ts';
import { StoreAway } from './away.ts';
import { type ObjectBody, type ObjectHead, type Objects, openObjects } from './objects.ts';
import type { ObjectStoreSettings } from './settings.ts';

/** How often a reading that broke off, or bytes that differ, are read once more: a line loses and changes bytes, too. */
const READINGS = 2;
/** How often a write is tried against others who write under the same name. */
const WRITES = 5;
/** An object up to this size is compared in memory, in bytes; a larger one on the disk. */
const IN_MEMORY = 2 * 1024 * 1024;

const keyOf = (organisationId: string, sha256: string) => `${organisationId}/${sha256.slice(0, 2)}/${sha256}`;

const traceOf = ({ etag, bytes }: Pick<ObjectHead, 'etag' | 'bytes'>) => `${etag} ${bytes}`;

/**
 * Opens a blob store in an object store: `organisation/first two digits/hash`, as in a folder. Bytes are written down here first and compared;
 * then they go out in one request that is signed with their hash, bears it as checksum, and never writes over anything that is whole. What
 * comes back is compared before any of it is given out.
 * @param folder for what is on its way
 */
export async function openObjectStore(folder: string, settings: ObjectStoreSettings): Promise<BlobStore> {
  const incoming = await openIncoming(folder);
  const objects = openObjects(settings);
  const untouched = rememberUntouched();

  /** Puts bytes away that have been compared. What is there already stays where it is whole, and is written over where it is not. */
  async function putAway(key: string, sha256: string, bytes: Blob): Promise<void> {
    for (let attempt = 0; attempt < WRITES; attempt += 1) {
      const found = attempt === 0 ? null : await compare(objects, key, sha256);
      if (found?.isWhole) return untouched.remember(key, traceOf(found.head));
      const on = found ? { etag: found.head.etag } : ({ absent: true } as const);
      const stored = await objects.put(key, { bytes, sha256 }, on);
      if (stored) return untouched.remember(key, traceOf({ ...stored, bytes: bytes.size }));
    }
    throw new StoreAway(`others keep writing ${key}`);
  }

  async function putFile(organisationId: string, sha256: string, path: string): Promise<void> {
    admitPicture(path);
    await putAway(keyOf(organisationId, sha256), sha256, await openAsBlob(path));
  }

  async function verify(organisationId: string, sha256: string): Promise<Condition> {
    const key = keyOf(organisationId, sha256);
    const found = await compare(objects, key, sha256);
    if (!found) return 'missing';
    if (found.isWhole) untouched.remember(key, traceOf(found.head));
    return found.isWhole ? 'whole' : 'damaged';
  }

  const condition: BlobStore['condition'] = async (organisationId, { sha256, bytes }) => {
    const key = keyOf(organisationId, sha256);
    const head = await objects.head(key);
    if (!head) return 'missing';
    if (head.bytes !== bytes || (head.sha256 !== null && head.sha256 !== sha256)) return 'damaged';
    return untouched.since(key, traceOf(head)) ? 'whole' : verify(organisationId, sha256);
  };

  /** Bytes that were compared, in memory; null where they differ, each time they were read. */
  async function inMemory(key: string, sha256: string): Promise<Buffer | Exclude<Condition, 'whole'>> {
    const bytes = await again(async () => {
      const object = await objects.get(key);
      return object && (await buffer(object.pieces()));
    }, hasHash(sha256));
    if (bytes === null) return 'missing';
    return hasHash(sha256)(bytes) ? bytes : 'damaged';
  }

  /** A larger object by way of the disk, from which it is read once more when it goes out. */
  async function byDisk(key: string, sha256: string): Promise<Readable | Exclude<Condition, 'whole'>> {
    const path = incoming.place();
    try {
      for (let reading = 1; ; reading += 1) {
        const object = await objects.get(key);
        if (!object) return 'missing';
        try {
          await writeDown(path, object);
          const stream = await openWhole(path, sha256);
          if (stream) return stream;
          if (reading === READINGS) return 'damaged';
        } catch (error) {
          if (!(error instanceof StoreAway) || reading === READINGS) throw error;
        }
      }
    } finally {
      // An open file is read to its end without its name.
      await rm(path, { force: true });
    }
  }

  const store: BlobStore = {
    put: (organisationId, sha256, bytes, limit) =>
      incoming.take(sha256, bytes, limit, async (path, size) => {
        await putFile(organisationId, sha256, path);
        return size;
      }),

    async adopt(organisationId, sha256, path) {
      try {
        const found = await hashOf(path);
        if (found.sha256 !== sha256) throw new BlobMismatch(`the bytes do not have the hash ${sha256}`);
        await putFile(organisationId, sha256, path);
        return found.bytes;
      } finally {
        await rm(path, { force: true });
      }
    },

    condition,

    verify,

    async open(organisationId, sha256) {
      const key = keyOf(organisationId, sha256);
      const head = await objects.head(key);
      if (!head) return 'missing';
      if (head.bytes > IN_MEMORY) return byDisk(key, sha256);
      const bytes = await inMemory(key, sha256);
      return typeof bytes === 'string' ? bytes : Readable.from([bytes]);
    },

    async share(from, to, file) {
      const key = keyOf(from, file.sha256);
      for (let attempt = 0; attempt < WRITES; attempt += 1) {
        const found = await condition(from, file);
        if (found !== 'whole') return found;
        const head = await objects.head(key);
        // What was compared is what is copied.
        if (!head || !untouched.since(key, traceOf(head))) continue;
        if (await objects.copy(key, head.etag, keyOf(to, file.sha256))) return verify(to, file.sha256);
      }
      throw new StoreAway(`others keep writing ${key}`);
    },

    async keep(organisationId, sha256, bytes) {
      await store.put(organisationId, sha256, Readable.from([bytes]), bytes.byteLength);
    },

    async source(organisationId, sha256) {
      const key = keyOf(organisationId, sha256);
      const head = await objects.head(key);
      return head && sourceOf(objects, key, head.bytes);
    },

    remove: (organisationId, sha256) => objects.remove(keyOf(organisationId, sha256)),

    async read(organisationId, sha256) {
      const bytes = await inMemory(keyOf(organisationId, sha256), sha256);
      return typeof bytes === 'string' ? null : bytes;
    },

    folders: () => objects.folders(),

    async removeFolder(name) {
      for await (const { key } of objects.list(`${name}/`)) await objects.remove(key);
    },
  };
  return store;
}

const hasHash = (sha256: string) => (bytes: Buffer | null) =>
  bytes === null || createHash('sha256').update(bytes).digest('hex') === sha256;

/** Reads until it is enough, so often at most. */
async function again<Read>(read: () => Promise<Read>, isEnough: (read: Read) => boolean): Promise<Read> {
  for (let reading = 1; ; reading += 1) {
    try {
      const found = await read();
      if (isEnough(found) || reading === READINGS) return found;
    } catch (error) {
      if (!(error instanceof StoreAway) || reading === READINGS) throw error;
    }
  }
}

/** Reads all of an object and compares it; null where there is none. */
function compare(objects: Objects, key: string, sha256: string) {
  return again(
    async () => {
      const object = await objects.get(key);
      if (!object) return null;
      const digest = createHash('sha256');
      for await (const piece of object.pieces()) digest.update(piece);
      return { head: object, isWhole: digest.digest('hex') === sha256 };
    },
    (found) => found === null || found.isWhole,
  );
}

async function writeDown(path: string, object: ObjectBody): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    for await (const piece of object.pieces()) await file.writeFile(piece);
  } finally {
    await file.close();
  }
}

/** An object as something that is read piece by piece, as often as it is asked. */
function sourceOf(objects: Objects, key: string, size: number): ByteSource {
  return {
    size,
    stream() {
      let pieces: AsyncGenerator<Uint8Array> | null = null;
      return new ReadableStream<Uint8Array<ArrayBuffer>>({
        async pull(controller) {
          if (!pieces) {
            const object = await objects.get(key);
            if (!object) throw new StoreAway(`${key} went while it was read`);
            pieces = object.pieces();
          }
          const { done, value } = await pieces.next();
          if (done) controller.close();
          else controller.enqueue(new Uint8Array(value));
        },
        async cancel() {
          await pieces?.return(undefined);
        },
      });
    },
  };
}
