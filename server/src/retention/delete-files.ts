import { openLedger } from '../audit/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Scope } from '../db/database.ts';
import type { Approved } from './delete-claims.ts';

/** Files whose bytes go in one transaction. */
const AT_ONCE = 100;

/**
 * Removes bytes that no row names any more. Under the organisation's ledger, in which whatever is handed in is recorded: bytes that came again
 * meanwhile have their row back, and stay; and who records a file after this looks whether it is still there.
 * @returns whether there are more
 */
export async function deleteSomeFiles(
  scope: Scope,
  store: BlobStore,
  { organisationId, proposalId }: Approved,
): Promise<boolean> {
  await openLedger(scope, organisationId);
  const files = await scope
    .selectFrom('app.deletion_files')
    .select(['folder', 'sha256'])
    .where('organisation_id', '=', organisationId)
    .where('proposal_id', '=', proposalId)
    .orderBy('folder')
    .orderBy('sha256')
    .limit(AT_ONCE)
    .execute();
  if (files.length === 0) return false;
  const back = await scope
    .selectFrom('app.blobs')
    .select('sha256')
    .where('organisation_id', '=', organisationId)
    .where(
      'sha256',
      'in',
      files.map(({ sha256 }) => sha256),
    )
    .execute();
  const again = new Set(back.map(({ sha256 }) => sha256));
  for (const { folder, sha256 } of files) {
    if (folder !== organisationId || !again.has(sha256)) await store.remove(folder, sha256);
    await scope
      .deleteFrom('app.deletion_files')
      .where('organisation_id', '=', organisationId)
      .where('folder', '=', folder)
      .where('sha256', '=', sha256)
      .execute();
  }
  return true;
}
