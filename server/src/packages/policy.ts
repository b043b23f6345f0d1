import type { Me, PackageOrder } from '@marketsafe/contract';

type Role = Me['roles'][number];

const MAY_EXPORT: Readonly<Record<PackageOrder['kind'], ReadonlySet<Role>>> = {
  // Originals show the investigator's own account: only those who work on claims take them out.
  evidence: new Set(['investigator', 'manager', 'signatory', 'analyst', 'program_lead']),
  disclosure: new Set(['investigator', 'manager', 'signatory', 'analyst', 'program_lead', 'liaison']),
};

/** Who may take a package of a kind out of the program; the claims are the organisation's own in any case. */
export function mayExport(kind: PackageOrder['kind'], roles: Me['roles']): boolean {
  return roles.some((role) => MAY_EXPORT[kind].has(role));
}
