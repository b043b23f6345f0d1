/** What somebody does in their organisation. */
export const ROLES = ['investigator', 'manager', 'signatory', 'analyst', 'program_lead', 'liaison'] as const;
export type Role = (typeof ROLES)[number];

/** What organisations of the program are. A representative acts for rights holders, by their mandates. */
export const ORGANISATION_KINDS = ['rights_holder', 'representative', 'program', 'marketplace'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** The program's own people. The database asks the same of its own rows before it lets staff in. */
export const STAFF_ROLES = ['analyst', 'program_lead'] as const satisfies readonly Role[];

/** People of a participant: a rights holder or a representative. */
export const PARTICIPANT_ROLES = ['investigator', 'manager', 'signatory'] as const satisfies readonly Role[];

/** Whether somebody works for the program itself. */
export function isProgramStaff(roles: readonly Role[]): boolean {
  return STAFF_ROLES.some((role) => roles.includes(role));
}

/** Whether somebody acts for a participant. */
export function isParticipant(roles: readonly Role[]): boolean {
  return PARTICIPANT_ROLES.some((role) => roles.includes(role));
}

/** Who keeps a participant's rights and mandates: whoever answers for it. */
export const RIGHTS_KEEPERS = ['manager', 'signatory'] as const satisfies readonly Role[];
