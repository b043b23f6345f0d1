import { isProgramStaff, type Me, RIGHTS_KEEPERS } from '@marketsafe/contract';

/** Whether somebody writes to the working group; investigators read it. */
export function mayWriteToGroup(roles: Me['roles']): boolean {
  return isProgramStaff(roles) || RIGHTS_KEEPERS.some((role) => roles.includes(role));
}
