import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { belongsToAny } from '../people/belonging.ts';
import { HttpProblem } from '../problems.ts';

/** Work of the program's staff in the organisation whose claims it is about, and its ledger. */
export function inOrganisation<Result>(
  db: Database,
  { userId }: Caller,
  organisationId: string,
  work: (scope: Scope) => Promise<Result>,
): Promise<Result> {
  return db.inOrganisation({ organisationId, userId, as: 'staff' }, work);
}

/** @throws HttpProblem `retention-own-organisation` where the caller belongs to one of these */
export async function refuseOwn(scope: Scope, userId: string, organisationIds: readonly string[]) {
  if (await belongsToAny(scope, userId, organisationIds)) throw new HttpProblem('retention-own-organisation');
}
