import { isProgramStaff } from '@marketsafe/contract';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { agentFor } from './agent.ts';

/**
 * Reads rights as the caller sees them: their organisation's own, as the program's staff those of all, or those of a holder whose rights they
 * keep by a mandate over all of them.
 * @param holder only this holder's; the caller's own organisation where it is none
 * @param read is given the organisation to narrow to; undefined for all that can be seen
 * @throws HttpProblem of `agentFor`, where the caller keeps no rights of the holder
 */
export async function seeVault<Result>(
  db: Database,
  caller: Caller,
  holder: string | undefined,
  read: (scope: Scope, organisationId: string | undefined) => Promise<Result>,
): Promise<Result> {
  if (isProgramStaff(caller.roles)) return db.asStaff(caller.userId, (scope) => read(scope, holder));
  if (holder === undefined || holder === caller.organisationId)
    return db.inOrganisation(caller, (scope) => read(scope, caller.organisationId));
  return db.inOrganisation(await agentFor(db, caller, holder), (scope) => read(scope, holder));
}
