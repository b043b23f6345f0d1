import type { BlobType } from '@marketsafe/contract';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import { lookUp, readTogether } from '../db/together.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { noteCondition } from './condition.ts';
import type { BlobStore, Condition } from './store.ts';

/** A blob the organisation has handed in. */
export interface StoredBlob {
  sha256: string;
  bytes: number;
  /** What it was called when it was handed in last; a claim says by itself what its files are. */
  type: BlobType;
}

/** Asks for the organisation's blobs among these hashes; `heldBlobs` looks at their files. */
export function blobsQuery(scope: Scope, organisationId: string, hashes: readonly string[]) {
  const wantedHashes = hashes.map((sha256) => ({ sha256 }));
  return lookUp(scope, { sha256: 'text' }, wantedHashes, (wanted) =>
    scope
      .selectFrom('app.blobs')
      .select(['sha256', 'bytes', 'type'])
      .where('organisation_id', '=', organisationId)
      .where('sha256', '=', wanted('sha256')),
  );
}

/** Those of the organisation's blobs whose bytes are really there, as they were handed in. */
export async function heldBlobs(
  store: BlobStore,
  organisationId: string,
  rows: readonly StoredBlob[],
): Promise<Map<string, StoredBlob>> {
  const conditions = await Promise.all(rows.map((row) => store.condition(organisationId, row)));
  return new Map(rows.filter((_, index) => conditions[index] === 'whole').map((row) => [row.sha256, row]));
}

/** A blob that was handed in, however its file is now; undefined where the organisation has none of this hash. */
export async function recordedBlob(
  db: Database,
  caller: Pick<Caller, 'organisationId' | 'userId'>,
  sha256: string,
): Promise<StoredBlob | undefined> {
  const { blobs } = await db.inOrganisation(caller, (scope) =>
    readTogether(scope, { blobs: blobsQuery(scope, caller.organisationId, [sha256]) }),
  );
  return blobs[0];
}

/**
 * One blob of the organisation, or undefined when it holds none of this hash. A file that is not what was handed in is noted and does
 * not count.
 * @param look how closely its file is looked at
 */
export async function findBlob(
  db: Database,
  store: BlobStore,
  caller: Caller,
  sha256: string,
  look: 'quick' | 'whole' = 'quick',
): Promise<StoredBlob | undefined> {
  const { organisationId } = caller;
  const row = await recordedBlob(db, caller, sha256);
  if (!row) return undefined;
  const condition: Condition =
    look === 'whole'
      ? await store.verify(organisationId, sha256)
      : await store.condition(organisationId, row);
  if (condition === 'whole') return row;
  await noteCondition(db, organisationId, sha256, condition);
  return undefined;
}

/**
 * Records a blob whose bytes are in the store already. Recording it again mends what was noted as damaged, and takes over what it is
 * called now.
 * @throws HttpProblem `storage-unavailable` where the bytes were deleted since they came, with a claim that had the same: they are to be sent again
 */
export async function recordBlob(
  { db, store }: { db: Database; store: BlobStore },
  caller: Caller,
  blob: StoredBlob,
): Promise<void> {
  const { organisationId, userId } = caller;
  const at = new Date();
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    if ((await store.condition(organisationId, blob)) === 'missing')
      throw new HttpProblem('storage-unavailable');
    const inserted = await scope
      .insertInto('app.blobs')
      .values({
        organisation_id: organisationId,
        ...blob,
        stored_by: userId,
        stored_at: at,
        checked_at: at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    const detail = { bytes: blob.bytes, type: blob.type };
    const stored = { at, actorUserId: userId, entity: blob.sha256 };
    if (inserted.numInsertedOrUpdatedRows === 1n) {
      await appendAudit(scope, ledger, { action: 'blob.stored', ...stored, detail });
      return;
    }
    const before = await scope
      .selectFrom('app.blobs')
      .select('damage')
      .where('organisation_id', '=', organisationId)
      .where('sha256', '=', blob.sha256)
      .executeTakeFirstOrThrow();
    await scope
      .updateTable('app.blobs')
      .set({ type: blob.type, damage: null, damaged_at: null, checked_at: at })
      .where('organisation_id', '=', organisationId)
      .where('sha256', '=', blob.sha256)
      .execute();
    if (before.damage === null) return;
    await appendAudit(scope, ledger, {
      action: 'blob.restored',
      ...stored,
      detail: { ...detail, was: before.damage },
    });
  });
}

/** Takes over what a blob that is held is called by who hands it in again. */
export async function renameType(
  db: Database,
  caller: Caller,
  { sha256, type }: Pick<StoredBlob, 'sha256' | 'type'>,
): Promise<void> {
  await db.inOrganisation(caller, (scope) =>
    scope
      .updateTable('app.blobs')
      .set({ type })
      .where('organisation_id', '=', caller.organisationId)
      .where('sha256', '=', sha256)
      .execute(),
  );
}

/**
 * Refuses what rests on files that the organisation has not handed in, or that are not as they were.
 * @throws HttpProblem `claim-files-missing`, naming them
 */
export async function requireHeld(
  scope: Scope,
  store: BlobStore,
  organisationId: string,
  files: readonly { sha256: string }[],
): Promise<void> {
  const wanted = [...new Set(files.map(({ sha256 }) => sha256))];
  if (wanted.length === 0) return;
  const { blobs } = await readTogether(scope, { blobs: blobsQuery(scope, organisationId, wanted) });
  const held = await heldBlobs(store, organisationId, blobs);
  const missing = wanted.filter((sha256) => !held.has(sha256));
  if (missing.length > 0) throw new HttpProblem('claim-files-missing', { missing });
}
