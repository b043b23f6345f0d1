import { z } from 'zod';
import { ADDED_FILE_TYPES } from '../fields/added-file.ts';
import { sha256Hex, utcTime, uuid } from '../identifiers.ts';
import { RIGHT_TYPES } from '../reasons.ts';
import { RIGHT_STATUSES } from '../right.ts';
import { CHECKS, FAMILIES } from './checks.ts';
import { RIGHT_FIELD_NAMES, rightFields } from './fields.ts';
import { registration } from './registration.ts';

/** What a file of a right shows. */
export const RIGHT_FILE_KINDS = [
  'certificate',
  'class-page',
  'renewal',
  'assignment',
  'translation',
  'figure',
  'other',
] as const;
export type RightFileKind = (typeof RIGHT_FILE_KINDS)[number];

/** Most files that one right has. */
export const MAX_RIGHT_FILES = 100;

/** `PUT /v1/vault/rights/{rightId}/files/{sha256}`: what a file that was handed in before shows of the right. */
export const rightFileNote = z.strictObject({
  kind: z.enum(RIGHT_FILE_KINDS),
  name: z.string().trim().min(1).max(200),
  /** Of a class page. */
  niceClass: z.number().int().min(1).max(45).nullable(),
});
export type RightFileNote = z.infer<typeof rightFileNote>;

export const rightFile = z.strictObject({
  ...rightFileNote.shape,
  sha256: sha256Hex,
  type: z.enum(ADDED_FILE_TYPES),
  bytes: z.number().int().positive(),
  addedAt: utcTime,
});
export type RightFile = z.infer<typeof rightFile>;

/** `POST /v1/vault/rights`: the id is made by whoever registers, so that saying it twice is one right. */
export const newRight = z.strictObject({ rightId: uuid, ...rightFields.shape });
export type NewRight = z.infer<typeof newRight>;

/** Why what stands on the certificate changes: it was wrong here, the office renewed the right, or wrote it over to another owner. */
export const RIGHT_CHANGES = ['correction', 'renewal', 'assignment'] as const;
export type RightChange = (typeof RIGHT_CHANGES)[number];

/** `PATCH /v1/vault/rights/{rightId}`. `revision`: the one that was looked at, so that nobody's change is written over unseen. */
export const rightEdit = z.strictObject({
  revision: z.number().int().positive(),
  change: z.enum(RIGHT_CHANGES),
  fields: rightFields.partial(),
});
export type RightEdit = z.infer<typeof rightEdit>;

/** `POST /v1/vault/rights/{rightId}/retirement` */
export const rightRetirement = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export type RightRetirement = z.infer<typeof rightRetirement>;

/** What can happen to a right. */
export const RIGHT_EVENT_KINDS = [
  'registered',
  'imported',
  'edited',
  'renewed',
  'assigned',
  'file-added',
  'file-removed',
  'verified',
  'refused',
  'retired',
  'registration',
] as const;
export type RightEventKind = (typeof RIGHT_EVENT_KINDS)[number];

/** One field before and after; days, numbers and lists as text. */
export const rightFieldChange = z.strictObject({
  field: z.enum(RIGHT_FIELD_NAMES),
  from: z.string(),
  to: z.string(),
});
export type RightFieldChange = z.infer<typeof rightFieldChange>;

/** One entry of a right's append-only history. */
export const rightEvent = z.strictObject({
  sequence: z.number().int().positive(),
  at: utcTime,
  /** Nobody where the server itself did it. */
  actor: z.strictObject({
    name: z.string().nullable(),
    role: z.string(),
    /** The representative that did it in the holder's name, by a mandate. */
    organisation: z.string().nullable(),
  }),
  kind: z.enum(RIGHT_EVENT_KINDS),
  changes: z.array(rightFieldChange),
  /** What a person wrote, or the name of a file. */
  text: z.string().nullable(),
  /** How the program saw the right after this. */
  status: z.enum(RIGHT_STATUSES),
  /** Of a verification: what was ticked, and for which families of marketplaces the right was not looked at. */
  checked: z.array(z.enum(CHECKS)),
  setAside: z.array(z.enum(FAMILIES)),
});
export type RightEvent = z.infer<typeof rightEvent>;

const holder = z.strictObject({ organisationId: uuid, name: z.string() });

/** Why the program refused a right. `text` is for its holder. */
export const REFUSAL_CAUSES = [
  'certificate-missing',
  'certificate-unreadable',
  'differs-from-office',
  'owner-differs',
  'class-pages-missing',
  'not-in-force',
  'territory-missing',
  'translation-missing',
  'not-a-right',
  'other',
] as const;
export type RefusalCause = (typeof REFUSAL_CAUSES)[number];
const refusal = z.strictObject({ cause: z.enum(REFUSAL_CAUSES), text: z.string() });

