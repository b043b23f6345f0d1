import type { Me } from '@marketsafe/contract';

/** Who registers, changes and retires an organisation's rights: who answers for it. Investigators read them and claim under them. */
export function mayKeepRights(roles: Me['roles']): boolean {
  return roles.includes('manager') || roles.includes('signatory');
}
