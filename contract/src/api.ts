import { z } from 'zod';
import { claimSubmission } from './claim.ts';
import { declaredIn } from './declared-in.ts';
import { evidenceFile } from './evidence.ts';
import { ADDED_FILE_TYPES } from './fields/added-file.ts';
import { claimFields } from './fields/submission.ts';
import { claimNumber, sha256Hex, utcTime, uuid } from './identifiers.ts';
import { capturedEvidence, claimLink, claimQuestion } from './inquiry/of-claim.ts';
import { reviewReasons } from './inquiry/reasons-of-events.ts';
import { LANGUAGE_CHOICES } from './languages.ts';
import { endedMandate } from './mandates/hold.ts';
import { ANSWER_CAUSES, ANSWER_OUTCOMES } from './packets/answers.ts';
import { right } from './right.ts';
import { REFUSAL_CAUSES } from './rights/vault.ts';
import { ROLES } from './roles.ts';
import { CLAIM_STATES } from './states.ts';

/** Blobs up to this many bytes are sent in one `PUT`; larger ones by resumable upload. */
export const SINGLE_PUT_LIMIT = 1024 * 1024;

/** Largest blob the server takes, in bytes. */
export const BLOB_LIMIT = 256 * 1024 * 1024;

/** Content types a blob may have: those of a capture's files and of what people add to a claim. */
export const BLOB_TYPES = [...new Set([...evidenceFile.shape.type.options, ...ADDED_FILE_TYPES])];
export type BlobType = (typeof BLOB_TYPES)[number];

/** Client identifier of the extension in the device authorization grant (RFC 8628). */
export const EXTENSION_CLIENT_ID = 'marketsafe-reporter-extension';

/** Why the code of a device cannot be approved or denied. */
export const DEVICE_CODE_REFUSALS = ['unknown', 'expired', 'used', 'other-user'] as const;
export type DeviceCodeRefusal = (typeof DEVICE_CODE_REFUSALS)[number];

/** Refusal of a step of device authorization: `error` is RFC 8628's code. */
export const deviceRefusal = z.object({
  error: z.string(),
  refusal: z.enum(DEVICE_CODE_REFUSALS).optional(),
});
export type DeviceRefusal = z.infer<typeof deviceRefusal>;

/**
 * A person's choice of language, and when they made it: the newest one holds, wherever it was made. `PUT /v1/me/language` takes one and
 * answers with the one that holds.
 */
export const languageSetting = z.strictObject({ choice: z.enum(LANGUAGE_CHOICES), chosenAt: utcTime });
export type LanguageSetting = z.infer<typeof languageSetting>;

/** `GET /v1/me` */
export const me = z.strictObject({
  user: z.strictObject({ userId: uuid, name: z.string(), email: z.string() }),
  organisation: z.strictObject({
    organisationId: uuid,
    name: z.string(),
    /** Of the demo program. */
    demo: z.literal(true).optional(),
  }),
  roles: z.array(z.enum(ROLES)),
  /** Null until they have chosen one. */
  language: languageSetting.nullable(),
});
export type Me = z.infer<typeof me>;

/** `GET /v1/rights` */
export const rightsList = z.strictObject({
  rights: z.array(right),
  /** Mandates of the last year that the organisation had and that have ended. */
  ended: z.array(endedMandate),
});

/** Answer to `POST /v1/claims`: stored with the claim, sent again for the same idempotency key. */
export const claimReceipt = z.strictObject({
  claimId: uuid,
  number: claimNumber,
  state: z.enum(CLAIM_STATES),
  receivedAt: utcTime,
  bodySha256: sha256Hex,
});
export type ClaimReceipt = z.infer<typeof claimReceipt>;

