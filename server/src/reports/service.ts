import type { ReportKind } from '@marketsafe/contract';
import { appendAudit, openLedger } from '../audit/service.ts';
import { staffDetail } from '../audit/staff-detail.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { mayExport } from '../packages/policy.ts';
import { HttpProblem } from '../problems.ts';
import { gather, type ReportSource } from './source/gather.ts';

/**
 * Reads what a document about a claim is made from, after writing into the audit chain that it is made, so that each document lists its
 * own making. Undefined where the organisation has no such claim: then nothing is written.
 * @throws HttpProblem where the caller's role may not take this out of the program
 */
export async function exportClaim(
  { db, store, timeStamping }: { db: Database; store: BlobStore; timeStamping: boolean },
  caller: Caller,
  { claimId, kind }: { claimId: string; kind: ReportKind },
): Promise<ReportSource | undefined> {
  mayMake(caller, kind);
  const found = await db.inOrganisation(caller, (scope) => recordExport(scope, caller, claimId, kind));
  // Records are read without the ledger's lock, for which the organisation's writes wait.
  return found
    ? db.inOrganisation(caller, (scope) => gather({ scope, store, timeStamping }, caller, claimId))
    : undefined;
}

/**
 * A report shows what a package of its kind holds; the certificate names what an evidence package holds.
 * @throws HttpProblem where the caller's role may not take this out of the program
 */
export function mayMake(caller: Caller, kind: ReportKind): void {
  if (!mayExport(kind === 'disclosure' ? kind : 'evidence', caller.roles)) {
    throw new HttpProblem('may-not-export');
  }
}

/** Writes into the audit that a document, of which it says already that it is made, did not go out. */
export async function exportBroke(
  db: Database,
  caller: Caller,
  { claimId, kind, number }: { claimId: string; kind: ReportKind; number: string },
): Promise<void> {
  await db.inOrganisation(caller, async (scope) => {
    await appendAudit(scope, await openLedger(scope, caller.organisationId), {
      action: 'claim.export-broken-off',
      at: new Date(),
      actorUserId: caller.userId,
      entity: claimId,
      detail: { document: kind, number, ...staffDetail(caller) },
    });
  });
}

/** @returns whether there is such a claim */
async function recordExport(
  scope: Scope,
  caller: Caller,
  claimId: string,
  kind: ReportKind,
): Promise<boolean> {
  const { organisationId, userId } = caller;
  const ledger = await openLedger(scope, organisationId);
  const claim = await scope
    .selectFrom('app.claims')
    .select('number')
    .where('organisation_id', '=', organisationId)
    .where('claim_id', '=', claimId)
    .executeTakeFirst();
  if (!claim) return false;
  await appendAudit(scope, ledger, {
    action: 'claim.exported',
    at: new Date(),
    actorUserId: userId,
    entity: claimId,
    detail: { document: kind, number: claim.number, ...staffDetail(caller) },
  });
  return true;
}
