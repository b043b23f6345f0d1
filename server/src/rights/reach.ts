import type { Database, Identity } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';

/** A right as the caller may reach it: as whom its rows are read and written. */
export type ReachedRight = Identity & { rightId: string };

/**
 * How the caller reaches a right, or undefined where they do not: their organisation's own.
 */
export async function reachRight(
  db: Database,
  caller: Caller,
  rightId: string,
): Promise<ReachedRight | undefined> {
  const { organisationId, userId } = caller;
  const found = await db.inOrganisation(caller, (scope) =>
    scope
      .selectFrom('app.rights')
      .select('right_id')
      .where('organisation_id', '=', organisationId)
      .where('right_id', '=', rightId)
      .executeTakeFirst(),
  );
  return found && { organisationId, userId, rightId };
}
