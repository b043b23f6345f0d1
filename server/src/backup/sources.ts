import { join } from 'node:path';
import type { Objects } from '../blobs/s3/objects.ts';
import { type Copied, copyFile, filesOf, sizeOf, writeWhole } from './files.ts';

/** A file that a backup keeps, wherever it lies. */
export interface Source {
  /** Where it stands in a data folder. */
  path: string;
  /** In bytes; null where it is not there any more. */
  size(): Promise<number | null>;
  /** Copies it with its hash taken on the way. @returns null where it is not there any more */
  copyTo(target: string): Promise<Copied | null>;
}

/** The files of a data folder, without those that are left out. */
export async function* filesBelow(
  dataFolder: string,
  isLeftOut: (path: string) => boolean,
): AsyncGenerator<Source> {
  for await (const path of filesOf(dataFolder)) {
    if (isLeftOut(path)) continue;
    const source = join(dataFolder, path);
    yield { path, size: () => sizeOf(source), copyTo: (target) => copyFile(source, target) };
  }
}

/** The files of an object store, where they would stand in a data folder. */
export async function* storedObjects(objects: Objects): AsyncGenerator<Source> {
  for await (const { key, bytes } of objects.list('')) {
    if (!/\/[0-9a-f]{64}$/.test(key)) continue;
    yield {
      path: join('blobs', ...key.split('/')),
      size: async () => bytes,
      async copyTo(target) {
        const object = await objects.get(key);
        return object && writeWhole(target, object.pieces());
      },
    };
  }
}