/** One row of `GET /v1/claims`. */
export const claimSummary = z.strictObject({
  claimId: uuid,
  number: claimReceipt.shape.number,
  state: z.enum(CLAIM_STATES),
  receivedAt: utcTime,
  target: claimSubmission.shape.target,
  reason: claimSubmission.shape.reason,
  right: right.pick({ rightId: true, brand: true, mark: true, type: true, place: true, number: true }),
  submittedBy: z.strictObject({ userId: uuid, name: z.string() }),
  /** Whose claim it is; only said to the program's staff, who read those of all organisations. */
  organisation: z.strictObject({ organisationId: uuid, name: z.string() }).optional(),
  /** Whose right it rests on, where it was filed by a mandate. */
  holder: z.strictObject({ organisationId: uuid, name: z.string() }).optional(),
  /** First picture of the evidence that shows what the screen showed of the listing; absent where there is none. */
  screenshot: sha256Hex.optional(),
});
export type ClaimSummary = z.infer<typeof claimSummary>;

/** `GET /v1/claims`: newest first; `next` is the cursor of the following page. */
export const claimList = z.strictObject({ claims: z.array(claimSummary), next: z.string().nullable() });

/** Why a claim went into a state. What the server decided is a code; `written` is what a person wrote. */
export const claimEventReason = z.discriminatedUnion('code', [
  z.strictObject({
    code: z.literal('same-as-open-claim'),
    params: z.strictObject({ number: claimReceipt.shape.number }),
  }),
  z.strictObject({ code: z.literal('right-unverified'), params: z.strictObject({}) }),
  z.strictObject({ code: z.literal('right-verified'), params: z.strictObject({}) }),
  z.strictObject({
    code: z.literal('right-refused'),
    params: z.strictObject({ cause: z.enum(REFUSAL_CAUSES) }),
  }),
  z.strictObject({ code: z.literal('written'), params: z.strictObject({ text: z.string() }) }),
  ...reviewReasons,
]);
export type ClaimEventReason = z.infer<typeof claimEventReason>;

/** One entry of a claim's append-only history. */
export const claimEvent = z.strictObject({
  eventId: uuid,
  /** Its place in the history, from 1 on without a gap: who decides names the last one that they saw. */
  sequence: z.int().positive(),
  at: utcTime,
  /** Nobody (`userId` and `name` null) where the server itself decided. */
  actor: z.strictObject({ userId: uuid.nullable(), name: z.string().nullable(), role: z.string() }),
  from: z.enum(CLAIM_STATES).nullable(),
  to: z.enum(CLAIM_STATES),
  reason: claimEventReason.nullable(),
});

/** `GET /v1/claims/{claimId}` */
export const claimDetail = z.strictObject({
  ...claimSummary.shape,
  explanation: claimFields.shape.explanation,
  declarations: claimFields.shape.declarations.partial(),
  particulars: claimFields.shape.particulars.unwrap(),
  declaredIn: declaredIn.optional(),
  evidence: z.array(capturedEvidence),
  /** What staff asked, the oldest first. */
  questions: z.array(claimQuestion),
  /** Other claims of the organisation that have to do with it. */
  links: z.array(claimLink),
  events: z.array(claimEvent),
  bodySha256: sha256Hex,
});
export type ClaimDetail = z.infer<typeof claimDetail>;

