import { isProgramStaff, managesPeople } from '@marketsafe/contract';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';

/**
 * The caller as they may look at an organisation's people: everybody at their own, the program's staff at all.
 * @throws HttpProblem `not-found` for anybody else's
 */
export async function reachOrganisation(
  db: Database,
  caller: Caller,
  organisationId: string,
): Promise<Caller> {
  if (organisationId === caller.organisationId) return caller;
  const found = isProgramStaff(caller.roles)
    ? await db.asStaff(caller.userId, (scope) =>
        scope
          .selectFrom('app.organisations')
          .select(['name', 'kind'])
          .where('organisation_id', '=', organisationId)
          .executeTakeFirst(),
      )
    : undefined;
  if (!found) throw new HttpProblem('organisation-unknown');
  return {
    ...caller,
    organisationId,
    organisationName: found.name,
    organisationKind: found.kind,
    as: 'staff',
  };
}

/**
 * The caller as they may invite and end people: managers and leads in their own organisation, the program's lead in every one.
 * @throws HttpProblem `not-found` for another's, `forbidden` for those who may only look
 */
export async function reachToManage(db: Database, caller: Caller, organisationId: string): Promise<Caller> {
  const there = await reachOrganisation(db, caller, organisationId);
  const may = there.as === 'staff' ? caller.roles.includes('program_lead') : managesPeople(caller.roles);
  if (!may) throw new HttpProblem('may-not-manage-people');
  return there;
}
