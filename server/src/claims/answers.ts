import type { ClaimReceipt } from '@marketsafe/contract';
import type { Compilable, InferResult } from 'kysely';
import type { Scope } from '../db/database.ts';
import { insertRows, lookUp } from '../db/together.ts';
import { HttpProblem } from '../problems.ts';
import type { Submission, SubmissionResult } from './submission.ts';

const OPERATION = 'claims.submit';

const ANSWER_COLUMNS = {
  organisation_id: 'uuid',
  user_id: 'uuid',
  key: 'uuid',
  operation: 'text',
  body_sha256: 'text',
  status: 'int',
  response: 'json',
  created_at: 'timestamptz',
} as const;

/** Answers that were given to requests, by whose request under which key it was. */
export type StoredAnswers = ReadonlyMap<string, StoredAnswer>;

interface StoredAnswer {
  operation: string;
  bodySha256: string;
  status: number;
  response: object;
}

/** Name of a request: two with the same name are the same, or one of them is refused. */
export function nameOfRequest({ caller, key }: Pick<Submission, 'caller' | 'key'>): string {
  return `${caller.userId}/${key}`;
}

/** Asks for the answers that were given to these requests before; `answersOf` reads its rows. */
export function storedAnswersQuery(scope: Scope, organisationId: string, submissions: readonly Submission[]) {
  const names = submissions.map(({ caller, key }) => ({ user_id: caller.userId, key }));
  return lookUp(scope, { user_id: 'uuid', key: 'uuid' }, names, (wanted) =>
    scope
      .selectFrom('app.idempotency')
      .select(['user_id', 'key', 'operation', 'body_sha256', 'status', 'response'])
      .where('organisation_id', '=', organisationId)
      .where('user_id', '=', wanted('user_id'))
      .where('key', '=', wanted('key')),
  );
}

/** Answers by the request's name. */
export function answersOf(rows: readonly AnswerRow[]): StoredAnswers {
  return new Map(
    rows.map((row) => [
      `${row.user_id}/${row.key}`,
      { operation: row.operation, bodySha256: row.body_sha256, status: row.status, response: row.response },
    ]),
  );
}

type AnswerRow = InferResult<ReturnType<typeof storedAnswersQuery>>[number];

/**
 * The answer that was given to this request; null where there is none.
 * @throws HttpProblem `key-reused` where the key came with another request
 */
export function storedAnswerTo(answers: StoredAnswers, submission: Submission): SubmissionResult | null {
  const stored = answers.get(nameOfRequest(submission));
  if (!stored) return null;
  if (stored.operation !== OPERATION || stored.bodySha256 !== submission.bodySha256) {
    throw new HttpProblem('key-reused');
  }
  // The route's schema checks the stored answer against the contract before it leaves.
  return { status: stored.status, receipt: stored.response as ClaimReceipt, replayed: true };
}

/** Stores the answers to requests, in the transaction of what they made. */
export function storeAnswers(
  given: readonly { submission: Submission; result: SubmissionResult }[],
): Compilable {
  const at = new Date();
  return insertRows(
    'app.idempotency',
    ANSWER_COLUMNS,
    given.map(({ submission: { caller, key, bodySha256 }, result: { status, receipt } }) => ({
      organisation_id: caller.organisationId,
      user_id: caller.userId,
      key,
      operation: OPERATION,
      body_sha256: bodySha256,
      status,
      response: JSON.stringify(receipt),
      created_at: at,
    })),
  );
}
