import { z } from 'zod';
import { utcTime, uuid } from '../identifiers.ts';
import { LANGUAGES } from '../languages.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { ORGANISATION_KINDS, type OrganisationKind, ROLES, type Role } from '../roles.ts';

/** Roles that people of an organisation may have. The database asks the same. */
export const ROLES_OF_KIND: Readonly<Record<OrganisationKind, readonly Role[]>> = {
  rights_holder: ['investigator', 'manager', 'signatory'],
  representative: ['investigator', 'manager', 'signatory'],
  program: ['analyst', 'program_lead'],
  marketplace: ['liaison'],
};

/** Kinds of organisations that the program's lead registers: its own is there from the beginning. */
export const REGISTERED_KINDS = ['rights_holder', 'representative', 'marketplace'] as const;

/** Who comes first into an organisation, and invites the others where that is theirs to do. */
export const FIRST_ROLE: Readonly<Record<(typeof REGISTERED_KINDS)[number], Role>> = {
  rights_holder: 'manager',
  representative: 'manager',
  marketplace: 'liaison',
};

/** Whether somebody invites and ends people of their own organisation. */
export function managesPeople(roles: readonly Role[]): boolean {
  return roles.includes('manager') || roles.includes('program_lead');
}

/** The role without which nobody of an organisation could invite others; null where the program does. */
export function managingRole(kind: OrganisationKind): Role | null {
  if (kind === 'marketplace') return null;
  return kind === 'program' ? 'program_lead' : 'manager';
}

/** Bounds of a password, in characters. */
export const PASSWORD_LENGTH = { least: 12, most: 128 };
export const password = z.string().min(PASSWORD_LENGTH.least).max(PASSWORD_LENGTH.most);

/** An e-mail address in small letters: that is how accounts are known. */
export const emailAddress = z
  .string()
  .max(254)
  .transform((typed) => typed.trim().toLowerCase())
  .pipe(z.email());

export const personName = z.string().trim().min(1).max(200);
const roles = z.array(z.enum(ROLES)).min(1).max(ROLES.length);
const language = z.enum(LANGUAGES);

/** Secret in the link of an invitation, or of a mail that resets a password. */
export const linkSecret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** `POST /v1/organisations`: registers an organisation and invites who comes first into it. */
export const organisationRegistration = z.strictObject({
  name: z.string().trim().min(1).max(500),
  kind: z.enum(REGISTERED_KINDS),
  firstPerson: z.strictObject({ email: emailAddress, language }),
});
export type OrganisationRegistration = z.infer<typeof organisationRegistration>;

const organisation = z.strictObject({
  organisationId: uuid,
  name: z.string(),
  kind: z.enum(ORGANISATION_KINDS),
});

/** One row of `GET /v1/organisations`. */
export const organisationSummary = z.strictObject({
  ...organisation.shape,
  createdAt: utcTime,
  /** People who work for it now. */
  people: z.number().int().nonnegative(),
  /** Invitations that may still be accepted. */
  invited: z.number().int().nonnegative(),
  /** Marketplaces for which its people speak; none but of a marketplace. */
  marketplaces: z.array(z.enum(MARKETPLACE_IDS)),
});
export type OrganisationSummary = z.infer<typeof organisationSummary>;

/** `PUT /v1/organisations/{organisationId}/marketplaces`: for which marketplaces its people speak. */
export const spokenFor = z.strictObject({
  marketplaces: z.array(z.enum(MARKETPLACE_IDS)).max(MARKETPLACE_IDS.length),
});

/** `PUT /v1/organisations/{organisationId}/contact`: where the marketplace, and so the seller, writes to. */
export const contactSetting = z.strictObject({ email: emailAddress.nullable() });

/** `GET /v1/organisations` */
export const organisationList = z.strictObject({ organisations: z.array(organisationSummary) });

/** An invitation that may still be accepted. */
const openInvitation = z.strictObject({
  invitationId: uuid,
  email: z.string(),
  roles,
  invitedBy: z.string().nullable(),
  createdAt: utcTime,
  expiresAt: utcTime,
});

/** Somebody who works for an organisation, or did. */
const person = z.strictObject({
  userId: uuid,
  name: z.string(),
  /** Null where the account is gone. */
  email: z.string().nullable(),
  roles,
  since: utcTime,
  endedAt: utcTime.nullable(),
});
export type OrganisationPerson = z.infer<typeof person>;

/** `GET /v1/organisations/{organisationId}/people` */
export const organisationPeople = z.strictObject({
  organisation,
  /** Where the marketplace writes to; null while nobody said. */
  contactEmail: z.string().nullable(),
  people: z.array(person),
  invitations: z.array(openInvitation),
});
export type OrganisationPeople = z.infer<typeof organisationPeople>;

/** `POST /v1/organisations/{organisationId}/invitations`. A further one to the same address takes the place of the first. */
export const invitationOrder = z.strictObject({ email: emailAddress, roles, language });
export type InvitationOrder = z.infer<typeof invitationOrder>;
export const invitationReceipt = openInvitation;

/** `PUT /v1/organisations/{organisationId}/people/{userId}/roles` */
export const rolesSetting = z.strictObject({ roles });

/** `POST /v1/invitations/look-up`: what a link invites to. A body, because addresses get into logs. */
export const invitationLookUp = z.strictObject({ secret: linkSecret });
export const shownInvitation = z.strictObject({
  organisation,
  email: z.string(),
  roles,
  invitedBy: z.string().nullable(),
  expiresAt: utcTime,
  language,
  /** Whether the address has an account already, whose person has to be signed in to accept. */
  hasAccount: z.boolean(),
});
export type ShownInvitation = z.infer<typeof shownInvitation>;

/** `POST /v1/invitations/accept`: with a name and a password where the address has no account yet. */
export const invitationAcceptance = z.strictObject({
  secret: linkSecret,
  newAccount: z.strictObject({ name: personName, password }).optional(),
});
export type InvitationAcceptance = z.infer<typeof invitationAcceptance>;
export const acceptedInvitation = z.strictObject({ organisation, email: z.string() });

/** `GET /v1/me/organisations`: who is signed in, for which organisations they act, and for which one this session does. */
export const ownOrganisations = z.strictObject({
  email: z.string(),
  current: uuid.nullable(),
  organisations: z.array(z.strictObject({ ...organisation.shape, roles })),
});
export type OwnOrganisations = z.infer<typeof ownOrganisations>;

/** `PUT /v1/me/organisation` */
export const organisationChoice = z.strictObject({ organisationId: uuid });

/** What asks to be signed in as somebody: beside the library's answer to `GET /api/auth/device`, once the code is tied to a person. */
export const askingDevice = z.strictObject({
  /** What the browser says it is. */
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  requestedAt: utcTime,
});
export type AskingDevice = z.infer<typeof askingDevice>;
