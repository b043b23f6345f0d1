import { availableParallelism } from 'node:os';
import { createBatches, type Outcome } from '../batches.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database, Scope } from '../db/database.ts';
import { onlyRow, together } from '../db/together.ts';
import { HttpProblem } from '../problems.ts';
import { type KnownKeys, rememberKeys } from '../sealing/known-keys.ts';
import type { SigningKey } from '../sealing/signing-key.ts';
import { examine, examineQueries } from './examine.ts';
import type { Submission, SubmissionResult } from './submission.ts';
import { type Standing, takeIn, touchedBy } from './take-in.ts';

/** Weight of the claims that go together: with more all of them wait longer, and little is won. */
const TOGETHER = 16;
/** Bytes of a claim that weigh as much as one of its captures, of which each may bring some megabytes of its own. */
const BYTES_A_WEIGHT = 16 * 1024;
/**
 * How long claims wait for others while their organisation's line is busy, in milliseconds: those who were just answered are back by then,
 * and four that go together take half the work of four that go alone.
 */
const GATHER = 8;
/**
 * Organisations whose claims are written at the same time. What each waits for most is its round trips, so two leave processors idle; more
 * make each wait longer for all of them. On two processors and over four organisations: two at once 271 claims a second, p99 at 200/s 74 ms;
 * three 291 and 90 ms; four 313 and 142 ms.
 */
const AT_ONCE = Math.max(3, availableParallelism());
/** How often a claim number that somebody has already is drawn again. */
const DRAWS = 5;

/** Takes finished claims in. */
export interface Intake {
  /**
   * Takes a finished claim in. One transaction holds the idempotency row, the claim with its evidence and first events, the change,
   * the audit entry and the receipts of its captures, so the claim is here with all of them or not at all. Claims of one organisation that
   * wait at the same time share the transaction.
   * @throws HttpProblem when it cannot be taken; nothing is kept then, and the same key may be used again
   */
  submit(submission: Submission): Promise<SubmissionResult>;
}

/** What taking claims in works with. */
interface IntakeTools {
  db: Database;
  store: BlobStore;
  key: SigningKey;
  knownKeys: KnownKeys;
}

/** Opens the intake: an organisation's claims wait for each other only, not for those of other organisations. */
export function openIntake(given: Omit<IntakeTools, 'knownKeys'>): Intake {
  const tools: IntakeTools = { ...given, knownKeys: rememberKeys() };
  const batches = createBatches<Submission, SubmissionResult>(
    (organisationId, submissions) => takeAll(tools, organisationId, submissions),
    { most: TOGETHER, weigh, touches: touchedBy, gather: GATHER, atOnce: AT_ONCE },
  );
  return { submit: (submission) => batches.add(submission.caller.organisationId, submission) };
}

function weigh({ claim, body }: Submission): number {
  return Math.max(claim.evidence.length, Math.ceil(body.length / BYTES_A_WEIGHT));
}

async function takeAll(
  tools: IntakeTools,
  organisationId: string,
  submissions: readonly Submission[],
): Promise<Outcome<SubmissionResult>[]> {
  try {
    return await takeTogether(tools, organisationId, submissions);
  } catch (error) {
    if (!isRefusedByDatabase(error)) throw error;
  }
  // The database refused something of one of them, and all were undone. Alone, it takes none of the others along.
  const outcomes: Outcome<SubmissionResult>[] = [];
  for (const one of submissions) {
    outcomes.push(await takeAlone(() => takeTogether(tools, organisationId, [one])));
  }
  return outcomes;
}

/** Looks at claims, then writes those that stand, in one transaction. */
async function takeTogether(
  { db, store, key, knownKeys }: IntakeTools,
  organisationId: string,
  submissions: readonly Submission[],
): Promise<Outcome<SubmissionResult>[]> {
  const ask = (scope: Scope) => together(examineQueries(scope, organisationId, submissions));
  return db.inPipeline(organisationId, ask, async (scope, found) => {
    const examined = await examine(scope, { store, knownKeys }, organisationId, submissions, onlyRow(found));
    const standing = examined.flatMap((outcome, index): Standing[] => {
      const submission = submissions[index];
      if (!submission || outcome.status === 'rejected' || outcome.value.answer) return [];
      return [{ submission, grounds: outcome.value.grounds }];
    });
    const taken = standing.length > 0 ? await takeIn(scope, key, organisationId, standing) : [];
    const rest = taken.values();
    return examined.map((outcome): Outcome<SubmissionResult> => {
      if (outcome.status === 'rejected') return outcome;
      if (outcome.value.answer) return { status: 'fulfilled', value: outcome.value.answer };
      const reason = new Error('a claim has no outcome');
      return rest.next().value ?? { status: 'rejected', reason };
    });
  });
}

async function takeAlone(
  take: () => Promise<Outcome<SubmissionResult>[]>,
): Promise<Outcome<SubmissionResult>> {
  for (let draw = 1; ; draw += 1) {
    try {
      const [outcome] = await take();
      if (!outcome) throw new Error('a claim has no outcome');
      return outcome;
    } catch (reason) {
      if (breaks(reason, 'claims_id_once')) {
        return { status: 'rejected', reason: new HttpProblem('claim-id-taken') };
      }
      // The claim's number, drawn at random, is that of another claim, of whatever organisation.
      if (draw === DRAWS || !breaks(reason, 'claims_number_key')) return { status: 'rejected', reason };
    }
  }
}

/** PostgreSQL's classes of errors for data that it does not take: data exceptions, and broken constraints. */
function isRefusedByDatabase(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^2[23]\w{3}$/.test(String(error.code));
}

function breaks(error: unknown, constraint: string): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === constraint;
}
