import { blobsOf, type ClaimSubmission } from '@marketsafe/contract';
import type { Outcome } from '../batches.ts';
import { blobsQuery, heldBlobs, type StoredBlob } from '../blobs/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import { heldCapturesQuery } from '../captures/held.ts';
import { type CaptureRecord, judgeCapture, type KnownToCaptures, readRecord } from '../captures/read.ts';
import type { Scope } from '../db/database.ts';
import type { FoundTogether } from '../db/together.ts';
import type { HttpProblem } from '../problems.ts';
import { type ClaimRight, claimRightOf, rightsQuery } from '../rights/service.ts';
import type { KnownKeys } from '../sealing/known-keys.ts';
import { answersOf, nameOfRequest, storedAnswersQuery, storedAnswerTo } from './answers.ts';
import { checkClaim, type Grounds } from './check.ts';
import { mandateRefusals } from './holding.ts';
import { receiptOf, receiptsQuery } from './queries.ts';
import { refuseOther, type Submission, type SubmissionResult } from './submission.ts';

/** What looking at submissions works with. */
export interface ExamineTools {
  store: BlobStore;
  knownKeys: KnownKeys;
}

/** What a look at a submission came to: the answer that it was given before, or what its claim rests on. */
export type Examined =
  | { answer: SubmissionResult }
  /** `grounds` is null where the claim is here already. */
  | { answer: null; grounds: Grounds | null };

/** What the database is asked about submissions of one organisation before they are looked at. */
export function examineQueries(scope: Scope, organisationId: string, submissions: readonly Submission[]) {
  const claims = submissions.map(({ claim }) => claim);
  const ids = claims.flatMap(({ evidence }) => evidence.map(({ captureId }) => captureId));
  return {
    answers: storedAnswersQuery(scope, organisationId, submissions),
    receipts: receiptsQuery(scope, organisationId, unique(claims.map(({ claimId }) => claimId))),
    rights: rightsQuery(scope, organisationId, unique(claims.map(({ rightId }) => rightId))),
    held: heldCapturesQuery(scope, organisationId, unique(ids)),
    blobs: blobsQuery(scope, organisationId, unique(claims.flatMap(blobsOf))),
  };
}

type Looked = FoundTogether<ReturnType<typeof examineQueries>>;

/**
 * Looks at submissions of one organisation before its ledger is opened: at all that takes time and does not change any more. What other
 * claims have to do with them is looked at under the ledger.
 * @param found what `examineQueries` found
 */
export async function examine(
  scope: Scope,
  tools: ExamineTools,
  organisationId: string,
  submissions: readonly Submission[],
  found: Looked,
): Promise<Outcome<Examined>[]> {
  const answers = answersOf(found.answers);
  const receipts = new Map(found.receipts.map((row) => [row.claim_id, receiptOf(row)]));
  const fresh = submissions.filter(
    (submission) => !answers.has(nameOfRequest(submission)) && !receipts.has(submission.claim.claimId),
  );
  const seen = new Set(found.rights.map((row) => row.right_id));
  const basis = {
    refusals: await refusalsOf(
      scope,
      fresh.filter(({ claim }) => !seen.has(claim.rightId)),
    ),
    rights: new Map(found.rights.map((row) => [row.right_id, claimRightOf(row)])),
    held: new Map(found.held.map((row) => [row.capture_id, row.manifest_sha256])),
    ...(await readFiles(scope, tools, organisationId, {
      claims: fresh.map(({ claim }) => claim),
      blobs: found.blobs,
    })),
  };
  return Promise.allSettled(
    submissions.map(async (submission): Promise<Examined> => {
      const answer = storedAnswerTo(answers, submission);
      if (answer) return { answer };
      const before = receipts.get(submission.claim.claimId);
      if (!before) return { answer: null, grounds: groundsOf(organisationId, submission, basis) };
      refuseOther(before, submission);
      return { answer: null, grounds: null };
    }),
  );
}

/** Everything that claims rest on, as far as it is here. */
interface Basis extends Pick<KnownToCaptures, 'held'>, Awaited<ReturnType<typeof readFiles>> {
  rights: ReadonlyMap<string, ClaimRight>;
  /** By the rights that are not seen. */
  refusals: ReadonlyMap<string, HttpProblem>;
}

/** Why rights are not seen, for the claims of a representative; for whoever has no mandates, nothing is asked. */
export async function refusalsOf(
  scope: Scope,
  submissions: readonly Submission[],
): Promise<Map<string, HttpProblem>> {
  const acting = submissions.filter(({ caller }) => caller.organisationKind === 'representative');
  return mandateRefusals(scope, unique(acting.map(({ claim }) => claim.rightId)));
}

/** What of a claim names files. */
type Files = Pick<ClaimSubmission, 'evidence' | 'particulars'>;

/** Reads the files of claims, and finds the keys they were signed with. */
export async function readFiles(
  scope: Scope,
  { store, knownKeys }: ExamineTools,
  organisationId: string,
  { claims, blobs: rows }: { claims: readonly Files[]; blobs: readonly StoredBlob[] },
) {
  const evidence = claims.flatMap((claim) => claim.evidence);
  const named = new Set(claims.flatMap(blobsOf));
  const blobs = await heldBlobs(
    store,
    organisationId,
    rows.filter(({ sha256 }) => named.has(sha256)),
  );
  const records = new Map<string, CaptureRecord | null>();
  // One after another: each may be some megabytes.
  for (const sha256 of unique(evidence.map(({ manifestSha256 }) => manifestSha256))) {
    records.set(sha256, await readRecord(store, organisationId, blobs.get(sha256)));
  }
  const manifests = [...records.values()].flatMap((record) => (record ? [record.manifest] : []));
  const devices = unique(manifests.map(({ device }) => device.deviceId));
  const keys = unique(manifests.flatMap(({ time }) => (time.notBefore ? [time.notBefore.keyId] : [])));
  return { blobs, records, ...(await knownKeys.find(scope, organisationId, { devices, keys })) };
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

function groundsOf(organisationId: string, { claim }: Submission, basis: Basis): Grounds {
  const captures = claim.evidence.map((item) => {
    const record = basis.records.get(item.manifestSha256);
    return record ? judgeCapture(record, item, basis) : null;
  });
  const { rights, refusals, blobs } = basis;
  const right = rights.get(claim.rightId);
  const refusal = refusals.get(claim.rightId);
  return checkClaim(claim, { organisationId, right, refusal, blobs, captures });
}