/** One row of `GET /v1/vault/rights`. */
export const vaultRight = z.strictObject({
  rightId: uuid,
  ...rightFields.shape,
  // What is here already may be from before these were asked for.
  place: z.string(),
  number: z.string(),
  status: z.enum(RIGHT_STATUSES),
  holder,
  files: z.number().int().nonnegative(),
  revision: z.number().int().positive(),
  registeredAt: utcTime,
  changedAt: utcTime,
  retiredAt: utcTime.nullable(),
  refusal: refusal.nullable(),
});
export type VaultRight = z.infer<typeof vaultRight>;

/** How many claims rest on a right, and how many of them wait for it. */
const claimCount = z.strictObject({
  all: z.number().int().nonnegative(),
  held: z.number().int().nonnegative(),
});

/** `GET /v1/vault/rights/{rightId}` */
export const vaultRightDetail = z.strictObject({
  ...vaultRight.shape,
  files: z.array(rightFile),
  events: z.array(rightEvent),
  retiredReason: z.string().nullable(),
  decided: z.strictObject({ at: utcTime, by: z.string() }).nullable(),
  /** Claims that rest on it. */
  claims: z.strictObject({
    /** Those that the caller's organisation filed; for staff, the holder's own. */
    own: claimCount,
    /** Those that representatives filed under mandates; null for a representative, which counts its own alone. */
    byRepresentatives: claimCount.nullable(),
  }),
  /** What the caller may do with it now. */
  may: z.strictObject({ edit: z.boolean(), retire: z.boolean(), verify: z.boolean(), note: z.boolean() }),
  registrations: z.array(registration),
});
export type VaultRightDetail = z.infer<typeof vaultRightDetail>;

/** How soon a right expires, as the list is narrowed to it; `7`, `30` and `90` count days from today and include one another. */
export const EXPIRY_FILTERS = ['expired', '7', '30', '90', 'never'] as const;
export type ExpiryFilter = (typeof EXPIRY_FILTERS)[number];
export const VAULT_STATUSES = [...RIGHT_STATUSES, 'retired'] as const;

/** Query of `GET /v1/vault/rights`, and of the export. Without `status`, retired rights are left out. */
export const vaultQuery = z.strictObject({
  q: z.string().max(200).optional(),
  status: z.enum(VAULT_STATUSES).optional(),
  type: z.enum(RIGHT_TYPES).optional(),
  place: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  expires: z.enum(EXPIRY_FILTERS).optional(),
  /** Whose: for staff any holder's, for a representative those of a holder whose rights it keeps. */
  holder: uuid.optional(),
  cursor: z.string().max(2_000).optional(),
});
export type VaultQuery = z.infer<typeof vaultQuery>;

/** `GET /v1/vault/rights`: by brand, mark and id. */
export const vaultList = z.strictObject({
  rights: z.array(vaultRight),
  /** How many there are in all that fit. */
  total: z.number().int().nonnegative(),
  next: z.string().nullable(),
});
export type VaultList = z.infer<typeof vaultList>;

/** `GET /v1/vault/summary`: of the rights that are not retired. */
export const vaultSummary = z.strictObject({
  all: z.number().int().nonnegative(),
  unverified: z.number().int().nonnegative(),
  verified: z.number().int().nonnegative(),
  rejected: z.number().int().nonnegative(),
  expired: z.number().int().nonnegative(),
  /** Within so many days from today; each includes the ones before. */
  within7: z.number().int().nonnegative(),
  within30: z.number().int().nonnegative(),
  within90: z.number().int().nonnegative(),
  places: z.array(z.string()),
});
export type VaultSummary = z.infer<typeof vaultSummary>;

/** A holder whose rights the caller's organisation keeps by a mandate. */
export const keptHolder = z.strictObject({
  organisationId: uuid,
  name: z.string(),
  /** Over all its rights, those to come included: new ones may be registered. */
  all: z.boolean(),
  /** Last day in UTC. */
  validTo: z.iso.date(),
});
export type KeptHolder = z.infer<typeof keptHolder>;

/** `GET /v1/vault/holders`: by name; none where the caller keeps nobody's rights but their own organisation's. */
export const keptHolders = z.strictObject({ holders: z.array(keptHolder) });

/** Query of what registers rights: for which holder, where it is not the caller's own organisation. */
export const forHolder = z.strictObject({ holder: uuid.optional() });
