import type { BlobRow } from '../database/capture-rows.ts';
import type { ReporterDatabase } from '../database/database.ts';
import { blobRow, type SmallBytes } from '../database/small-blobs.ts';

/** Bytes that are to be stored, each once, and the row that may be there for them already. */
type KnownBlobs = (readonly [file: StoredFile, before: BlobRow | undefined])[];
type StoredFile = { file: { sha256: string; type: string }; bytes: BlobRow['bytes'] | SmallBytes };

/** Looks which of them are stored. */
export async function knownBlobs(db: ReporterDatabase, files: readonly StoredFile[]): Promise<KnownBlobs> {
  const wanted = new Map(files.map((one) => [one.file.sha256, one]));
  const stored = await db.blobs.bulkGet([...wanted.keys()]);
  return [...wanted.values()].map((one, at) => [one, stored[at]]);
}

/** Stores what is not stored yet; see `addBlobs`. */
export async function putBlobs(db: ReporterDatabase, known: KnownBlobs, now: number): Promise<void> {
  await Promise.all(
    known.map(([{ file, bytes }, before]) => {
      const { sha256, type } = file;
      if (before) return db.blobs.update(sha256, { storedAt: Math.max(before.storedAt, now) });
      return db.blobs.add(blobRow({ sha256, type, storedAt: now }, bytes));
    }),
  );
}

/**
 * Adds bytes under their hash, inside the caller's transaction. The same bytes may be there already: their acknowledgement stays, and
 * they count as stored anew, because what was left over is needed again.
 */
export async function addBlobs(
  db: ReporterDatabase,
  files: readonly StoredFile[],
  now: number,
): Promise<void> {
  await putBlobs(db, await knownBlobs(db, files), now);
}
