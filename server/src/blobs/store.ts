import type { Readable } from 'node:stream';
import type { ByteSource } from '@marketsafe/evidence';

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
 * Keeps bytes under (organisation, SHA-256), in a folder (`file-store.ts`) or an object store (`s3/object-store.ts`). Whatever is given out has
 * been compared with that hash: a store that has lost or changed something never passes for what was handed in, and one that is away never
 * for one that has lost something: each of these throws what `isUnavailable` knows.
 */
export interface BlobStore {
  /**
   * Takes a stream in. When this returns the bytes are on the disk, or in the object store; when it throws nothing of them is left.
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
  /** Keeps bytes that are in memory, as `put` does. */
  keep(organisationId: string, sha256: string, bytes: Uint8Array): Promise<void>;
  /**
   * The bytes as something that is read piece by piece, as often as it is asked; not compared with their hash.
   * @returns null when they are not there
   */
  source(organisationId: string, sha256: string): Promise<ByteSource | null>;
  /** Removes bytes for good; what is not there is fine. Whoever calls it knows that nothing names them. */
  remove(organisationId: string, sha256: string): Promise<void>;
  /** @returns null when it is not there, or is not what was handed in */
  read(organisationId: string, sha256: string): Promise<Buffer | null>;
  /** Names of the organisations and folders under which something is kept. */
  folders(): Promise<string[]>;
  /** Removes everything of an organisation or folder for good. */
  removeFolder(name: string): Promise<void>;
}
