import type { Me, PackageOrder } from '@marketsafe/contract';
import { worksOnClaims } from '../claims/policy.ts';

/** Who may take a package of a kind out of the program; the claims are the organisation's own in any case. */
export function mayExport(kind: PackageOrder['kind'], roles: Me['roles']): boolean {
  return worksOnClaims(roles) || (kind === 'disclosure' && roles.includes('liaison'));
}
