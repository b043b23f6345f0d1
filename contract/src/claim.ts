import { z } from 'zod';
import { classified } from './confidentiality.ts';
import { declaredIn } from './declared-in.ts';
import { evidenceFile, evidenceItem, MAX_CAPTURE_FILES, maskedCopy } from './evidence.ts';
import { FACT_LIMITS, priceValue, sellerValue } from './facts.ts';
import { CLAIM_SCHEMA } from './fields/asked.ts';
import { claimFields } from './fields/submission.ts';
import { addedFilesOf } from './fields/values.ts';
import { sha256Hex, utcTime, uuid } from './identifiers.ts';
import { MARKETPLACE_IDS } from './marketplaces/types.ts';

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
  /** The marketplace learns the day of the capture at most; the time is the program's. */
  capturedAt: classified(utcTime, 'C'),
});
export type ClaimTarget = z.infer<typeof claimTarget>;

/** A finished claim as the extension hands it in: `POST /v1/claims`. */
export const claimSubmission = z.strictObject({
  /** Which fields whoever handed it in knew of: a claim is held against what its version asks for. */
  schema: classified(z.int().min(1).max(CLAIM_SCHEMA), 'C'),
  claimId: classified(uuid, 'C'),
  ...claimFields.shape,
  declaredIn: declaredIn.optional(),
  target: claimTarget,
  evidence: z
    .array(
      z.strictObject({
        ...evidenceItem.shape,
        captureId: classified(uuid, 'C'),
        manifestSha256: classified(sha256Hex, 'C'),
        capturedAt: classified(utcTime, 'C'),
        signature: classified(evidenceItem.shape.signature, 'C'),
        // The originals stay with the program. Of the masked copies the pictures may go out, without who released them: disclosures pick.
        files: classified(z.array(evidenceFile).max(MAX_CAPTURE_FILES), 'C'),
        masked: classified(z.array(maskedCopy).max(MAX_CAPTURE_FILES), 'C'),
      }),
    )
    .min(1)
    .max(50),
  tool: z.strictObject({ version: classified(z.string().max(40), 'C') }),
});
export type ClaimSubmission = z.infer<typeof claimSubmission>;

/** Every blob a claim rests on: its manifests, the files they name and those that a person added, each hash once. */
export function blobsOf(claim: Pick<ClaimSubmission, 'evidence' | 'particulars'>): string[] {
  const hashes = claim.evidence.flatMap((item) => [
    item.manifestSha256,
    ...item.files.map((file) => file.sha256),
    ...item.masked.map((file) => file.sha256),
  ]);
  const added = addedFilesOf(claim).map(({ file }) => file.sha256);
  return [...new Set([...hashes, ...added])];
}
