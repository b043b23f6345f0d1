import { sha256Hex } from '@marketsafe/evidence';

/** Hashes of blobs whose bytes were at hand when they were made: reading a blob again takes longer than hashing it. */
const known = new WeakMap<Blob, Promise<string>>();

/** Bytes as a blob whose SHA-256 is worked out at once, beside whatever comes next. */
export function hashedBlob(bytes: Uint8Array<ArrayBuffer>, type: string): Blob {
  const blob = new Blob([bytes], { type });
  known.set(blob, sha256Hex(bytes));
  return blob;
}

/** SHA-256 of a blob in lower-case hex. */
export function hashOfBlob(blob: Blob): Promise<string> {
  return known.get(blob) ?? sha256Hex(blob);
}
