import { createHash } from 'node:crypto';
import {
  blobsOf,
  type ClaimAnswer,
  type ClaimStanding,
  type ClaimSubmission,
  claimSubmission,
} from '@marketsafe/contract';
import { type Ledger, openLedger, recordAudit } from '../audit/service.ts';
import { blobsQuery } from '../blobs/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import { heldCapturesQuery } from '../captures/held.ts';
import { capturesHere, capturesHereQueries, insertCaptures, receiveCaptures } from '../captures/insert.ts';
import { judgeCapture, type ReadCapture } from '../captures/read.ts';
import type { Database, Scope } from '../db/database.ts';
import { readTogether, writeTogether } from '../db/together.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { type KnownKeys, rememberKeys } from '../sealing/known-keys.ts';
import type { SigningKey } from '../sealing/signing-key.ts';
import { readFiles } from './examine.ts';
import { disagreements, wallOf } from './manifests.ts';
import { once, type Written } from './once.ts';
import { openQuestionOf } from './questions.ts';
import { moveClaims } from './transitions.ts';

/** What taking answers works with. */
export interface AnswerTools {
  db: Database;
  store: BlobStore;
  key: SigningKey;
}

/** One request to answer a question about a claim of the caller's organisation. */
interface AnswerRequest {
  claimId: string;
  key: string;
  answer: ClaimAnswer;
  /** The request's bytes as they arrived. */
  body: Buffer;
}

/** Takes answers to questions in. */
export interface Answers {
  /**
   * Takes an answer in, once for its key: it stands beside the claim with its files and captures, which are signed, checked and receipted
   * like those that were filed, and the claim goes on in review.
   * @throws HttpProblem when it cannot be taken; nothing is kept then
   */
  take(caller: Caller, request: AnswerRequest): Promise<Written<ClaimStanding>>;
}

/** Opens the intake of answers. */
export function openAnswers({ db, store, key }: AnswerTools): Answers {
  const knownKeys = rememberKeys();
  return {
    take: (caller, request) =>
      once(
        db,
        caller,
        { key: request.key, operation: `claims.answer/${request.claimId}`, body: request.body },
        async (scope) => {
          const { organisationId } = caller;
          const ledger = await openLedger(scope, organisationId);
          const filed = await filedClaim(scope, organisationId, request.claimId);
          const question = await openQuestionOf(scope, organisationId, request.claimId);
          if (question?.questionId !== request.answer.questionId)
            throw new HttpProblem('question-closed', { params: { number: filed.number } });
          const claim = withAnswer(filed.claim, request.answer);
          const captures = await examined(scope, { store, knownKeys }, organisationId, claim);
          return write(scope, ledger, key, { caller, request, claim, captures, number: filed.number });
        },
      ),
  };
}

/** The claim as it was filed. */
async function filedClaim(
  scope: Scope,
  organisationId: string,
  claimId: string,
): Promise<{ number: string; claim: ClaimSubmission }> {
  const row = await scope
    .selectFrom('app.claims')
    .select(['number', 'body'])
    .where('organisation_id', '=', organisationId)
    .where('claim_id', '=', claimId)
    .executeTakeFirst();
  if (!row) throw new HttpProblem('claim-unknown');
  const claim = claimSubmission.safeParse(JSON.parse(row.body.toString('utf8')));
  // One of before captures were signed has nothing that an answer could be held against.
  if (!claim.success) throw new HttpProblem('capture-unsigned');
  return { number: row.number, claim: claim.data };
}

/** The claim with what the answer brings in the place of what was filed: it is held against the same rules. */
function withAnswer(filed: ClaimSubmission, { evidence, files }: ClaimAnswer): ClaimSubmission {
  return { ...filed, evidence, particulars: { attachments: files } };
}

/** Reads what the answer brings, and refuses what does not agree with the claim's listing or is not here. */
async function examined(
  scope: Scope,
  tools: { store: BlobStore; knownKeys: KnownKeys },
  organisationId: string,
  claim: ClaimSubmission,
): Promise<ReadCapture[]> {
  const found = await readTogether(scope, {
    blobs: blobsQuery(scope, organisationId, blobsOf(claim)),
    held: heldCapturesQuery(
      scope,
      organisationId,
      claim.evidence.map(({ captureId }) => captureId),
    ),
  });
  const files = await readFiles(scope, tools, organisationId, { claims: [claim], blobs: found.blobs });
  const missing = blobsOf(claim).filter((sha256) => !files.blobs.has(sha256));
  if (missing.length > 0) throw new HttpProblem('claim-files-missing', { missing });
  const held = new Map(found.held.map((row) => [row.capture_id, row.manifest_sha256]));
  const captures = claim.evidence.map((item) => {
    const record = files.records.get(item.manifestSha256);
    return record ? judgeCapture(record, item, { ...files, held }) : null;
  });
  const errors = disagreements(claim, { organisationId, captures, blobs: files.blobs });
  if (errors.length > 0) throw new HttpProblem('claim-contradicts-evidence', { errors });
  const read = captures.filter((capture) => capture !== null);
  if (read.some(({ signature }) => signature === 'unknown')) throw new HttpProblem('device-not-enrolled');
  return read;
}

async function write(
  scope: Scope,
  ledger: Ledger,
  key: SigningKey,
  given: {
    caller: Caller;
    request: AnswerRequest;
    claim: ClaimSubmission;
    captures: ReadCapture[];
    number: string;
  },
): Promise<ClaimStanding> {
  const { caller, request, claim, captures, number } = given;
  const { organisationId, userId, userName, roles } = caller;
  const { claimId, answer, body } = request;
  const at = new Date();
  await scope
    .insertInto('app.claim_answers')
    .values({
      organisation_id: organisationId,
      claim_id: claimId,
      question_id: answer.questionId,
      answered_at: at,
      answered_by: userId,
      answered_by_name: userName,
      text: answer.text,
      files: JSON.stringify(answer.files),
      evidence: JSON.stringify(
        claim.evidence.map((item, index) => {
          const manifest = captures[index]?.manifest;
          const wall = manifest && wallOf(manifest);
          return {
            ...item,
            facts: manifest?.listing.facts ?? {},
            sourceUrl: manifest?.request.url ?? '',
            ...(wall !== undefined && { wall }),
          };
        }),
      ),
      body,
      body_sha256: createHash('sha256').update(body).digest('hex'),
    })
    .execute();
  recordAudit(ledger, {
    action: 'claim.answered',
    at,
    actorUserId: userId,
    entity: claimId,
    detail: {
      number,
      questionId: answer.questionId,
      files: answer.files.length,
      captures: claim.evidence.length,
    },
  });
  const here = await readTogether(scope, capturesHereQueries(scope, organisationId, [{ claim, captures }]));
  const rows = await receiveCaptures(ledger, key, capturesHere(here.held, here.places), {
    ...{ caller, claim, number, at, captures },
  });
  await writeTogether(scope, insertCaptures(rows));
  const { questionId, text } = answer;
  const params = { questionId, text, files: answer.files.length, captures: claim.evidence.length };
  const actor = { by: 'participant', userId, name: userName, role: roles[0] ?? 'investigator' } as const;
  const [moved] = await moveClaims(scope, ledger, actor, [
    { claimId, to: 'in_review', reason: { code: 'answered', params } },
  ]);
  if (moved?.outcome !== 'moved') throw new HttpProblem('question-closed', { params: { number } });
  return { claimId, number, state: moved.state, sequence: moved.last };
}
