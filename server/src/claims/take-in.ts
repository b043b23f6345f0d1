import { blobsOf, type ClaimSubmission, testBuyOrderOf } from '@marketsafe/contract';
import { ledgerLock, ledgerWrites, openedLedger } from '../audit/service.ts';
import type { Outcome } from '../batches.ts';
import { blobsQuery } from '../blobs/service.ts';
import { type CapturesHere, capturesHere, capturesHereQueries } from '../captures/insert.ts';
import type { Scope } from '../db/database.ts';
import { commitWith, sendTogether } from '../db/pipeline.ts';
import { onlyRow, together, writes } from '../db/together.ts';
import { HttpProblem } from '../problems.ts';
import { claimRightOf, rightsQuery } from '../rights/service.ts';
import type { SigningKey } from '../sealing/signing-key.ts';
import { answersOf, nameOfRequest, storeAnswers, storedAnswersQuery, storedAnswerTo } from './answers.ts';
import { type Grounds, rightUnderLedger } from './check.ts';
import { refusalsOf } from './examine.ts';
import { holdingOf } from './holding.ts';
import { addClaim, insertClaims, noRows } from './insert.ts';
import { findClaimOfOrder } from './orders.ts';
import { firstState } from './policy.ts';
import { receiptOf, receiptsQuery } from './queries.ts';
import { refuseOther, type Submission, type SubmissionResult } from './submission.ts';
import { nameOfAim, openTwin, openTwinsQuery } from './twins.ts';

/** A submission whose claim was found to hold. */
export interface Standing {
  submission: Submission;
  /** Null where the claim is here already. */
  grounds: Grounds | null;
}

/** Names of all that one claim can take away from another: claims that share one are not written together. */
export function touchedBy(submission: Submission): string[] {
  const { claim } = submission;
  const order = testBuyOrderOf(claim);
  return [
    `request ${nameOfRequest(submission)}`,
    `claim ${claim.claimId}`,
    `aim ${nameOfAim(claim)}`,
    ...claim.evidence.map(({ captureId }) => `capture ${captureId}`),
    ...(order === undefined ? [] : [`order ${order.toLowerCase()}`]),
  ];
}

/**
 * Writes claims of one organisation in one transaction, each with its evidence and first events, change, audit entries, receipts and
 * stored answer: they are here with all of them or not at all. A claim that cannot be taken is refused and takes none of the others along.
 * Last thing of its transaction, which it commits.
 * @param standing no two of them touch the same
 */
export async function takeIn(
  scope: Scope,
  key: SigningKey,
  organisationId: string,
  standing: readonly Standing[],
): Promise<Outcome<SubmissionResult>[]> {
  const { ledger, around } = await openAndLookAround(scope, organisationId, standing);
  const rows = noRows();
  const given: { submission: Submission; result: SubmissionResult }[] = [];

  async function takeOne({ submission, grounds }: Standing): Promise<SubmissionResult> {
    const { claim } = submission;
    const stored = storedAnswerTo(around.answers, submission);
    if (stored) return stored;
    const twin = around.receipts.get(claim.claimId);
    if (twin) refuseOther(twin, submission);
    const result = twin
      ? { status: 200, receipt: twin, replayed: true }
      : { status: 201, receipt: await write(submission, grounds), replayed: false };
    given.push({ submission, result });
    return result;
  }

  async function write(submission: Submission, grounds: Grounds | null) {
    const { claim } = submission;
    if (!grounds) throw new Error('a claim that was here is here no longer');
    const found = rightUnderLedger(around.rights.get(claim.rightId), around.refusals.get(claim.rightId));
    const holding = holdingOf(found, claim);
    refuseContradiction(claim, around.captures);
    refuseDeleted(claim, around.blobs);
    await refuseUsedOrder(scope, organisationId, claim);
    const first = firstState(found.right, around.openTwin(claim));
    return addClaim(rows, ledger, key, around.captures, { submission, grounds, holding, ...first });
  }

  const outcomes: Outcome<SubmissionResult>[] = [];
  // One after another: each has its place in the ledger.
  for (const one of standing) {
    const [outcome] = await Promise.allSettled([takeOne(one)]);
    // Only a refusal of ours leaves the transaction as it was.
    if (outcome.status === 'rejected' && !(outcome.reason instanceof HttpProblem)) throw outcome.reason;
    outcomes.push(outcome);
  }
  if (given.length > 0) {
    await commitWith(
      scope,
      writes(storeAnswers(given), ...insertClaims(rows), ...ledgerWrites(scope, ledger)),
    );
  }
  return outcomes;
}

