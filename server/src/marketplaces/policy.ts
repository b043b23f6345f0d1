import { isProgramStaff, type Me } from '@marketsafe/contract';

/** Who may switch the reading of a marketplace's pages off and on: the program's staff, because it holds for everybody. */
export function maySwitchReading(roles: Me['roles']): boolean {
  return isProgramStaff(roles);
}
