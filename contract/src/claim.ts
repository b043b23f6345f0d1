import { z } from 'zod';
import { classified } from './confidentiality.ts';
import { evidenceFile, evidenceItem, MAX_CAPTURE_FILES } from './evidence.ts';
import { FACT_LIMITS, priceValue, sellerValue } from './facts.ts';
import { sha256Hex, utcTime, uuid } from './identifiers.ts';
import { MARKETPLACE_IDS } from './marketplaces/types.ts';
import { REASON_CODES } from './reasons.ts';

/** Length, in UTF-16 code units, up to which an explanation is accepted. */
export const EXPLANATION_LIMIT = 5_000;

/** What the claim is about: one listing, as the page showed it when it was captured. */
export const claimTarget = z.strictObject({
  kind: classified(z.literal('listing'), 'A'),
  marketplace: classified(z.enum(MARKETPLACE_IDS), 'A'),
  itemId: classified(z.string().regex(/^\d{1,20}$/), 'A'),
  canonicalUrl: classified(
    z
      .string()
      .max(FACT_LIMITS.url)
      .regex(/^https:\/\//),
    'A',
  ),
  title: classified(z.string().min(1).max(FACT_LIMITS.title), 'A').optional(),
  price: classified(priceValue, 'A').optional(),
  seller: classified(sellerValue, 'A').optional(),
  /** The marketplace learns the day of the capture at most; the moment is the program's. */
  capturedAt: classified(utcTime, 'C'),
});
export type ClaimTarget = z.infer<typeof claimTarget>;

/** Declarations the investigator makes for the organisation when finishing a claim. All are needed. */
export const declarations = z.strictObject({
  goodFaith: classified(z.literal(true), 'A'),
  accurate: classified(z.literal(true), 'A'),
  authorised: classified(z.literal(true), 'A'),
});

/** A finished claim as the extension hands it in: `POST /v1/claims`. */
export const claimSubmission = z.strictObject({
  schema: classified(z.literal(1), 'C'),
  claimId: classified(uuid, 'C'),
  rightId: classified(uuid, 'C'),
  reason: classified(z.enum(REASON_CODES), 'A'),
  explanation: z.strictObject({
    en: classified(z.string().max(EXPLANATION_LIMIT), 'A'),
    zh: classified(z.string().max(EXPLANATION_LIMIT), 'A'),
  }),
  target: claimTarget,
  evidence: z
    .array(
      z.strictObject({
        ...evidenceItem.shape,
        captureId: classified(uuid, 'C'),
        manifestSha256: classified(sha256Hex, 'C'),
        capturedAt: classified(utcTime, 'C'),
        signature: classified(evidenceItem.shape.signature, 'C'),
        // The originals stay with the program; the masked copies made from them are what may go out.
        files: classified(z.array(evidenceFile).max(MAX_CAPTURE_FILES), 'C'),
        masked: classified(z.array(evidenceFile).max(MAX_CAPTURE_FILES), 'A'),
      }),
    )
    .min(1)
    .max(50),
  declarations,
  tool: z.strictObject({ version: classified(z.string().max(40), 'C') }),
});
export type ClaimSubmission = z.infer<typeof claimSubmission>;

/** Every blob a claim rests on: its manifests and the files they name, each hash once. */
export function blobsOf(claim: Pick<ClaimSubmission, 'evidence'>): string[] {
  const hashes = claim.evidence.flatMap((item) => [
    item.manifestSha256,
    ...item.files.map((file) => file.sha256),
    ...item.masked.map((file) => file.sha256),
  ]);
  return [...new Set(hashes)];
}
