import { isProgramStaff } from '@marketsafe/contract';
import type { Database, Identity, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';

/** A right as the caller may reach it: as whom its rows are read and written. */
export type ReachedRight = Identity & { rightId: string };

/**
 * How the caller reaches a right: their organisation's own, and for the program's staff as staff in the holder's organisation. Undefined
 * where they do not.
 */
export async function reachRight(
  db: Database,
  caller: Caller,
  rightId: string,
): Promise<ReachedRight | undefined> {
  const { userId, roles, organisationId: own } = caller;
  const isStaff = isProgramStaff(roles);
  const find = (scope: Scope) => {
    const query = scope.selectFrom('app.rights').select('organisation_id').where('right_id', '=', rightId);
    return (isStaff ? query : query.where('organisation_id', '=', own)).executeTakeFirst();
  };
  const found = await (isStaff ? db.asStaff(userId, find) : db.inOrganisation(caller, find));
  if (!found) return undefined;
  const { organisation_id: organisationId } = found;
  return { organisationId, userId, rightId, ...(isStaff && { as: 'staff' }) };
}
