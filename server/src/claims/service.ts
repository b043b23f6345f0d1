import { createHash } from 'node:crypto';
import type { ClaimReceipt, ClaimSubmission } from '@marketsafe/contract';
import { openLedger } from '../audit/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import type { SigningKey } from '../sealing/signing-key.ts';
import { checkClaim } from './check.ts';
import { insertClaim } from './insert.ts';
import { findReceipt } from './queries.ts';

const OPERATION = 'claims.submit';

/** One request to hand in a claim. */
export interface Submission {
  caller: Caller;
  key: string;
  claim: ClaimSubmission;
  /** The request's bytes as they arrived. */
  body: Buffer;
}

/** The answer, and whether it had been given before. */
export interface SubmissionResult {
  status: number;
  receipt: ClaimReceipt;
  replayed: boolean;
}

/**
 * Takes a finished claim in. One transaction holds the idempotency row, the claim with its evidence and first events, the change,
 * the audit entry and the receipts of its captures, so the claim is here with all of them or not at all.
 * @throws HttpProblem when it cannot be taken; nothing is kept then, and the same key may be used again
 */
export async function submitClaim(
  db: Database,
  store: BlobStore,
  signingKey: SigningKey,
  { caller, key, claim, body }: Submission,
): Promise<SubmissionResult> {
  const { organisationId } = caller;
  const bodySha256 = createHash('sha256').update(body).digest('hex');
  return db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const stored = await findStoredAnswer(scope, caller, key, bodySha256);
    if (stored) return stored;

    const twin = await findReceipt(scope, organisationId, claim.claimId);
    if (twin && twin.bodySha256 !== bodySha256) {
      throw new HttpProblem('claim-id-reused', { params: { number: twin.number } });
    }
    const status = twin ? 200 : 201;
    const receipt =
      twin ??
      (await insertClaim(scope, ledger, signingKey, {
        ...{ caller, claim, body, bodySha256 },
        ...(await checkClaim({ scope, store, organisationId }, claim)),
      }));
    await scope
      .insertInto('app.idempotency')
      .values({
        organisation_id: organisationId,
        user_id: caller.userId,
        key,
        operation: OPERATION,
        body_sha256: bodySha256,
        status,
        response: JSON.stringify(receipt),
        created_at: new Date(),
      })
      .execute();
    return { status, receipt, replayed: twin !== undefined };
  });
}

/** The answer that was given to this key, if it was given to the same request. */
async function findStoredAnswer(
  scope: Scope,
  caller: Caller,
  key: string,
  bodySha256: string,
): Promise<SubmissionResult | null> {
  const row = await scope
    .selectFrom('app.idempotency')
    .select(['operation', 'body_sha256', 'status', 'response'])
    .where('organisation_id', '=', caller.organisationId)
    .where('user_id', '=', caller.userId)
    .where('key', '=', key)
    .executeTakeFirst();
  if (!row) return null;
  if (row.operation !== OPERATION || row.body_sha256 !== bodySha256) {
    throw new HttpProblem('key-reused');
  }
  // The route's schema checks the stored answer against the contract before it leaves.
  return { status: row.status, receipt: row.response as ClaimReceipt, replayed: true };
}
