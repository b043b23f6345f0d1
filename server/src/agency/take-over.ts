import { findBlob, type StoredBlob } from '../blobs/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import type { ReachedRight } from '../rights/reach.ts';

/**
 * A file that the caller handed in, as it lies in the store of the right's holder. What an agent handed in to its own organisation's store is
 * put there, too, because it becomes a paper of the holder's right. Undefined where nothing of this hash was handed in.
 */
export async function takeOver(
  { db, store }: { db: Database; store: BlobStore },
  caller: Caller,
  target: ReachedRight,
  sha256: string,
): Promise<StoredBlob | undefined> {
  const file = await findBlob(db, store, caller, sha256);
  if (!file || target.as !== 'agent') return file;
  const { organisationId } = target;
  const bytes = await store.open(caller.organisationId, sha256);
  if (typeof bytes === 'string') return undefined;
  await store.put(organisationId, sha256, bytes, file.bytes);
  const at = new Date();
  await db.inOrganisation(target, (scope) =>
    scope
      .insertInto('app.blobs')
      .values({
        ...{ organisation_id: organisationId, ...file },
        ...{ stored_by: caller.userId, stored_at: at, checked_at: at },
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
  return file;
}
