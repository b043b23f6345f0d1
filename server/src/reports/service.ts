import type { ReportKind } from '@marketsafe/contract';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { gather, type ReportSource } from './source/gather.ts';

/**
 * Reads what a document about a claim is made from, after writing into the audit chain that it is made, in one transaction; so each
 * document lists its own making. Undefined where the organisation has no such claim: then nothing is written.
 */
export async function exportClaim(
  { db, store, timeStamping }: { db: Database; store: BlobStore; timeStamping: boolean },
  caller: Caller,
  { claimId, kind }: { claimId: string; kind: ReportKind },
): Promise<ReportSource | undefined> {
  const { organisationId, userId } = caller;
  return db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const claim = await scope
      .selectFrom('app.claims')
      .select('number')
      .where('organisation_id', '=', organisationId)
      .where('claim_id', '=', claimId)
      .executeTakeFirst();
    if (!claim) return undefined;
    await appendAudit(scope, ledger, {
      action: 'claim.exported',
      at: new Date(),
      actorUserId: userId,
      entity: claimId,
      detail: { document: kind, number: claim.number },
    });
    return gather({ scope, store, timeStamping }, caller, claimId);
  });
}