/** One change fed back to the organisation's devices, in the gap-free order of `sequence`. */
export const change = z.discriminatedUnion('kind', [
  z.strictObject({
    sequence: z.number().int().positive(),
    kind: z.literal('claim'),
    at: utcTime,
    claimId: uuid,
    number: claimReceipt.shape.number,
    state: z.enum(CLAIM_STATES),
  }),
  z.strictObject({
    sequence: z.number().int().positive(),
    kind: z.literal('right'),
    at: utcTime,
    rightId: uuid,
  }),
  /** Somebody began a draft, or has it no longer: `GET /v1/known` says which. */
  z.strictObject({
    sequence: z.number().int().positive(),
    kind: z.literal('draft'),
    at: utcTime,
    draftId: uuid,
  }),
  /** What the marketplace said of a claim; null where its answer was taken back. */
  z.strictObject({
    sequence: z.number().int().positive(),
    kind: z.literal('answer'),
    at: utcTime,
    claimId: uuid,
    answer: z
      .strictObject({ outcome: z.enum(ANSWER_OUTCOMES), cause: z.enum(ANSWER_CAUSES).nullable() })
      .nullable(),
  }),
  /** The program deleted a claim whose time was over. */
  z.strictObject({
    sequence: z.number().int().positive(),
    kind: z.literal('deleted'),
    at: utcTime,
    claimId: uuid,
    number: claimReceipt.shape.number,
  }),
  /** A translation that somebody asked for is done: who asked finds it by `GET /v1/translations`. */
  z.strictObject({
    sequence: z.number().int().positive(),
    kind: z.literal('translation'),
    at: utcTime,
    translationId: uuid,
  }),
]);
export type Change = z.infer<typeof change>;

/** `GET /v1/changes?cursor=`: changes after the cursor; `cursor` is what to ask with next. */
export const changeList = z.strictObject({
  changes: z.array(change),
  cursor: z.number().int().nonnegative(),
  more: z.boolean(),
});

/** Most claims that go into one package. */
export const MAX_PACKAGE_CLAIMS = 99;

/**
 * `POST /v1/packages`: the claims with their captures as one package, which is answered as `application/zip`. The header `Package-Bytes`
 * says about how many bytes follow. `evidence`: originals, confidential. `disclosure`: what may go to the marketplace.
 */
export const packageOrder = z.strictObject({
  kind: z.enum(['evidence', 'disclosure']),
  claimIds: z.array(uuid).min(1).max(MAX_PACKAGE_CLAIMS),
});
export type PackageOrder = z.infer<typeof packageOrder>;

/** `GET /v1/files/damaged`: the organisation's stored files that are no longer what was handed in, the newest findings first. */
export const damagedFiles = z.strictObject({
  files: z.array(
    z.strictObject({
      sha256: sha256Hex,
      bytes: z.number().int().positive(),
      type: z.enum(BLOB_TYPES),
      damage: z.enum(['damaged', 'missing']),
      /** When it was found. */
      since: utcTime,
    }),
  ),
  /** How many there are, beyond those that are listed too. */
  total: z.number().int().nonnegative(),
});
export type DamagedFiles = z.infer<typeof damagedFiles>;

/** Answer to a stored blob. */
export const blobReceipt = z.strictObject({ sha256: sha256Hex, bytes: z.number().int().positive() });
export type BlobReceipt = z.infer<typeof blobReceipt>;

/** `GET /health` of a server that answers; one whose database is away answers 503. Later versions may say more. */
export const health = z.object({
  /** `impaired`: it answers, and something below needs a person. */
  status: z.enum(['ok', 'impaired']),
  version: z.string(),
  database: z.literal('ok'),
  /** How often the server has started its own database again since it started itself; absent where the database is another's. */
  databaseRestarts: z.number().int().nonnegative().optional(),
  /**
   * The volume of the data folder that has least room, in whole GiB. `full`: nothing more is taken in until there is room. Absent of an
   * earlier version.
   */
  disk: z.object({ state: z.enum(['ok', 'full']), freeBytes: z.number().nonnegative() }).optional(),
  /**
   * Whether the object store that holds the files answers; while it is away, what needs a file is refused. Absent where a folder holds them,
   * and of an earlier version.
   */
  objectStore: z.enum(['ok', 'away']).optional(),
  /**
   * Stored files that are no longer what was handed in, and since when every file has been read whole: null while one was not yet, or there
   * is none. Absent of an earlier version.
   */
  files: z
    .object({
      damaged: z.number().int().nonnegative(),
      missing: z.number().int().nonnegative(),
      readSince: utcTime.nullable(),
    })
    .optional(),
});
export type Health = z.infer<typeof health>;
