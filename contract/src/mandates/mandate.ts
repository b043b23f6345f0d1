import { z } from 'zod';
import { ADDED_FILE_TYPES } from '../fields/added-file.ts';
import { sha256Hex, utcTime, uuid } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';

/** What a representative may do in a holder's name. */
export const POWERS = ['file-claims', 'withdraw', 'register-rights', 'answer-counter-notices'] as const;
export type Power = (typeof POWERS)[number];

/** How the paper was given force: a company's seal, or a signature with the signatory's title. */
export const AUTHORITIES = ['sealed', 'signed'] as const;

/** How a mandate stands: `proposed` until its holder or the program has confirmed it; the others follow from days and revocation. */
export const MANDATE_STATES = ['proposed', 'refused', 'coming', 'in-force', 'expired', 'revoked'] as const;
export type MandateState = (typeof MANDATE_STATES)[number];

const day = z.iso.date();
const line = (most: number) => z.string().trim().min(1).max(most);
const name = line(200);

/** What a mandate covers, and by which paper. */
export const mandateTerms = z.strictObject({
  /** Null for all rights of the holder, those to come included. */
  rightIds: z.array(uuid).min(1).max(5_000).nullable(),
  /** Null for every marketplace. */
  marketplaces: z.array(z.enum(MARKETPLACE_IDS)).min(1).max(MARKETPLACE_IDS.length).nullable(),
  powers: z.array(z.enum(POWERS)).min(1).max(POWERS.length),
  validFrom: day,
  validTo: day,
  /** The paper, which was handed in as a file before. */
  document: sha256Hex,
  authority: z.enum(AUTHORITIES),
  signedName: name,
  signedTitle: name,
});
export type MandateTerms = z.infer<typeof mandateTerms>;

/** Most papers that one mandate has. */
export const MAX_MANDATE_PAPERS = 20;
/** What belongs to the paper, such as annexes and translations, handed in as files before. */
const furtherPapers = z
  .array(sha256Hex)
  .max(MAX_MANDATE_PAPERS - 1)
  .optional();

/**
 * `POST /v1/mandates`. A holder gives one to a representative, a representative proposes one to a holder. Who takes part in the program is no
 * list: `party`, the other side, is named exactly as it is registered.
 */
export const newMandate = z.strictObject({
  mandateId: uuid,
  party: line(500),
  ...mandateTerms.shape,
  furtherPapers,
});
export type NewMandate = z.infer<typeof newMandate>;

/**
 * `POST /v1/mandates/on-paper`, by the program's staff: a mandate that came on paper. It is proposed until its holder has confirmed it, or,
 * where the holder has nobody yet who could, a second one of the staff.
 */
export const mandateOnPaper = z.strictObject({
  mandateId: uuid,
  holderId: uuid,
  representativeId: uuid,
  ...mandateTerms.shape,
  furtherPapers,
});
export type MandateOnPaper = z.infer<typeof mandateOnPaper>;

/** Why one of the program's staff does not decide on a mandate that is proposed. */
export const UNDECIDING = ['belongs', 'entered-it', 'holder-confirms'] as const;
export type Undeciding = (typeof UNDECIDING)[number];

const party = z.strictObject({ organisationId: uuid, name: z.string() });

/** What became of the claims that a representative filed for a holder. */
export const standingCounts = z.strictObject({
  filed: z.number().int().nonnegative(),
  approved: z.number().int().nonnegative(),
  declined: z.number().int().nonnegative(),
  withdrawn: z.number().int().nonnegative(),
});
export type StandingCounts = z.infer<typeof standingCounts>;

export const mandate = z.strictObject({
  mandateId: uuid,
  holder: party,
  representative: party,
  ...mandateTerms.shape,
  state: z.enum(MANDATE_STATES),
  proposedAt: utcTime,
  proposedBy: z.string(),
  decided: z.strictObject({ at: utcTime, by: z.string() }).nullable(),
  refusal: z.string().nullable(),
  revoked: z.strictObject({ at: utcTime, by: z.string(), reason: z.string() }).nullable(),
  /** It came on paper, and the program's staff entered it. */
  enteredByProgram: z.boolean(),
  /** What the caller may do with it now. */
  may: z.strictObject({ decide: z.boolean(), revoke: z.boolean() }),
  /** Why the caller, one of the staff, may not decide; null for everybody else and where they may. */
  undeciding: z.enum(UNDECIDING).nullable(),
});
export type Mandate = z.infer<typeof mandate>;

/** `GET /v1/mandates`: those that the caller's organisation gave or was given, for staff all; the youngest first. */
export const mandateList = z.strictObject({ mandates: z.array(mandate) });

/** `GET /v1/mandates/{mandateId}` */
export const mandateDetail = z.strictObject({
  ...mandate.shape,
  /** The rights that it names, where it does not cover all. */
  rights: z.array(z.strictObject({ rightId: uuid, mark: z.string(), place: z.string(), number: z.string() })),
  /** The paper first, then what belongs to it. */
  papers: z.array(
    z.strictObject({
      sha256: sha256Hex,
      type: z.enum(ADDED_FILE_TYPES),
      bytes: z.number().int().positive(),
    }),
  ),
  /** Claims of this representative for this holder, and of this representative for all its holders where the caller may see them. */
  standing: z.strictObject({ forHolder: standingCounts, forAll: standingCounts.nullable() }),
});
export type MandateDetail = z.infer<typeof mandateDetail>;

/** `POST /v1/mandates/{mandateId}/decision`, by the holder or the program's staff. */
export const mandateDecision = z.discriminatedUnion('decision', [
  z.strictObject({
    decision: z.literal('in-force'),
    /** The rights that are meant, where they are others than proposed; null for all. */
    rightIds: mandateTerms.shape.rightIds.optional(),
  }),
  z.strictObject({ decision: z.literal('refused'), reason: line(1_000) }),
]);
export type MandateDecision = z.infer<typeof mandateDecision>;

/** `POST /v1/mandates/{mandateId}/revocation` */
export const mandateRevocation = z.strictObject({ reason: line(1_000) });
