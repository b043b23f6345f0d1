import { type AddedFile, addedFileType } from '@marketsafe/contract';
import { findBlob } from '../blobs/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import type { KeptFile } from './open.ts';

/**
 * The seller's documents that somebody names, as they lie in the store of their own organisation: each is there whole, and is what it is said to
 * be by its first bytes.
 * @throws HttpProblem `claim-files-missing` or `file-type-unknown`
 */
export async function sellersFiles(
  { db, store }: { db: Database; store: BlobStore },
  caller: Caller,
  files: readonly AddedFile[],
): Promise<KeptFile[]> {
  const kept: KeptFile[] = [];
  for (const file of files) {
    const { sha256 } = file;
    const blob = await findBlob(db, store, caller, sha256, 'whole');
    if (!blob) throw new HttpProblem('claim-files-missing', { missing: [sha256] });
    if ((await kindOf(store, caller.organisationId, sha256)) !== file.type)
      throw new HttpProblem('file-type-unknown', { status: 415 });
    kept.push({ ...file, bytes: blob.bytes, storeOf: caller.organisationId });
  }
  return kept;
}

async function kindOf(store: BlobStore, organisationId: string, sha256: string) {
  const bytes = await store.open(organisationId, sha256);
  if (typeof bytes === 'string') return undefined;
  for await (const head of bytes) {
    bytes.destroy();
    return addedFileType(new Uint8Array(head as Buffer));
  }
  return undefined;
}

/** The seller's documents of counter-notices that the transaction reads, by the counter-notice. */
export async function filesOf(
  scope: Scope,
  counterIds: readonly string[],
): Promise<ReadonlyMap<string, KeptFile[]>> {
  if (counterIds.length === 0) return new Map();
  const rows = await scope
    .selectFrom('app.counter_files')
    .select(['counter_id', 'store_of', 'sha256', 'name', 'type', 'bytes'])
    .where('counter_id', 'in', [...counterIds])
    .orderBy('counter_id')
    .orderBy('position')
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ counter_id }) => counter_id)].map(([counterId, own]) => [
      counterId,
      own.map(({ store_of, sha256, name, type, bytes }) => ({
        ...{ storeOf: store_of, sha256, name, type, bytes: Number(bytes) },
      })),
    ]),
  );
}

/** A document as it travels. */
export function shownFile({ name, sha256, bytes, type }: AddedFile): AddedFile {
  return { name, sha256, bytes, type };
}
