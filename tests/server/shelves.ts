import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerOptions } from '../../server/src/index.ts';
import { StrictS3 } from '../support/strict-s3.ts';

/** Where the bytes of stored files lie, past the store that keeps them: what a failing disk or a stranger reaches. */
export interface Shelf {
  /** What a server that is to use it is started with. */
  options: Partial<ServerOptions>;
  /** @param folder the organisation's, or a packet's */
  read(dataFolder: string, folder: string, sha256: string): Promise<Buffer>;
  write(dataFolder: string, folder: string, sha256: string, bytes: Buffer): Promise<void>;
  remove(dataFolder: string, folder: string, sha256: string): Promise<void>;
  close(): Promise<void>;
}

const nameOf = (folder: string, sha256: string) => `${folder}/${sha256.slice(0, 2)}/${sha256}`;

async function inFolder(): Promise<Shelf> {
  const pathOf = (dataFolder: string, folder: string, sha256: string) =>
    join(dataFolder, 'blobs', nameOf(folder, sha256));
  return {
    options: {},
    read: (...file) => readFile(pathOf(...file)),
    write: (dataFolder, folder, sha256, bytes) => writeFile(pathOf(dataFolder, folder, sha256), bytes),
    remove: (...file) => rm(pathOf(...file)),
    close: async () => undefined,
  };
}

async function inObjectStore(): Promise<Shelf> {
  const store = await StrictS3.start();
  const keyOf = (folder: string, sha256: string) => store.settings.prefix + nameOf(folder, sha256);
  return {
    options: { objectStore: store.settings },
    async read(_, folder, sha256) {
      const object = store.objects.get(keyOf(folder, sha256));
      if (!object) throw new Error(`no object ${keyOf(folder, sha256)}`);
      return Buffer.from(object.bytes);
    },
    async write(_, folder, sha256, bytes) {
      store.plant(keyOf(folder, sha256), bytes);
    },
    async remove(_, folder, sha256) {
      store.objects.delete(keyOf(folder, sha256));
    },
    close: () => store.stop(),
  };
}

/** Both places in which a server keeps files. */
export const SHELVES: readonly (readonly [name: string, open: () => Promise<Shelf>])[] = [
  ['a folder', inFolder],
  ['an object store', inObjectStore],
];
