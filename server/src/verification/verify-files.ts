import type pg from 'pg';
import type { BlobStore } from '../blobs/store.ts';
import type { AuditFault, ChainEntry } from './faults.ts';
import { tombstonesOf } from './tombstones.ts';

interface BlobRow {
  sha256: string;
  bytes: number;
}

/** Reads every file that these entries say was handed in, and holds it against its hash. @param store null: rows only */
export async function checkFiles(
  client: pg.ClientBase,
  store: BlobStore | null,
  organisationId: string,
  entries: readonly ChainEntry[],
): Promise<AuditFault[]> {
  const stored = entries.filter(({ action }) => action === 'blob.stored');
  const { rows } = await client.query<BlobRow>(
    'select sha256, bytes from app.blobs where organisation_id = $1 and sha256 = any($2::text[])',
    [organisationId, stored.map(({ entity }) => entity)],
  );
  const blobs = new Map(rows.map((row) => [row.sha256, row]));
  const gone = await tombstonesOf(
    client,
    organisationId,
    'blob.deleted',
    stored.filter(({ entity }) => !blobs.has(entity)),
  );
  const faults: AuditFault[] = [];
  // One after another: beside a server that works, the disk is not ours alone.
  for (const { sequence, entity, detail } of stored) {
    // Handed in again after it was deleted, it is there again; deleted after it was handed in last, it is not missed.
    if ((gone.get(entity)?.sequence ?? 0) > sequence) continue;
    const blob = blobs.get(entity);
    const condition = store ? await store.verify(organisationId, entity) : 'whole';
    const problems = [
      ...(blob ? [] : [`the record of file ${entity} is gone`]),
      ...(blob && blob.bytes !== detail.bytes ? [`the record of file ${entity} was changed`] : []),
      ...(condition === 'whole' ? [] : [`file ${entity} is ${condition}`]),
    ];
    faults.push(...problems.map((problem) => ({ organisationId, sequence, problem })));
  }
  return faults;
}
