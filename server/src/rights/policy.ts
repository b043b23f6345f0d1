import { RIGHTS_KEEPERS, type Role } from '@marketsafe/contract';

/** Who registers, changes and retires an organisation's rights: who answers for it. Investigators read them and claim under them. */
export function mayKeepRights(roles: readonly Role[]): boolean {
  return RIGHTS_KEEPERS.some((role) => roles.includes(role));
}
