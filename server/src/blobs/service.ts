import type { BlobType } from '@marketsafe/contract';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import type { BlobStore } from './store.ts';

/** A blob the organisation has handed in. */
export interface StoredBlob {
  sha256: string;
  bytes: number;
  type: BlobType;
}

/** The organisation's blobs among these hashes, whose bytes are really there. */
export async function heldBlobs(
  scope: Scope,
  store: BlobStore,
  organisationId: string,
  hashes: readonly string[],
): Promise<Map<string, StoredBlob>> {
  if (hashes.length === 0) return new Map();
  const rows = await scope
    .selectFrom('app.blobs')
    .select(['sha256', 'bytes', 'type'])
    .where('organisation_id', '=', organisationId)
    .where('sha256', 'in', hashes)
    .execute();
  const present = await Promise.all(rows.map((row) => store.has(organisationId, row.sha256)));
  return new Map(rows.filter((_, index) => present[index]).map((row) => [row.sha256, row]));
}

/** One blob of the organisation, or undefined when it holds none of this hash. */
export async function findBlob(
  db: Database,
  store: BlobStore,
  caller: Caller,
  sha256: string,
): Promise<StoredBlob | undefined> {
  const held = await db.inOrganisation(caller, (scope) =>
    heldBlobs(scope, store, caller.organisationId, [sha256]),
  );
  return held.get(sha256);
}

/** Records a blob whose bytes are in the store already. Recording it again changes nothing. */
export async function recordBlob(db: Database, caller: Caller, blob: StoredBlob): Promise<void> {
  const { organisationId, userId } = caller;
  const at = new Date();
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const inserted = await scope
      .insertInto('app.blobs')
      .values({ organisation_id: organisationId, ...blob, stored_by: userId, stored_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 0n) return;
    await appendAudit(scope, ledger, {
      action: 'blob.stored',
      at,
      actorUserId: userId,
      entity: blob.sha256,
      detail: { bytes: blob.bytes, type: blob.type },
    });
  });
}
