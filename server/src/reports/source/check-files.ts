import type { EvidenceFile } from '@marketsafe/contract';
import type { BlobStore } from '../../blobs/store.ts';

/** What became of the comparison of a stored file with the hash in the record. */
export type Comparison = 'matches' | 'differs' | 'missing';

/** A file, one of a capture where nothing else is said, and whether what is stored under its hash still has that hash. */
export interface CheckedFile<File extends { sha256: string } = EvidenceFile> {
  file: File;
  comparison: Comparison;
}

const COMPARISONS = { whole: 'matches', damaged: 'differs', missing: 'missing' } as const;

/** Computes the hash of what is stored anew, without holding it in memory. */
export async function compareStored(
  store: BlobStore,
  organisationId: string,
  sha256: string,
): Promise<Comparison> {
  return COMPARISONS[await store.verify(organisationId, sha256)];
}

/** The same for a list of files, one after another. */
export async function compareFiles<File extends { sha256: string }>(
  store: BlobStore,
  organisationId: string,
  files: readonly File[],
): Promise<CheckedFile<File>[]> {
  const checked: CheckedFile<File>[] = [];
  for (const file of files) {
    checked.push({ file, comparison: await compareStored(store, organisationId, file.sha256) });
  }
  return checked;
}
