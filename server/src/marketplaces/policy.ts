import type { Me } from '@marketsafe/contract';

const STAFF: ReadonlySet<Me['roles'][number]> = new Set(['analyst', 'program_lead']);

/** Who may switch the reading of a marketplace's pages off and on: the program's staff, because it holds for everybody. */
export function maySwitchReading(roles: Me['roles']): boolean {
  return roles.some((role) => STAFF.has(role));
}
