import type { Dexie } from 'dexie';
import type { BlobRow } from './capture-rows.ts';

/**
 * Bytes that stand in their row itself: a `Blob` there becomes a file of its own, which is made, registered and synced by itself, and takes
 * as long as all the rest of a small transaction.
 */
export type SmallBytes = Uint8Array<ArrayBuffer>;

/** As a row is written. */
type Written = Omit<BlobRow, 'bytes'> & { bytes: Blob | SmallBytes };

/** A row as everybody reads it. */
export function withBlob(row: Written): BlobRow {
  const { bytes, type } = row;
  return { ...row, bytes: bytes instanceof Uint8Array ? new Blob([bytes], { type }) : bytes };
}

/** The row of new bytes, as it is written. */
export function blobRow(about: Omit<BlobRow, 'bytes' | 'size'>, bytes: Written['bytes']): BlobRow {
  const size = bytes instanceof Uint8Array ? bytes.byteLength : bytes.size;
  // Whoever reads it has it from `readSmallBlobs`.
  return { ...about, bytes, size } as BlobRow;
}

/** Gives the bytes that stand in their rows to readers as they are given all others. */
export function readSmallBlobs(db: Dexie): void {
  // Of what is not there Dexie tells its readers, too.
  db.table<Written>('blobs').hook('reading', (row: Written | undefined) => (row && withBlob(row)) as Written);
}
