import { openFileStore } from './file-store.ts';
import { openObjectStore } from './s3/object-store.ts';
import type { ObjectStoreSettings } from './s3/settings.ts';
import type { BlobStore } from './store.ts';

/** Where stored files are. */
export interface BlobPlace {
  /** The store's folder; with an object store only what is on its way lies in it. */
  folder: string;
  /** An object store in which they are instead. */
  s3?: ObjectStoreSettings | undefined;
}

/** Opens the store of these files; whether an object store answers shows when it is asked. */
export function openBlobStore({ folder, s3 }: BlobPlace): Promise<BlobStore> {
  return s3 ? openObjectStore(folder, s3) : openFileStore(folder);
}