/** Opens the ledger, and looks at what other claims may have changed since these were looked at: as long as it is open, it stays as it is. */
async function openAndLookAround(scope: Scope, organisationId: string, standing: readonly Standing[]) {
  const submissions = standing.map(({ submission }) => submission);
  const claims = submissions.map(({ claim }) => claim);
  const grounded = standing.flatMap(({ submission: { claim }, grounds }) =>
    grounds ? [{ claim, captures: grounds.captures }] : [],
  );
  const queries = together({
    answers: storedAnswersQuery(scope, organisationId, submissions),
    receipts: receiptsQuery(
      scope,
      organisationId,
      claims.map(({ claimId }) => claimId),
    ),
    rights: rightsQuery(scope, organisationId, [...new Set(claims.map(({ rightId }) => rightId))]),
    twins: openTwinsQuery(scope, organisationId, claims),
    blobs: blobsQuery(scope, organisationId, [...new Set(grounded.flatMap(({ claim }) => blobsOf(claim)))]),
    ...capturesHereQueries(scope, organisationId, grounded),
  });
  const [head, read] = await sendTogether(scope, [ledgerLock(organisationId), queries]);
  const found = onlyRow(read);
  const seen = new Set(found.rights.map((row) => row.right_id));
  const unseen = standing.filter(({ submission, grounds }) => grounds && !seen.has(submission.claim.rightId));
  const around = {
    refusals: await refusalsOf(
      scope,
      unseen.map(({ submission }) => submission),
    ),
    answers: answersOf(found.answers),
    receipts: new Map(found.receipts.map((row) => [row.claim_id, receiptOf(row)])),
    rights: new Map(found.rights.map((row) => [row.right_id, claimRightOf(row)])),
    openTwin: (claim: ClaimSubmission) => openTwin(found.twins, claim),
    captures: capturesHere(found.held, found.places),
    blobs: new Set(found.blobs.map(({ sha256 }) => sha256)),
  };
  return { ledger: openedLedger(organisationId, head), around };
}

/** Files that were here when the claim was looked at may have been deleted since, with a claim that named the same. */
function refuseDeleted(claim: ClaimSubmission, here: ReadonlySet<string>): void {
  const missing = blobsOf(claim).filter((sha256) => !here.has(sha256));
  if (missing.length > 0) throw new HttpProblem('claim-files-missing', { missing });
}

function refuseContradiction(claim: ClaimSubmission, { held }: CapturesHere): void {
  const errors = claim.evidence.flatMap(({ captureId, manifestSha256 }, index) => {
    const before = held.get(captureId);
    return before === undefined || before === manifestSha256
      ? []
      : [{ path: `/evidence/${index}/manifestSha256`, code: 'other-record' as const, params: {} }];
  });
  if (errors.length > 0) throw new HttpProblem('claim-contradicts-evidence', { errors });
}

async function refuseUsedOrder(scope: Scope, organisationId: string, claim: ClaimSubmission): Promise<void> {
  const number = await findClaimOfOrder(scope, organisationId, claim);
  if (number === undefined) return;
  throw new HttpProblem('claim-incomplete', {
    errors: [{ path: '/particulars/testBuyOrder', code: 'order-used', params: { number } }],
  });
}
