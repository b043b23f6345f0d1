import { createHash } from 'node:crypto';
import type { EvidenceFile } from '@marketsafe/contract';
import type { BlobStore } from '../../blobs/store.ts';

/** What became of the comparison of a stored file with the hash in the record. */
export type Comparison = 'matches' | 'differs' | 'missing';

/** A file, one of a capture where nothing else is said, and whether what is stored under its hash still has that hash. */
export interface CheckedFile<File extends { sha256: string } = EvidenceFile> {
  file: File;
  comparison: Comparison;
}

/** Computes the hash of what is stored anew, without holding it in memory. */
export async function compareStored(
  store: BlobStore,
  organisationId: string,
  sha256: string,
): Promise<Comparison> {
  if (!(await store.has(organisationId, sha256))) return 'missing';
  const digest = createHash('sha256');
  try {
    for await (const chunk of store.open(organisationId, sha256)) digest.update(chunk as Buffer);
  } catch {
    return 'missing';
  }
  return digest.digest('hex') === sha256 ? 'matches' : 'differs';
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
