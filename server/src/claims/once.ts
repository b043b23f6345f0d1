import { createHash } from 'node:crypto';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';

/** What a write came to, and whether it had been done before. */
export interface Written<Answer> {
  answer: Answer;
  replayed: boolean;
}

/**
 * Does a write at most once for its key, in one transaction with the answer that is given to whoever asks again.
 * @param work opens the organisation's ledger first, so that two with one key follow one another
 * @throws HttpProblem `key-reused` where the key came with another request
 */
export async function once<Answer extends object>(
  db: Database,
  caller: Caller,
  { key, operation, body }: { key: string; operation: string; body: Buffer },
  work: (scope: Scope) => Promise<Answer>,
): Promise<Written<Answer>> {
  const { organisationId, userId } = caller;
  const bodySha256 = createHash('sha256').update(body).digest('hex');

  async function stored(scope: Scope): Promise<Written<Answer> | undefined> {
    const row = await scope
      .selectFrom('app.idempotency')
      .select(['operation', 'body_sha256', 'response'])
      .where('organisation_id', '=', organisationId)
      .where('user_id', '=', userId)
      .where('key', '=', key)
      .executeTakeFirst();
    if (!row) return undefined;
    if (row.operation !== operation || row.body_sha256 !== bodySha256) throw new HttpProblem('key-reused');
    // The route's schema checks the stored answer against the contract before it leaves.
    return { answer: row.response as Answer, replayed: true };
  }

  try {
    return await db.inOrganisation(caller, async (scope) => {
      const before = await stored(scope);
      if (before) return before;
      const answer = await work(scope);
      await scope
        .insertInto('app.idempotency')
        .values({
          organisation_id: organisationId,
          user_id: userId,
          key,
          operation,
          body_sha256: bodySha256,
          status: 200,
          response: JSON.stringify(answer),
          created_at: new Date(),
        })
        .execute();
      return { answer, replayed: false };
    });
  } catch (error) {
    // Another with the same key was a moment ahead: it has done it, and its answer is the answer.
    const other = await db.inOrganisation(caller, stored);
    if (other) return other;
    throw error;
  }
}
